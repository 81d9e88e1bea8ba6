package import FundFormula

/// Construction investment, interest during construction and working capital.
package enum TotalInvestment: Indicator {
  package static let id = "totalInvestment"
  package static let label = Bilingual(en: "total investment", zh: "项目总投资")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Construction investment, interest during construction and working capital.",
    zh: "建设投资、建设期利息与流动资金之和。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    ConstructionInvestment.value + book.interestDuringConstruction
      + book.workingCapital
  }
}
