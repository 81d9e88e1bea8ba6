package import FundFormula

/// All money inside the balance horizon without the top-up; debt net of principal repaid inside it.
package enum SourcesBeforeTopUp: Indicator {
  package static let id = "sourcesBeforeTopUp"
  package static let label = Bilingual(en: "sources before top-up", zh: "资金来源（补足前）")
  package static let unit = ValueUnit.yuan
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "All money inside the balance horizon without the top-up; debt net of principal repaid inside it.",
    zh: "平衡计算期内不含差额补足的全部资金来源；债务按扣除期内偿还本金后的净额计。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(balance.sources.map(\.amount))
  }
}
