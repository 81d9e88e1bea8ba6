package import FundFormula

/// The first period in which cumulative cash is at its lowest, within half a fen.
package enum LowestCashPeriod: Indicator {
  package static let id = "lowestCashPeriod"
  package static let label = Bilingual(en: "period of lowest cash", zh: "最低余额发生期")
  package static let unit = ValueUnit.period
  package static let better = Better.neither
  package static let definition = Bilingual(
    en: "The first period in which cumulative cash is at its lowest.",
    zh: "累计盈余资金首次降至最低的时期。")
  package static let reference = "《建设项目经济评价方法与参数》第三版 财务计划现金流量表"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let cash = book.row(FlowBook.cashKey)
    return (Row.zero(book.timeline.count) + LowestCash.value).atLeast(cash, tolerance: Tolerance.amount)
      .firstTrue
  }
}
