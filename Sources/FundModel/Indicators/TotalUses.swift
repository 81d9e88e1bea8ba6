package import FundFormula

/// Everything the balance horizon has to pay: costs, interest and fees paid inside it.
package enum TotalUses: Indicator {
  package static let id = "totalUses"
  package static let label = Bilingual(en: "total uses of funds", zh: "资金需求合计")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Everything the balance horizon has to pay: costs, interest and fees paid inside it.",
    zh: "平衡计算期内的全部资金需求：各项费用及期内支付的利息、费用。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    total(balance.uses.map(\.amount))
  }
}
