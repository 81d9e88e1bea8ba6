import FundFormula
import FundModel

/// One number for all years, or numbers by the date from which they hold.
struct PathKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var unit: UnitKind { field.numberUnit }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.numbers(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    let looksSourced = node.keys.contains { NumberReader.keys.contains($0) }
    guard let entries = node.entries, !looksSourced, !entries.isEmpty else {
      return reading.number(node, unit).map { .path([.init(from: nil, name: nil, number: $0)]) }
    }
    var steps: [FieldValue.YearNumber] = []
    for entry in entries {
      guard let date = date(of: entry, after: steps, &reading) else { continue }
      if let number = reading.part(entry.key, { [unit] in $0.number(entry.value, unit) }) {
        steps.append(.init(from: date, name: entry.key, number: number))
      }
    }
    return .path(steps.sorted { ($0.from?.monthIndex ?? 0) < ($1.from?.monthIndex ?? 0) })
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
    return .object([
      ("description", .string(words)), ("anyOf", .array([NumberSchema.number(field, nil), steps])),
    ])
  }

  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation {
    let isSourced = keys.first.map(NumberReader.keys.contains) ?? true
    return .number(unit, at: isSourced ? keys : keys.dropFirst())
  }

  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? { unit }
}
