package import FundFormula

/// A share of an account's operating income for somebody else (收益分成): operator, owners, upkeep account.
/// Sources: 三眼井 shares facility income with residents; Shijingshan supports property service from parking.
package enum OperationShare: Mechanism {
  package static let kind = "operation.share"
  package static let section = Section.operations
  package static let label = Bilingual(en: "share of income", zh: "收益分成")
  package static let summary = Bilingual(
    en: "share × operating income, gross or after operating cost", zh: "分成比例 × 营业收入（或扣除经营成本后的净收益）")

  static let share = Field<Scalar>.required("share", .fraction, 0...1, en: "share", zh: "分成比例")
  static let to = Field<String>.party("payee", en: "who receives it", zh: "收款方")
  static let of = Field<[String]>.operations(
    "of", default: [], en: "the incomes it is a share of; all of the account where left out", zh: "分成基数")
  static let basis = Field<String>.choice(
    "basis",
    [
      .init("gross", en: "income", zh: "营业收入"),
      .init(
        "net", en: "income less operating cost of the year, never below zero", zh: "当年扣除经营成本后的净收益（不低于零）"),
    ], default: "gross", en: "share of what", zh: "分成口径")
  package static let fields = FieldList(share, to, of, basis)

  package static func follows(_ block: Block) -> Bool { true }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let income = project.operatingIncome(of: block.account, blocks: block[of])
    let base =
      block[basis] == "net"
      ? larger(
        (income - project.operatingCost(of: block.account)).sums(of: project.timeline.years), Scalar.zero)
      : income
    let flowClass: FlowClass =
      ["upkeepFund", "propertyManager"].contains(block[to]) ? .upkeepSupport : .incomeShare
    return [
      Flow(
        id: block.path, block.label, flowClass, from: block.account, to: block[to], block[share] * base,
        block: block.path)
    ]
  }
}
