package import FundFormula

/// The lowest of the project's cumulative cash over all periods.
package enum LowestCash: Indicator {
  package static let id = "lowestCash"
  package static let label = Bilingual(en: "lowest cumulative cash", zh: "最低累计资金余额")
  package static let unit = ValueUnit.yuan
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "The lowest of the project's cumulative cash over all periods.",
    zh: "各期累计盈余资金的最低值。")
  package static let reference = "《建设项目经济评价方法与参数》第三版 财务计划现金流量表"

  package static let needsBudget = true
  package static let addsUp = false

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    book.row(FlowBook.cashKey).smallest
  }
}
