package import FundFormula

/// Uses less sources after the top-up; negative is a surplus.
package enum FundingGap: Indicator {
  package static let id = "fundingGap"
  package static let label = Bilingual(en: "funding gap", zh: "资金缺口")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Uses less sources after the top-up; negative is a surplus.",
    zh: "差额补足后资金需求与资金来源之差；负值为资金结余。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    TotalUses.value - TotalSources.value
  }
}
