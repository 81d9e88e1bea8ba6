package import FundFormula

/// What government pays a company through operation (可用性付费、可行性缺口补助): a fixed amount a year, or what user
/// payments lack of a target, settled at the end of each calendar year; a part of it hangs on the performance score.
/// Source: rules of existing PPP contracts.
package enum OperationPublicPayment: RecurringMechanism {
  package static let kind = "operation.publicPayment"
  package static let section = Section.operations
  package static let label = Bilingual(en: "public payment to the company", zh: "政府付费（可用性付费、可行性缺口补助）")
  package static let summary = Bilingual(
    en: "amount, or max(0, target − user payments), × (1 − linked share × (1 − score))",
    zh: "年付费额，或 max(0, 目标收入 − 使用者付费)，×（1 − 挂钩比例 ×（1 − 得分率））")

  static let mode = Field<String>.choice(
    "mode",
    [
      .init("availability", en: "availability payment", zh: "可用性付费"),
      .init("viabilityGap", en: "viability-gap payment", zh: "可行性缺口补助"),
    ], default: "availability", en: "how it is counted", zh: "付费方式")
  static let amount = Field<Scalar?>.optional(
    "amount", .yuanPerYear, en: "payment a year, or the income to be reached", zh: "年付费额（或目标收入）")
  static let share = Field<Scalar?>.optional(
    "share", .fraction, 0...1, en: "payment a year as a share of the named costs, in place of an amount",
    zh: "年付费额占费用比例（与年付费额二选一）")
  static let base = Field<[String]>.costs(
    "base", default: FlowClass.costs, en: "the costs it is a share of; all where left out",
    zh: "费用基数（省略时为全部费用）")
  static let linkedShare = Field<Scalar>.number(
    "linkedShare", .fraction, 0...1, default: 0, en: "part tied to performance", zh: "绩效挂钩比例")
  static let score = Field<Row>.path(
    "score", .fraction, 0...1, default: 1, en: "performance score", zh: "绩效考核得分率")
  static let payer = Field<String>.party("payer", default: "district", en: "who pays it", zh: "出资方")
  package static let fields =
    FieldList(mode, amount, share, base, linkedShare, score, payer) + OperationFields.list

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let aYear =
      block[share].map { project.total(ofCosts: block[base], for: block) * $0 } ?? block[amount] ?? .zero
    let operation = project.operation
    let months = OperationFields.months(of: block, on: project.timeline)
    let due = aYear * OperationFields.years(of: block, in: project)
    let row: Row
    if block[mode] == "viabilityGap" {
      let users = project.operatingIncome(of: block.account, in: months)
      let full = larger((operation.byPeriod(due) - users).sums(of: project.timeline.years), Scalar.zero)
      row = block.says("linkedShare") ? full * earned(of: block, score: yearly(of: block, in: project)) : full
    } else {
      let score = operation.value(of: score.declaration, of: block, in: months)
      row = operation.byPeriod(block.says("linkedShare") ? due * earned(of: block, score: score) : due)
    }
    return [
      Flow(
        id: block.path, block.label, .operatingSubsidy, from: block[payer], to: block.account, row,
        block: block.path)
    ]
  }

  /// The score of each calendar year, in its periods: the mean of its months.
  private static func yearly(of block: Block, in project: ProjectGraph) -> Row {
    let timeline = project.timeline
    return block.row(
      score.declaration, over: timeline.years.map { 12 * $0..<12 * $0 + 12 }, on: .periods(timeline.count),
      in: OperationFields.months(of: block, on: timeline))
  }

  /// What the score leaves of a payment.
  private static func earned(of block: Block, score: Row) -> Row {
    let ones = Row.constant(Array(repeating: 1, count: score.count), on: score.axis)
    return ones - block[linkedShare] * (ones - score)
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard block.says("amount") == block.says("share") else { return [] }
    return [
      Fault(
        "amount",
        Bilingual(
          en: "Give one of the two: `amount` (a year) or `share` (of the costs, a year).",
          zh: "“amount”（年付费额）与“share”（年付费额占费用比例）只能且必须填写一项。"))
    ]
  }
}
