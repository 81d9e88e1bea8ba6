package import FundFormula

/// What the declared fields of a checked scenario say in one place: a block's, or those of facts.
///
/// The typed subscripts give every value in the Swift type of its field; numbers come as inputs of the graph.
package protocol FieldHolder: Sendable {
  /// `funding.city-subsidy`.
  var path: String { get }
  var label: Bilingual { get }
  var values: [String: FieldValue] { get }
}

/// A group of facts (`project`, `timeline`, `finance`, a home type), or what the fields of a block say.
package struct Record: FieldHolder, Hashable {
  package let path: String
  package let label: Bilingual
  package let values: [String: FieldValue]

  package init(path: String, label: Bilingual, values: [String: FieldValue]) {
    self.path = path
    self.label = label
    self.values = values
  }

  /// The record of a pool's project as the pool speaks of it.
  package func within(_ project: PooledContent) -> Record {
    Record(
      path: project.prefix + path,
      label: Bilingual(en: "\(project.label.en): \(label.en)", zh: "\(project.label.zh)·\(label.zh)"),
      values: values)
  }

  /// The same with other values.
  package func with(_ values: [String: FieldValue]) -> Record {
    Record(path: path, label: label, values: values)
  }
}

extension FieldHolder {
  /// The id in its section.
  package var id: String {
    path.lastIndex(of: ".").map { String(path[path.index(after: $0)...]) } ?? path
  }

  func value(_ declaration: FieldDeclaration) -> FieldValue? {
    values[declaration.name] ?? declaration.fallback
  }

  // MARK: Typed fields

  package subscript(field: Field<Scalar>) -> Scalar {
    guard let scalar = scalar(field.declaration) else { fault(field.declaration) }
    return scalar
  }

  package subscript(field: Field<Scalar?>) -> Scalar? { scalar(field.declaration) }

  package subscript(field: Field<Int>) -> Int {
    guard case .number(let number)? = value(field.declaration) else { fault(field.declaration) }
    return Int(number.value)
  }

  package subscript(field: Field<Int?>) -> Int? {
    if case .number(let number)? = value(field.declaration) { Int(number.value) } else { nil }
  }

  package subscript(field: Field<Bool>) -> Bool {
    guard case .flag(let flag)? = value(field.declaration) else { fault(field.declaration) }
    return flag
  }

  package subscript(field: Field<String>) -> String {
    guard case .word(let word)? = value(field.declaration) else { fault(field.declaration) }
    return word
  }

  package subscript(field: Field<String?>) -> String? {
    if case .word(let word)? = value(field.declaration) { word } else { nil }
  }

  package subscript(field: Field<[String]>) -> [String] {
    guard case .words(let words)? = value(field.declaration) else { fault(field.declaration) }
    return words
  }

  package subscript(field: Field<Schedule>) -> Schedule {
    guard case .schedule(let schedule)? = value(field.declaration) else { fault(field.declaration) }
    return schedule
  }

  package subscript(field: Field<Schedule?>) -> Schedule? {
    if case .schedule(let schedule)? = value(field.declaration) { schedule } else { nil }
  }

  package subscript(field: Field<Moment>) -> Moment {
    guard case .moment(let moment)? = value(field.declaration) else { fault(field.declaration) }
    return moment
  }

  package subscript(field: Field<Moment?>) -> Moment? {
    if case .moment(let moment)? = value(field.declaration) { moment } else { nil }
  }

  package subscript(field: Field<YearMonth>) -> YearMonth {
    guard case .moment(.date(let date))? = value(field.declaration) else { fault(field.declaration) }
    return date
  }

  package subscript(field: Field<PublishedNumber>) -> PublishedNumber {
    guard case .published(let number)? = value(field.declaration) else { fault(field.declaration) }
    return number
  }

  package subscript(field: Field<SourcedNumber?>) -> SourcedNumber? {
    if case .number(let number)? = value(field.declaration) { number } else { nil }
  }

  package subscript(field: Field<[String: YearMonth]>) -> [String: YearMonth] {
    guard case .dates(let dates)? = value(field.declaration) else { fault(field.declaration) }
    return Dictionary(uniqueKeysWithValues: dates.map { ($0.name, $0.date) })
  }

  package subscript(field: Field<[String: Scalar]>) -> [String: Scalar] {
    guard case .numbers(let numbers)? = value(field.declaration) else { fault(field.declaration) }
    return Dictionary(
      uniqueKeysWithValues: numbers.map { entry in
        let path = "\(path).\(field.declaration.name).\(entry.name)"
        return (entry.name, input(entry.number, path, field.declaration, Bilingual(verbatim: entry.name)))
      })
  }

