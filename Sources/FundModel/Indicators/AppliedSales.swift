package import FundFormula

/// The part of sales applied to uses; only the rest serves debt. With special bonds it is that of their coverage: what
/// capital, grants and the bonds leave unpaid.
package enum AppliedSales: Indicator {
  package static let id = "appliedSales"
  package static let label = Bilingual(en: "sales applied to uses", zh: "已用于资金平衡的销售回款")
  package static let unit = ValueUnit.yuan
  package static let better = Better.neither
  package static let definition = Bilingual(
    en:
      "The part of sales applied to uses that capital, grants and the debt itself (special bonds where there are any) leave unpaid; only the rest serves debt.",
    zh: "资本金、补助及该债务本身（有专项债券时按专项债券）未能覆盖、须由销售回款支付的资金需求；仅其余销售回款用于偿债。")
  package static let reference = "Documentation/guide.md#coverage-of-debt"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let statement = AccountStatement(in: book)
    guard statement.has([.sales]) else { return nil }
    let bonds = DebtCover(book, bondsOnly: true)
    let cover = bonds.isEmpty ? DebtCover(book, bondsOnly: false) : bonds
    return smaller(statement.row([.sales]).sum, cover.applied)
  }
}
