package import FundFormula

/// The rate at which the project investment cash flow before income tax has present value zero.
package enum Irr: Indicator {
  package static let id = "irr"
  package static let label = Bilingual(
    en: "financial internal rate of return, before income tax", zh: "项目投资财务内部收益率（所得税前）")
  package static let unit = ValueUnit.rate
  package static let better = Better.more
  package static let definition = Bilingual(
    en:
      "The rate at which the project investment cash flow before income tax, by calendar year, has present value zero.",
    zh: "使项目投资净现金流量（所得税前，按日历年汇总）现值为零的折现率。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    book.annual.internalRate(book.yearlyInvestmentFlow)
  }
}
