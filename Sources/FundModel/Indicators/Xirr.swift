package import FundFormula

/// The same on the last day of each period, actual days over 365.
package enum Xirr: Indicator {
  package static let id = "xirr"
  package static let label = Bilingual(
    en: "internal rate of return on dated flows", zh: "按实际日期计算的内部收益率（XIRR）")
  package static let unit = ValueUnit.rate
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "The same on the last day of each period, actual days over 365.",
    zh: "按各期末实际日期（实际天数/365）计算的内部收益率。")
  package static let reference = "ACT/365F"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    book.row(FlowBook.investmentFlowKey).internalRate(
      times: .constant(times(on: book.timeline)), least: Tolerance.amount)
  }

  /// Years of 365 days from the last day of the first period to that of each.
  package static func times(on timeline: Timeline) -> [Double] { timeline.daysToEnd.map { $0 / 365 } }
}
