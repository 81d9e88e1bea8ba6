package import FundFormula

/// Funding gap before top-up over total uses.
package enum GapShare: Indicator {
  package static let id = "gapShare"
  package static let label = Bilingual(en: "gap before top-up as a share of total uses", zh: "资金缺口率")
  package static let unit = ValueUnit.share
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Funding gap before top-up over total uses.",
    zh: "补足前资金缺口占资金需求合计的比例。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    FundingGapBeforeTopUp.value / TotalUses.value
  }
}
