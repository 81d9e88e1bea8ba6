package import FundFormula

/// Homes elsewhere for households that do not return (异地安置): what they cost, and what the households pay for them.
package enum CostSwapExit: Mechanism {
  package static let kind = "cost.swapExit"
  package static let section = Section.costs
  package static let label = Bilingual(en: "homes elsewhere", zh: "异地安置房")
  package static let summary = Bilingual(
    en: "households that take one × area × cost; they pay area × price", zh: "异地安置户数 × 面积 × 房源成本；居民按面积 × 单价付款"
  )

  static let cost = Field<Scalar>.required("cost", .yuanPerArea, en: "cost of the homes per m²", zh: "房源单方成本")
  static let price = Field<Scalar>.number(
    "price", .yuanPerArea, default: 0, en: "price the households pay per m²", zh: "居民购房单价")
  static let area = Field<Scalar?>.optional(
    "area", .area, 0...1e4, en: "area of a home; the titled area where left out", zh: "每户安置面积")
  static let schedule = Field<Schedule>.schedule(
    "schedule", default: .atStart, en: "when it is paid", zh: "支付时间")
  package static let fields = FieldList(cost, price, area, schedule)

  package static func costClass(of block: Block) -> FlowClass? { .compensation }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    project.homeTypes.flatMap { type -> [Flow] in
      guard let leaving = type.households[.swap] else { return [] }
      let homes = leaving * (block[area] ?? type.titleArea)
      func flow(_ part: String, _ flowClass: FlowClass, from: String, to: String, _ amount: Scalar) -> Flow {
        let label = project.label(block, type)
        return Flow(
          id: "\(block.path).\(part).\(type.id)",
          Bilingual(en: "\(label.en): \(flowClass.label.en)", zh: "\(label.zh)·\(flowClass.label.zh)"),
          flowClass, from: from, to: to, project.row(amount, on: block[schedule]), block: block.path,
          homeType: type.id, exit: .swap)
      }
      return [
        flow("homes", .compensation, from: block.account, to: "contractors", homes * block[cost])
      ]
        + (block.says("price")
          ? [flow("price", .costShare, from: type.holder, to: block.account, homes * block[price])] : [])
    }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    ExitOption.swap.isMissing(in: project, field: "cost", share: "swapShare")
  }
}
