package import FundFormula

/// 1 when cumulative cash is never below zero, to within half a fen.
package enum Survives: Indicator {
  package static let id = "survives"
  package static let label = Bilingual(en: "cash never negative", zh: "累计资金不为负")
  package static let unit = ValueUnit.flag
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "1 when cumulative cash is never below zero, to within half a fen.",
    zh: "各期累计盈余资金均不为负时为 1。")
  package static let reference = "《建设项目经济评价方法与参数》第三版 财务可持续性"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    LowestCash.value.atLeast(Scalar.zero, tolerance: Tolerance.amount)
  }
}
