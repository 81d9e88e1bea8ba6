package import FundFormula

/// Sources that depend on the market, as a share of all sources.
package enum MarketShare: Indicator {
  package static let id = "marketShare"
  package static let label = Bilingual(en: "share of sources that depend on the market", zh: "市场化回款占比")
  package static let unit = ValueUnit.share
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "Sources that depend on the market, as a share of all sources.",
    zh: "市场化回款资金占资金来源合计的比例。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    MarketSources.value / TotalSources.value
  }
}
