package import FundFormula

/// The lowest of opening cash plus net income of a year over its principal and interest; at least 1 is the test of a bullet.
package enum LowestCumulativeCoverage: Indicator {
  package static let id = "lowestCumulativeCoverage"
  package static let label = Bilingual(en: "lowest coverage from cash in hand", zh: "逐年累计资金覆盖倍数（最低）")
  package static let unit = ValueUnit.ratio
  package static let better = Better.more
  package static let definition = Bilingual(
    en:
      "The lowest of opening cash plus net income of a year over its principal and interest; at least 1 is the test of a bullet.",
    zh: "各年（期初余额+当年净收益）与当年应付本息之比的最低值；不低于 1 为到期还本的检验标准。")
  package static let reference = "Documentation/guide.md#coverage-of-debt"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard book.hasDebt(bondsOnly: false) else { return nil }
    return book.row(YearlyRows.cumulativeCoverageKey).smallest
  }
}
