package import FundFormula

/// Cash for households that do not return (货币安置): titled area × price, and an amount for each household.
package enum CostCashExit: Mechanism {
  package static let kind = "cost.cashExit"
  package static let section = Section.costs
  package static let label = Bilingual(en: "cash for those who leave", zh: "货币安置补偿")
  package static let summary = Bilingual(
    en: "households that take cash × (titled area × price + amount)", zh: "货币安置户数 ×（产权面积 × 单价 + 每户金额）")

  static let price = Field<Scalar>.required("price", .yuanPerArea, en: "price per titled m²", zh: "补偿单价")
  static let amount = Field<Scalar>.number(
    "amount", .yuanPerHousehold, default: 0, en: "amount for each household beside it", zh: "每户另补金额")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .atStart, en: "when it is paid", zh: "支付时间")
  package static let fields = FieldList(price, amount, schedule)

  package static func costClass(of block: Block) -> FlowClass? { .compensation }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    project.homeTypes.compactMap { type in
      guard let leaving = type.households[.cash] else { return nil }
      return Flow(
        id: "\(block.path).\(type.id)", project.label(block, type), .compensation, from: block.account,
        to: type.holder,
        project.row(leaving * (type.titleArea * block[price] + block[amount]), on: block[schedule]),
        block: block.path, homeType: type.id, exit: .cash)
    }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    ExitOption.cash.isMissing(in: project, field: "price", share: "cashShare")
  }
}

extension ExitOption {
  /// A rule for households that leave has none to count.
  func isMissing(in project: ProjectGraph, field: String, share: String) -> [Fault] {
    guard !project.homeTypes.contains(where: { $0.households[self] != nil }) else { return [] }
    return [
      Fault(
        field,
        Bilingual(
          en: "No home type says which share of its households goes this way (`\(share)`).",
          zh: "没有户型给出选择该方式的户数比例（“\(share)”）。"),
        remedy: Bilingual(
          en: "Add `\(share)` to a home type.", zh: "请在户型中添加“\(share)”（\(label.zh)比例）。"))
    ]
  }
}
