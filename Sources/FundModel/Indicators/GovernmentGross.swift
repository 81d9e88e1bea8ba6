package import FundFormula

/// Subsidies, rewards and top-ups that government pays.
package enum GovernmentGross: Indicator {
  package static let id = "governmentGross"
  package static let label = Bilingual(en: "government outlay", zh: "财政投入总额")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Subsidies, rewards and top-ups that government pays.",
    zh: "各级财政补助、奖补与差额补足之和。")
  package static let reference = "design table of classes, capital balance"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(
      (balance.sources + balance.topUps).filter {
        book.group($0.payer) == .government && $0.counting.side == .sources
      }.map(\.amount))
  }
}
