package import FundFormula

/// Residents' payments, purchases included, over total uses.
package enum ResidentShare: Indicator {
  package static let id = "residentShare"
  package static let label = Bilingual(en: "resident share of funding", zh: "居民出资占比")
  package static let unit = ValueUnit.share
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Residents' payments, purchases included, over total uses.",
    zh: "居民出资（含购置）占资金需求合计的比例。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    ResidentPayments.value / TotalUses.value
  }
}
