package import FundFormula

/// Named sources over the investment brought about.
package enum ExplainedShare: Indicator {
  package static let id = "explainedShare"
  package static let label = Bilingual(en: "share explained by named sources", zh: "已列明来源占比")
  package static let unit = ValueUnit.share
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "Named sources over the investment brought about.",
    zh: "已列明资金来源占拉动投资额的比例。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard book.finance[FinanceFacts.usesAreOutcome] else { return nil }
    return TotalSources.value / TotalUses.value
  }
}
