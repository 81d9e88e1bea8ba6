package import FundFormula

/// All money inside the balance horizon, the top-up included; debt net of principal repaid inside it.
package enum TotalSources: Indicator {
  package static let id = "totalSources"
  package static let label = Bilingual(en: "total sources of funds", zh: "资金来源合计")
  package static let unit = ValueUnit.yuan
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "All money inside the balance horizon, the top-up included; debt net of principal repaid inside it.",
    zh: "平衡计算期内的全部资金来源（含差额补足）；债务按扣除期内偿还本金后的净额计。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total((balance.sources + balance.topUps).map(\.amount))
  }
}
