package import FundFormula

/// Uses less sources before a named party pays the remainder; the headline wherever one does.
package enum FundingGapBeforeTopUp: Indicator {
  package static let id = "fundingGapBeforeTopUp"
  package static let label = Bilingual(en: "funding gap before top-up", zh: "补足前资金缺口")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Uses less sources before a named party pays the remainder; the headline wherever one does.",
    zh: "差额补足前资金需求与资金来源之差；有差额补足方时以此为准。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    TotalUses.value - SourcesBeforeTopUp.value
  }
}
