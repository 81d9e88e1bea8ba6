package import FundFormula

/// Residents' payments without extra area and parking over total uses: the figure a policy paper means.
package enum ResidentCostShare: Indicator {
  package static let id = "residentCostShare"
  package static let label = Bilingual(en: "resident share without purchases", zh: "居民分担占比（不含扩面及车位购置）")
  package static let unit = ValueUnit.share
  package static let better = Better.less
  package static let definition = Bilingual(
    en:
      "Residents' payments without extra area and parking over total uses: the figure a policy paper means.",
    zh: "居民出资（不含扩面及车位购置）占资金需求合计的比例，即政策文件所指口径。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(
      balance.sources.filter {
        book.group($0.payer) == .residents && $0.counting.side == .sources
          && !$0.counting.isMarket
      }.map(\.amount)) / TotalUses.value
  }
}
