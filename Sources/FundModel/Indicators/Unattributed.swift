package import FundFormula

/// Uses less named sources where the uses are an outcome and not a budget: not a gap.
package enum Unattributed: Indicator {
  package static let id = "unattributed"
  package static let label = Bilingual(en: "not explained by the source", zh: "来源未说明金额")
  package static let unit = ValueUnit.yuan
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "Uses less named sources where the uses are an outcome and not a budget: not a gap.",
    zh: "资金需求为拉动投资额时，扣除已列明来源后的余额；不是资金缺口。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard book.finance[FinanceFacts.usesAreOutcome] else { return nil }
    return TotalUses.value - TotalSources.value
  }
}
