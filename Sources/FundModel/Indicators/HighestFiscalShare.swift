package import FundFormula

/// The largest share of a year's budget that government pays, into whatever account; nil without a budget.
package enum HighestFiscalShare: Indicator {
  package static let id = "highestFiscalShare"
  package static let label = Bilingual(
    en: "highest yearly share of the fiscal budget", zh: "年度财政支出责任最高占比")
  package static let unit = ValueUnit.share
  package static let better = Better.less
  package static let definition = Bilingual(
    en:
      "The largest share of a year's general public budget that government pays for the project, into whatever account.",
    zh: "各年度财政支出责任占一般公共预算支出比例的最高值（含付给其他账户的支出）。")
  package static let reference = "财金〔2015〕21号（10% 红线）"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard book.finance.says(FinanceFacts.fiscalBudget.declaration.name) else { return nil }
    let share = Row.reference(YearlyRows.fiscalShareKey, count: book.timeline.count)
    return .zero - (Row.zero(book.timeline.count) - share).smallest
  }
}
