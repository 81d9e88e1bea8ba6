package import FundFormula

/// A section of a scenario file, or a group of records within one, declared once: its name, its label, what stands in it
/// and where that stands in the checked content. See ``Sections``.
package struct SectionDeclaration: Sendable {
  package enum Shape: Sendable {
    /// One group of facts.
    case facts(FieldList, any WritableKeyPath<ScenarioContent, Record> & Sendable)
    /// Records by id, all of the same fields.
    case records(FieldList, any WritableKeyPath<ScenarioContent, [Record]> & Sendable)
    /// Blocks by id; each has the fields of its mechanism.
    case blocks(Section)
    /// Parties by id.
    case parties
  }

  /// How a parameter sheet speaks of its rows.
  package enum SheetNames: Sendable {
    /// By their keys alone.
    case plain
    /// By labels.
    case named
    /// By labels, and each record has a title above its rows.
    case titled
  }

  /// `["project", "homeTypes"]`.
  package let path: [String]
  /// What it is called; of records, what each of them is.
  package let label: Bilingual
  /// What all its records are called together.
  package let plural: Bilingual
  package let shape: Shape
  package let inSheets: SheetNames
  /// Whose numbers must say where they come from; nil for all of its own.
  private let sourced: FieldList?

  init(
    _ path: [String], _ label: Bilingual, plural: Bilingual? = nil, _ shape: Shape,
    sourced: FieldList? = nil,
    inSheets: SheetNames = .named
  ) {
    self.path = path
    self.label = label
    self.plural = plural ?? label
    self.shape = shape
    self.sourced = sourced
    self.inSheets = inSheets
  }

  /// The last key of its path.
  package var name: String { path[path.count - 1] }

  package var isFacts: Bool { if case .facts = shape { true } else { false } }

  /// The fields of its record or records; nil where each has its own.
  package var fields: FieldList? {
    switch shape {
    case .facts(let fields, _), .records(let fields, _): fields
    case .blocks, .parties: nil
    }
  }

  /// Whether every number in it must say where it comes from.
  package var isSourcedWhole: Bool { sourced == nil }

  /// The groups of records that stand among its facts.
  package var groups: [SectionDeclaration] {
    Sections.all.filter { $0.path.dropLast() == path[...] }
  }

  /// Its records in checked content, each with the fields it may have.
  package func records(in content: ScenarioContent) -> [(record: Record, fields: FieldList)] {
    switch shape {
    case .facts(let fields, let place): [(content[keyPath: place], fields)]
    case .records(let fields, let place): content[keyPath: place].map { ($0, fields) }
    case .blocks(let section):
      content.blocks(in: section).map { ($0.record, $0.allFields) }
    case .parties: []
    }
  }

  /// Its records, each with the fields whose numbers must say where they come from: of a block, those of its own rule.
  package func sourcedRecords(in content: ScenarioContent) -> [(record: Record, fields: FieldList)] {
    guard case .blocks(let section) = shape else {
      return records(in: content).map { ($0.record, sourced ?? $0.fields) }
    }
    return content.blocks(in: section).map { ($0.record, $0.mechanism.fields) }
  }
}
