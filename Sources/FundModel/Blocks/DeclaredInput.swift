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

  /// Groups of facts and blocks with the fields they may have: groups of facts first, then those of many records.
  package static func records(of content: ScenarioContent) -> [(record: Record, fields: FieldList)] {
    Sections.factsFirst.flatMap { $0.records(in: content) }
      + content.projects.flatMap { project in
        records(of: project.content).map { ($0.record.within(project), $0.fields) }
      }
  }

  private static func inputs(of field: FieldDeclaration, in record: Record) -> [DeclaredInput] {
    let value = record.values[field.name] ?? field.fallback
    let unit = if case .published(let figure)? = value { figure.unit } else { field.kind.unit }
    func input(_ name: String?, _ value: Value?) -> DeclaredInput {
      DeclaredInput(
        path: "\(record.path).\(field.name)" + (name.map { ".\($0)" } ?? ""),
        label: Bilingual(
          en: "\(record.label.en): \(field.label.en)" + (name.map { " \($0)" } ?? ""),
          zh: "\(record.label.zh)·\(field.label.zh)" + (name.map { " \($0)" } ?? "")),
        block: record.path, unit: unit, bounds: field.bounds, isStructural: field.kind.isStructural,
        isWritten: record.says(field.name), value: value)
    }
    guard let value else { return [input(nil, nil)] }
    return value.parts.map { part in
      input(part.name, part.number.map(Value.number) ?? .other(part.value))
    }
  }
}
