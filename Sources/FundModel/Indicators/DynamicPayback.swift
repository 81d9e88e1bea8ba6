package import FundFormula

/// The same on discounted flows.
package enum DynamicPayback: Indicator {
  package static let id = "dynamicPayback"
  package static let label = Bilingual(en: "payback period, discounted", zh: "动态投资回收期（含建设期）")
  package static let unit = ValueUnit.years
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "The same on discounted flows.",
    zh: "按折现后净现金流量计算的投资回收期。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let flow =
      book.annual.discounted(book.yearlyInvestmentFlow, at: book.discountRate).named(
        "rows.discountedInvestmentCashFlow",
        Bilingual(en: "discounted project investment cash flow", zh: "折现净现金流量"), .yuan)
    return Payback.years(untilPaidBack: flow, key: key, in: book)
  }
}
