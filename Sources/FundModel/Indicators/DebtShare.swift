package import FundFormula

/// Debt, net of what is repaid inside the horizon, over all sources.
package enum DebtShare: Indicator {
  package static let id = "debtShare"
  package static let label = Bilingual(en: "debt as a share of total sources", zh: "债务性资金占比")
  package static let unit = ValueUnit.share
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Debt, net of what is repaid inside the horizon, over all sources.",
    zh: "债务性资金（扣除期内偿还本金）占资金来源合计的比例。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard balance.sources.contains(where: { $0.counting.side == .debt }) else { return nil }
    return total(balance.sources.filter { $0.counting.side == .debt }.map(\.amount))
      / TotalSources.value
  }
}
