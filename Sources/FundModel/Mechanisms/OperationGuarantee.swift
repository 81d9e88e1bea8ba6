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

  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] {
    let timeline = project.timeline
    let (from, to) = (timeline.handover, timeline.afterHandover(years: block[years]))
    let months = timeline.months(from: from, to: to)
    // The part of a period's income that is guaranteed: of its months of operation, not of those before handover.
    let operating = timeline.months(from: from, to: Int.max)
    let active = zip(months, operating).map { $1 == 0 ? 0 : $0 / $1 }
    let income = project.operatingIncome(of: block.account, blocks: block[of])
    return [
      Flow(
        id: block.path, block.label, .operatingIncome, from: block[payer], to: block.account,
        larger(
          (block[amount] * Row.constant(months.map { $0 / 12 }) - income * Row.constant(active)).sums(
            of: timeline.years), Scalar.zero),
        block: block.path)
    ]
  }
}