  /// A number over the years, as a row: each value an input that holds from its month on. In a span with several values
  /// their mean by months, of the months in `months` alone: a year let from July on has the values from July on.
  ///
  /// - Parameter spans: months of each place of `axis`.
  func row(
    _ field: FieldDeclaration, over spans: [Range<Int>], on axis: Axis, in months: Range<Int> = 0..<Int.max
  ) -> Row {
    guard case .path(let steps)? = value(field) else { fault(field) }
    return row(steps, field, over: spans, on: axis, in: months)
  }

  /// The same in all periods, for a number the file may leave out.
  func row(_ field: Field<Row?>, on timeline: Timeline) -> Row? {
    guard value(field.declaration) != nil else { return nil }
    return row(
      field.declaration, over: timeline.periods.map { $0.from..<$0.to }, on: .periods(timeline.count))
  }

  /// A number that does not change with the years; nil where it does, or where the file leaves it out.
  func steady(_ field: FieldDeclaration) -> Scalar? {
    guard case .path(let steps)? = value(field), steps.count == 1, let step = steps.first, step.from == nil
    else { return nil }
    return input(step, field)
  }

  /// A number over the years as it is at first.
  func opening(_ field: Field<Row>) -> Scalar {
    guard case .path(let steps)? = value(field.declaration), let step = steps.first else {
      fault(field.declaration)
    }
    return input(step, field.declaration)
  }

  /// The months at whose beginning a number over the years changes.
  func changes(of field: FieldDeclaration) -> [Int] {
    guard case .path(let steps)? = value(field) else { return [] }
    return steps.compactMap { $0.from?.monthIndex }
  }

  private func row(
    _ steps: [FieldValue.YearNumber], _ declaration: FieldDeclaration, over spans: [Range<Int>],
    on axis: Axis, in months: Range<Int>
  ) -> Row {
    let parts = steps.enumerated().map { index, step -> Row in
      let first = step.from?.monthIndex ?? 0
      let last = index + 1 < steps.count ? steps[index + 1].from?.monthIndex ?? Int.max : Int.max
      let active = spans.map { span -> Double in
        let (from, to) = (max(span.lowerBound, months.lowerBound), min(span.upperBound, months.upperBound))
        let (a, b) = (max(from, first), min(to, last))
        return a < b ? Double(b - a) / Double(to - from) : 0
      }
      return input(step, declaration) * Row.constant(active, on: axis)
    }
    return total(parts, on: axis)
  }

  /// Whether the file gives this field itself.
  package func says(_ name: String) -> Bool { values[name] != nil }

  /// Whether the number of a field is a lower bound in its source.
  package func isAtLeast<Value>(_ field: Field<Value>) -> Bool {
    if case .number(let number)? = value(field.declaration) { number.isAtLeast } else { false }
  }

  // MARK: Inside

  private func scalar(_ declaration: FieldDeclaration) -> Scalar? {
    guard case .number(let number)? = value(declaration) else { return nil }
    return input(number, "\(path).\(declaration.name)", declaration, nil)
  }

  /// One value of a number over the years.
  private func input(_ step: FieldValue.YearNumber, _ declaration: FieldDeclaration) -> Scalar {
    let name = "\(path).\(declaration.name)" + (step.name.map { ".\($0)" } ?? "")
    return input(step.number, name, declaration, step.name.map { Bilingual(verbatim: $0) })
  }

  private func input(
    _ number: SourcedNumber, _ path: String, _ declaration: FieldDeclaration, _ part: Bilingual?
  ) -> Scalar {
    let unit = declaration.kind.unit ?? .number
    let tail = part.map { Bilingual(en: " \($0.en)", zh: " \($0.zh)") } ?? Bilingual(verbatim: "")
    return .input(
      Input(
        path: path,
        label: Bilingual(
          en: "\(label.en): \(declaration.label.en)\(tail.en)",
          zh: "\(label.zh)·\(declaration.label.zh)\(tail.zh)"),
        value: number.value, unit: unit.valueUnit, unitText: Bilingual(verbatim: number.unitText ?? ""),
        source: number.source, note: number.note, isAssumed: number.isAssumed, bounds: declaration.bounds))
  }

  private func fault(_ declaration: FieldDeclaration) -> Never {
    preconditionFailure("\(path).\(declaration.name) reached the model unchecked")
  }
}
