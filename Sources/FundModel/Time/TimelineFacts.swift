package import FundFormula

/// The fields of `timeline`: when the project starts, how long it builds, sells and runs, in which steps.
package enum TimelineFacts {
  private static let steps: [FieldKind.Choice] = [
    .init("month", en: "month", zh: "月"), .init("quarter", en: "quarter", zh: "季"),
    .init("halfYear", en: "half-year", zh: "半年"), .init("year", en: "year", zh: "年"),
  ]

  static let start = Field<YearMonth>.date("start", en: "start of construction", zh: "开工时间")
  static let constructionMonths = Field<Int>.structural(
    "constructionMonths", .months, 1...240, en: "months of construction", zh: "建设期（月）")
  static let delayMonths = Field<Int>.structural(
    "delayMonths", .months, 0...240, default: 0, en: "months of delay", zh: "工期延误（月）")
  static let salesMonths = Field<Int>.structural(
    "salesMonths", .months, 0...240, default: 0, en: "months of sales after handover", zh: "交房后销售期（月）")
  static let operationYears = Field<Int>.structural(
    "operationYears", .years, 0...60, default: 0, en: "years of operation after handover", zh: "运营期（年）")
  static let constructionStep = Field<String>.choice(
    "constructionStep", steps, default: "quarter", en: "length of a period of construction", zh: "建设期步长")
  static let operationStep = Field<String>.choice(
    "operationStep", steps, default: "year", en: "length of a period after it", zh: "运营期步长")
  static let milestones = Field<[String: YearMonth]>.dates("milestones", en: "milestones", zh: "关键节点")

  package static let label = Bilingual(en: "timeline", zh: "时间轴")
  package static let fields = FieldList(
    start, constructionMonths, delayMonths, salesMonths, operationYears, constructionStep, operationStep,
    milestones)

  /// The periods of a pool: in the steps of its own record, from the first start to the last end.
  static func periods(of record: Record, holding timelines: [Timeline]) -> [Timeline.Period] {
    Timeline.periods(
      holding: timelines, constructionStep: TimeStep(rawValue: record[constructionStep]) ?? .quarter,
      operationStep: TimeStep(rawValue: record[operationStep]) ?? .year)
  }

  /// Whether construction goes by months.
  static func isBuiltByMonths(_ record: Record) -> Bool {
    record[constructionStep] == TimeStep.month.rawValue
  }

  /// The timeline of a record of these fields. A delay moves handover and all that hangs on it.
  package static func timeline(of record: Record) -> Timeline {
    Timeline(
      start: record[start], constructionMonths: record[constructionMonths] + record[delayMonths],
      salesMonths: record[salesMonths], operationYears: record[operationYears],
      constructionStep: TimeStep(rawValue: record[constructionStep]) ?? .quarter,
      operationStep: TimeStep(rawValue: record[operationStep]) ?? .year, milestones: record[milestones])
  }
}
