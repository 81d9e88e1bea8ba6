import FundFormula
import FundModel

/// The reading of one field: what it is about, what it may refer to, and what was found.
struct FieldReading {
  let field: FieldDeclaration
  let subject: Subject
  let context: RecordContext
  var findings: [Finding] = []

  init(_ field: FieldDeclaration, _ subject: Subject, _ context: RecordContext) {
    self.field = field
    self.subject = subject
    self.context = context
  }

  /// Reads the part of a group under `key`: findings speak of that part.
  mutating func part<Value>(_ key: String, _ read: (inout FieldReading) -> Value) -> Value {
    var inner = FieldReading(field, subject.part(key), context)
    defer { findings += inner.findings }
    return read(&inner)
  }

  // MARK: Numbers and dates

  /// A number, plain or sourced, in the base unit of `unit` and within the field's bounds.
  mutating func number(_ node: SourceNode, _ unit: UnitKind) -> SourcedNumber? {
    withNumbers(unit) { $0.number(node) }
  }

  /// Reads with a reader of numbers of this field.
  mutating func withNumbers<Value>(_ unit: UnitKind, _ read: (inout NumberReader) -> Value) -> Value {
    var reader = NumberReader(subject, unit: unit, bounds: field.bounds, asOf: context.asOf)
    defer { findings += reader.findings }
    return read(&reader)
  }

  mutating func date(_ node: SourceNode) -> YearMonth? {
    if let date = node.text.flatMap(YearMonth.init) {
      mindDay(node.text ?? "", node.place)
      return date
    }
    report(
      .date, node.place, en: "\(subject.words.en) must be a date, not \(node.shown.en).",
      zh: "\(subject.words.zh)须为日期，而此处是\(node.shown.zh)。", remedy: .dateForm(in: AuthorForm(of: node.place)))
    return nil
  }

  /// Says of a date with a day that the month alone counts.
  mutating func mindDay(_ text: String, _ place: Place) {
    if let finding = Finding.dayNotCounted(text, path: subject.path, at: place) { findings.append(finding) }
  }

  /// Reads with a reader of moments and schedules of this field.
  mutating func withSchedules<Value>(_ read: (inout ScheduleReader) -> Value) -> Value {
    var reader = ScheduleReader(subject: subject, context: context)
    defer { findings += reader.findings }
    return read(&reader)
  }

  // MARK: Findings

  mutating func wrongType(_ node: SourceNode, en: String, zh: String, remedy: Bilingual? = nil) {
    report(
      .wrongType, node.place, en: "\(subject.words.en) must be \(en), not \(node.shown.en).",
      zh: "\(subject.words.zh)须为\(zh)，而此处是\(node.shown.zh)。", remedy: remedy)
  }

  mutating func report(
    _ check: CheckName, _ place: Place, en: String, zh: String, remedy: Bilingual? = nil
  ) {
    findings.append(
      Finding(check: check, path: subject.path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

extension Bilingual {
  /// The name a word most likely meant, by name or by label.
  static func meant(_ word: String, among names: [String], labels: [(Bilingual, String)]) -> Bilingual? {
    let byLabel = labels.first { $0.0.zh == word || $0.0.en == word }?.1
    guard let id = byLabel ?? nearest(word, among: names) else { return nil }
    return Bilingual(en: "Did you mean `\(id)`?", zh: "是否应为“\(id)”？")
  }
}

extension Finding {
  /// What is said of a date that names a day: payments fall in months, and dated rates count from the last day of each
  /// period. Nil for dates without one.
  static func dayNotCounted(_ text: String, path: String, at place: Place) -> Finding? {
    guard let date = YearMonth(text), text.utf8.count > 7 else { return nil }
    return Finding(
      .warning, check: .dayNotCounted, path: path, at: place,
      Bilingual(
        en:
          "The day of \(text) is not counted: money falls in months, dated rates (XIRR) on the last day of each period.",
        zh: "\(text) 中的“日”不参与测算：资金按月发生，按日期的收益率（XIRR）以各测算期末日计。"),
      remedy: Bilingual(en: "Write \(date).", zh: "请写成 \(date)。"))
  }
}
