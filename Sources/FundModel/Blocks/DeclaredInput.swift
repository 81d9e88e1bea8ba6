package import FundFormula

/// What a scenario says, or leaves to its default, in one declared field; numbers and dates by name one by one.
package struct DeclaredInput: Sendable {
  /// As in the file: `funding.city-subsidy.amount`.
  package let path: String
  package let label: Bilingual
  /// Path of the block or group of facts it stands in.
  package let block: String
  package let unit: UnitKind?
  /// Smallest and largest number the field allows.
  package let bounds: ClosedRange<Double>
  /// Shapes the graph: dates, lengths, terms, schedules, choices.
  package let isStructural: Bool
  /// False where the field's default stands for it.
  package let isWritten: Bool
  /// What holds, written or by default; nil where neither says anything.
  package let value: Value?

  package enum Value: Sendable, Equatable {
    case number(SourcedNumber)
    case other(FieldValue)
  }

  /// The kind of the number at each path: what a unit beside it must measure.
  package static func kinds(in content: ScenarioContent) -> [String: UnitKind] {
    Dictionary(
      all(in: content).compactMap { input in input.unit.map { (input.path, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Every declared field of a scenario in the order of sections, blocks and declarations.
  package static func all(in content: ScenarioContent) -> [DeclaredInput] {
    records(of: content).flatMap { record, fields in
      fields.declarations.flatMap { inputs(of: $0, in: record) }
    }
  }

  /// Groups of facts and blocks with the fields they may have.
  package static func records(of content: ScenarioContent) -> [(record: Record, fields: FieldList)] {
    [
      (content.timeline, TimelineFacts.fields), (content.project, ProjectFacts.fields),
      (content.finance, FinanceFacts.fields),
    ]
      + content.homeTypes.map { ($0, ProjectFacts.homeTypeFields) }
      + content.allBlocks.map { ($0.record, $0.allFields) }
      + content.levers.map { ($0, Lever.fields) } + content.uncertain.map { ($0, Uncertainty.fields) }
      + content.published.map { ($0, PublishedFigure.fields) }
      + content.projects.flatMap { project in
        records(of: project.content).map { ($0.record.within(project), $0.fields) }
      }
  }

  private static func inputs(of field: FieldDeclaration, in record: Record) -> [DeclaredInput] {
    let isWritten = record.says(field.name)
    let value = record.values[field.name] ?? field.fallback
    let unit = if case .published(let figure)? = value { figure.unit } else { field.kind.unit }
    func input(_ tail: String?, _ part: Bilingual?, _ value: Value?) -> DeclaredInput {
      DeclaredInput(
        path: "\(record.path).\(field.name)" + (tail.map { ".\($0)" } ?? ""),
        label: Bilingual(
          en: "\(record.label.en): \(field.label.en)" + (part.map { " \($0.en)" } ?? ""),
          zh: "\(record.label.zh)·\(field.label.zh)" + (part.map { " \($0.zh)" } ?? "")),
        block: record.path, unit: unit, bounds: field.bounds, isStructural: field.kind.isStructural,
        isWritten: isWritten,
        value: value)
    }
    switch value {
    case nil: return [input(nil, nil, nil)]
    case .number(let number): return [input(nil, nil, .number(number))]
    case .published(let figure): return [input(nil, nil, .number(figure.number))]
    case .numbers(let numbers):
      return numbers.map { input($0.name, Bilingual(verbatim: $0.name), .number($0.number)) }
    case .path(let steps):
      return steps.map { input($0.name, $0.name.map(Bilingual.init(verbatim:)), .number($0.number)) }
    case .dates(let dates):
      return dates.map {
        input($0.name, Bilingual(verbatim: $0.name), .other(.moment(.date($0.date))))
      }
    case .some(let other): return [input(nil, nil, .other(other))]
    }
  }
}

extension FieldKind {
  fileprivate var isStructural: Bool {
    switch self {
    case .number, .numbers, .path, .published, .measured, .measuredNumbers: false
    default: true
    }
  }
}
