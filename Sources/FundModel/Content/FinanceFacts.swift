package import FundFormula

/// The fields of `finance`: rates and conventions of the evaluation.
package enum FinanceFacts {
  static let discountRate = Field<Scalar>.number(
    "discountRate", .ratePerYear, -0.5...1, default: 0.05, en: "discount rate", zh: "财务基准收益率（ic）")
  static let firstPeriod = Field<Int>.structural(
    "firstPeriod", .number, 0...1, default: 1, en: "year by which the first flow is discounted",
    zh: "首期折现年数（1 为期末，0 为期初）")
  static let balanceHorizon = Field<Moment?>.optionalMoment(
    "balanceHorizon", en: "end of the balance horizon", zh: "平衡计算期终点")
  static let coverageLimit = Field<Scalar>.number(
    "coverageLimit", .number, 0...100, default: 1.1, en: "lower limit of special-bond coverage",
    zh: "专项债券本息覆盖倍数下限")
  static let coverageLimitAllDebt = Field<Scalar>.number(
    "coverageLimitAllDebt", .number, 0...100, default: 1.2, en: "lower limit of all-debt coverage",
    zh: "全部债务本息覆盖倍数下限")
  static let openingCash = Field<Scalar>.number(
    "openingCash", .yuan, 0...1e15, default: 0, en: "cash at the start", zh: "期初资金")

  static let fiscalBudget = Field<Row?>.optionalPath(
    "fiscalBudget", .yuanPerYear, 0...1e15, en: "yearly budget of the government that pays",
    zh: "出资财政年度一般公共预算支出")

  static let usesAreOutcome = Field<Bool>.flag(
    "usesAreOutcome", default: false, en: "uses are investment brought about, not a budget",
    zh: "资金需求为拉动投资额而非预算")

  package static let label = Bilingual(en: "finance", zh: "评价参数")
  package static let fields = FieldList(
    discountRate, firstPeriod, balanceHorizon, coverageLimit, coverageLimitAllDebt, openingCash,
    fiscalBudget, usesAreOutcome)

  /// The month after the last of the balance horizon: as its author says, else the end of sales.
  static func horizonEnd(of record: Record, on timeline: Timeline) -> Int {
    record[balanceHorizon].flatMap { timeline.endMonth(to: $0) } ?? max(timeline.salesEnd, timeline.handover)
  }
}
