package import FundFormula

/// Present value of the project investment cash flow before income tax at the discount rate.
package enum Npv: Indicator {
  package static let id = "npv"
  package static let label = Bilingual(
    en: "financial net present value, before income tax", zh: "项目投资财务净现值（所得税前）")
  package static let unit = ValueUnit.yuan
  package static let better = Better.more
  package static let definition = Bilingual(
    en:
      "Present value of the project investment cash flow before income tax, by calendar year, at the discount rate.",
    zh: "按基准收益率折现的项目投资净现金流量（所得税前，按日历年汇总）现值之和。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    book.annual.presentValue(book.yearlyInvestmentFlow, at: book.discountRate)
  }
}
