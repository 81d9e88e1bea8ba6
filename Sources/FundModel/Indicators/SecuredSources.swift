package import FundFormula

/// Sources that have been received, approved or signed.
package enum SecuredSources: Indicator {
  package static let id = "securedSources"
  package static let label = Bilingual(en: "secured sources", zh: "已落实资金")
  package static let unit = ValueUnit.yuan
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "Sources that have been received, approved or signed.",
    zh: "状态为已到位或已批复/已签约的资金来源。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total((balance.sources + balance.topUps).filter { $0.status?.isSecured ?? false }.map(\.amount))
  }
}
