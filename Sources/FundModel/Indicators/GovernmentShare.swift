package import FundFormula

/// Government outlay over total uses.
package enum GovernmentShare: Indicator {
  package static let id = "governmentShare"
  package static let label = Bilingual(en: "government share of funding", zh: "财政出资占比")
  package static let unit = ValueUnit.share
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "Sources that government pays inside the balance horizon, over total uses.",
    zh: "平衡计算期内财政出资占资金需求合计的比例。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(
      (balance.sources + balance.topUps).filter {
        book.group($0.payer) == .government && $0.counting.side == .sources
      }.map(\.amount)) / TotalUses.value
  }
}
