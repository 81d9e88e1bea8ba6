package import FundFormula

/// The part of sales the capital balance applies to uses; only the rest counts in coverage.
package enum AppliedSales: Indicator {
  package static let id = "appliedSales"
  package static let label = Bilingual(en: "sales applied to uses", zh: "已用于资金平衡的销售回款")
  package static let unit = ValueUnit.yuan
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "The part of sales the capital balance applies to uses; only the rest counts in coverage.",
    zh: "资金平衡已用于抵补资金需求的销售回款；仅其余部分计入本息覆盖。")
  package static let reference = "design table of classes, capital balance"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let sales = balance.sources.filter { $0.counting.income == .sale }
    guard !sales.isEmpty else { return nil }
    let others = balance.sources.filter { $0.counting.income != .sale }
    return smaller(
      total(sales.map(\.amount)), larger(.zero, TotalUses.value - total(others.map(\.amount))))
  }
}
