import FundFormula
import FundModel

/// One number for all years, or numbers by the date from which they hold: `{"2026": 0.6, "2028": 0.9}`, or under `byYear`
/// with the unit and source of all beside it.
struct PathKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var unit: UnitKind { field.numberUnit }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.numbers(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    if let dated = node.entry("values") {
      reportDated(dated, &reading)
      return nil
    }
    if let series = node["byYear"] { return value(byYear: series, of: node, &reading) }
    let looksSourced = node.keys.contains { NumberReader.keys.contains($0) }
    guard let entries = node.entries, !looksSourced, !entries.isEmpty else {
      return reading.number(node, unit).map { .path([.init(from: nil, name: nil, number: $0)]) }
    }
    return .path(steps(entries, named: { $0 }, &reading) { $0 })
  }

  /// The values of `byYear`; unit, source and note beside it are those of each value that has none of its own.
  private func value(
    byYear series: SourceNode, of node: SourceNode, _ reading: inout FieldReading
  ) -> FieldValue? {
    let shared = (node.entries ?? []).filter { $0.key != Self.byYear }
    for entry in shared where !NumberReader.keys.contains(entry.key) || entry.key == "value" {
      reading.findings.append(
        .unknownField(entry, path: "\(reading.subject.path).\(entry.key)", among: Self.beside))
    }
    guard let entries = series.entries, !entries.isEmpty else {
      reading.wrongType(series, en: "a value for each year", zh: "逐年的数值")
      return nil
    }
    return .path(
      steps(entries, named: { "\(Self.byYear).\($0)" }, &reading) { value in
        guard !value.isMapping else { return value }
        let own = SourceNode.Entry(key: "value", keyPlace: value.place, value: value)
        return SourceNode(.mapping([own] + shared), at: value.place)
      })
  }

  private static let byYear = "byYear"
  private static let beside = NumberReader.keys.filter { !$0.hasPrefix("value") } + [byYear]

  /// `values` chooses one number by the reference date; this one moves in time.
  private func reportDated(_ entry: SourceNode.Entry, _ reading: inout FieldReading) {
    let words = reading.subject.words
    reading.report(
      .byYear, entry.keyPlace,
      en:
        "`values` gives one value, the one in force on the reference date; \(words.en) may change with the years.",
      zh: "“values”按基准日期只取一个值，而\(words.zh)可逐年变化。",
      remedy: Bilingual(
        en:
          "Write `byYear` in place of `values`: {\"byYear\": {\"2026\": …, \"2028\": …}}; each holds until the next.",
        zh: "请用“byYear”代替“values”，如 {\"byYear\": {\"2026\": …, \"2028\": …}}，各值持续至下一年份。"))
  }

  private func steps(
    _ entries: [SourceNode.Entry], named name: (String) -> String, _ reading: inout FieldReading,
    _ number: (SourceNode) -> SourceNode
  ) -> [FieldValue.YearNumber] {
    var steps: [FieldValue.YearNumber] = []
    for entry in entries {
      guard let date = date(of: entry, after: steps, &reading) else { continue }
      let key = name(entry.key)
      if let number = reading.part(key, { [unit] in $0.number(number(entry.value), unit) }) {
        steps.append(.init(from: date, name: key, number: number))
      }
    }
    return steps.sorted { ($0.from?.monthIndex ?? 0) < ($1.from?.monthIndex ?? 0) }
  }

  /// From when a step holds; nil, and a finding, where its key is no date.
  private func date(
    of entry: SourceNode.Entry, after steps: [FieldValue.YearNumber], _ reading: inout FieldReading
  ) -> YearMonth? {
    guard let date = YearMonth(entry.key) else {
      reading.report(
        .date, entry.keyPlace, en: "`\(entry.key.excerpt)` is no date.", zh: "“\(entry.key.excerpt)”不是日期。",
        remedy: byYears(in: AuthorForm(of: entry.keyPlace), at: reading.subject.path))
      return nil
    }
    reading.mindDay(entry.key, entry.keyPlace)
    if steps.contains(where: { $0.from == date }) {
      let words = reading.subject.words
      reading.report(
        .namedTwice, entry.keyPlace, en: "\(words.en) gives two values for \(date).",
        zh: "\(words.zh)中 \(date) 有两个取值。", remedy: Bilingual(en: "Keep one of them.", zh: "请只保留其中一个。"))
    }
    return date
  }

  private func byYears(in form: AuthorForm, at path: String) -> Bilingual {
    let years = Sample.group([("2026", unit.sample), ("2028", unit.sample)]).sentence(in: form, at: path)
    return Bilingual(en: "\(years.en) Each holds until the next.", zh: "\(years.zh)各值持续至下一年份。")
  }

  func sample(in context: RecordContext) -> Sample { unit.sample }

  var schema: JSONValue {
    let steps = SchemaText.group(
      "from a year on / 自该年起", names: .object([("pattern", .string(DateKind.pattern))]),
      values: NumberSchema.number(field, nil), isEmptyAllowed: false)
    let series: JSONValue = .object([
      ("type", .string("object")), ("required", SchemaText.strings([Self.byYear])),
      (
        "properties",
        .object([(Self.byYear, steps)] + Self.beside.dropLast().map { ($0, .object([])) })
      ),
      ("additionalProperties", .bool(false)),
    ])
    return .object([
      ("description", .string(words)), ("anyOf", .array([NumberSchema.number(field, nil), steps, series])),
    ])
  }

  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation {
    let inside = keys.first == Self.byYear ? keys.dropFirst() : keys
    let isSourced = inside.first.map(NumberReader.keys.contains) ?? true
    return .number(unit, at: isSourced ? inside : inside.dropFirst())
  }

  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? { unit }
}
