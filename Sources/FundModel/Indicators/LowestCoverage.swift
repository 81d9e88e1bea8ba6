package import FundFormula

/// The lowest net income of a year over its principal and interest after the horizon; near 0 in the last year of any bullet bond, shown and not judged.
package enum LowestCoverage: Indicator {
  package static let id = "lowestCoverage"
  package static let label = Bilingual(en: "lowest yearly coverage", zh: "年度最低本息覆盖倍数")
  package static let unit = ValueUnit.ratio
  package static let better = Better.more
  package static let definition = Bilingual(
    en:
      "The lowest net income of a year over its principal and interest after the horizon; near 0 in the last year of any bullet bond, shown and not judged.",
    zh: "平衡计算期后各年净收益与当年应付本息之比的最低值；到期一次还本的末年接近 0，仅列示不判定。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    guard book.hasDebt(bondsOnly: false) else { return nil }
    return book.row(YearlyRows.dscrKey).smallest
  }
}
