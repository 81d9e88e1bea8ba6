package import FundFormula

/// Sales of homes, extra area and parking, and operators' money that is not signed.
package enum MarketSources: Indicator {
  package static let id = "marketSources"
  package static let label = Bilingual(en: "sources that depend on the market", zh: "市场化回款资金")
  package static let unit = ValueUnit.yuan
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "Sales of homes, extra area and parking, and operators' money that is not signed.",
    zh: "住房、扩面、车位销售回款及尚未签约的运营主体资金。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(
      balance.sources.filter { line in
        line.counting.isMarket
          || (book.group(line.payer) == .operator && !(line.status?.isSecured ?? false))
      }.map(\.amount))
  }
}
