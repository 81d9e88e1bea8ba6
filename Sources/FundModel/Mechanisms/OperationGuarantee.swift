package import FundFormula

/// A guarantee of income (收入保底): who gives it pays what the named incomes lack, for so many years, settled at the
/// end of each calendar year.
/// Source: Dongguan, property fees underwritten by the operator for three years.
package enum OperationGuarantee: Mechanism {
  package static let kind = "operation.guarantee"
  package static let section = Section.operations
  package static let label = Bilingual(en: "guaranteed income", zh: "收入保底")
  package static let summary = Bilingual(
    en: "max(0, guaranteed a year − the named incomes) at each year's end through the years guaranteed",
    zh: "保底期内每年末 max(0, 年保底额 − 当年相应收入)")

  static let amount = Field<Scalar>.required("amount", .yuanPerYear, en: "guaranteed a year", zh: "年保底额")
  static let of = Field<[String]>.operations("of", en: "the incomes guaranteed", zh: "保底的收入项")
  static let payer = Field<String>.party("payer", default: "operator", en: "who guarantees", zh: "保底方")
  static let years = Field<Int>.structural("years", .years, 1...60, en: "years guaranteed", zh: "保底年限")
  package static let fields = FieldList(amount, of, payer, years)

  package static func incomes(of block: Block) -> [String] { ["flows.\(block.path)"] }

  /// The months in which it holds.
  private static func months(of block: Block, on timeline: Timeline) -> Range<Int> {
    timeline.handover..<max(timeline.handover, timeline.afterHandover(years: block[years]))
  }

  package static func changes(of block: Block, on timeline: Timeline) -> [Int] {
    OperationFields.changes(of: block, in: months(of: block, on: timeline))
  }

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let months = months(of: block, on: project.timeline)
    let operation = project.operation
    let due = operation.byPeriod(block[amount] * operation.constant(operation.years(in: months)))
    let income = project.operatingIncome(of: block.account, blocks: block[of], in: months)
    return [
      Flow(
        id: block.path, block.label, .operatingIncome, from: block[payer], to: block.account,
        larger((due - income).sums(of: project.timeline.years), Scalar.zero),
        block: block.path)
    ]
  }
}
