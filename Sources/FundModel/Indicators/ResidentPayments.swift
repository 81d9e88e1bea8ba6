package import FundFormula

/// What residents pay: own area, extra area and parking.
package enum ResidentPayments: Indicator {
  package static let id = "residentPayments"
  package static let label = Bilingual(en: "payments of residents", zh: "居民出资总额")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "What residents pay: own area, extra area and parking.",
    zh: "居民支付总额：建设分担、扩面购房与车位购置。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(
      balance.sources.filter { book.group($0.payer) == .residents && $0.counting.side == .sources }
        .map(\.amount))
  }
}
