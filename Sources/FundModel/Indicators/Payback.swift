package import FundFormula

/// Calendar years, the first of construction counted whole, until cumulative project cash flow, once negative, is so no longer and stays so,
/// within the year by proportion.
package enum Payback: Indicator {
  package static let id = "payback"
  package static let label = Bilingual(en: "payback period, static", zh: "项目投资回收期（静态，含建设期）")
  package static let unit = ValueUnit.years
  package static let better = Better.less
  package static let definition = Bilingual(
    en:
      "Calendar years, the first of construction counted whole, until cumulative project cash flow, once negative, is no longer so for good, within the year by proportion.",
    zh: "自建设期第一个日历年起（该年按整年计）至累计净现金流量由负转正、此后不再为负的年数，当年内按比例推算。")
  package static let reference = "《建设项目经济评价方法与参数》第三版"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    years(untilPaidBack: book.yearlyInvestmentFlow, key: key, in: book)
  }

  /// Years until the running sum of `flow`, by calendar year, once negative, is negative no longer and stays so. Where money comes in
  /// advance it may rise above zero for a while before the works are paid: nothing has come back then.
  static func years(untilPaidBack flow: Row, key: String, in book: FlowBook) -> Scalar {
    let cumulative = flow.runningSum.named(
      "\(key).cumulative", Bilingual(en: "cumulative cash flow", zh: "累计净现金流量"), .yuan)
    let isBack = cumulative.atLeast(Scalar.zero, tolerance: Tolerance.amount)
    let isNegative = (Row.constant(Array(repeating: 1, count: flow.count), on: flow.axis) - isBack).named(
      "\(key).negative",
      Bilingual(en: "cumulative cash flow negative (1) or not (0)", zh: "累计净现金流量为负（1 为负，0 为不负）"),
      .flag)
    // No negative sum is still to come, and there was one.
    let isLast = isNegative.runningSum.atLeast(larger(isNegative.sum, Scalar.one))
    let paidBack = (isBack * isLast).firstTrue.named(
      "\(key).period",
      Bilingual(
        en: "number of the first year from which the cumulative flow stays non-negative",
        zh: "累计净现金流量由负转正、此后不再为负的年序"),
      .period)
    let before = cumulative.value(in: paidBack - .one)
    return book.annual.years.value(in: paidBack) - .one + (.zero - before) / flow.value(in: paidBack)
  }
}
