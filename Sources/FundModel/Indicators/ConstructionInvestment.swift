package import FundFormula

/// Works, demolition, other construction cost, contingency, transition and land premium.
package enum ConstructionInvestment: Indicator {
  package static let id = "constructionInvestment"
  package static let label = Bilingual(en: "construction investment", zh: "建设投资")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Works, demolition, other construction cost, contingency, transition and land premium.",
    zh: "工程费用、拆除、工程建设其他费用、预备费、过渡安置及土地价款之和。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(
      balance.uses.filter { $0.counting.isInvestment && $0.flowClass != .workingCapital }.map(
        \.amount))
  }
}
