import FundFormula
import FundModel

/// How fields of one form are read, described and written: everything this room knows of a form, in one place.
///
/// One file each, one line in `FieldDeclaration.written`.
protocol KindOfField {
  var field: FieldDeclaration { get }

  /// The node with ids where it has names as they are printed.
  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode
  /// The value a node gives; nil, and a finding, where it gives none.
  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue?
  /// A value that could stand there, for remedies.
  func sample(in context: RecordContext) -> Sample
  /// What the JSON Schema says of it.
  var schema: JSONValue { get }
  /// What a parameter sheet expects in the cell at these keys inside the field.
  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation
  /// In what its numbers are measured that must say where they come from; nil where it holds none.
  ///
  /// - Parameter input: the kind of the input that its record names.
  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind?
  /// Whether its numbers are in the unit of the input that its record names, and can be converted only once that is known.
  var isMeasured: Bool { get }
  /// The value with every number in base units, once the kind of that input is known.
  func inBaseUnits(_ value: FieldValue, _ converted: (MeasuredText) -> SourcedNumber?) -> FieldValue
}

/// A number as it is written in the unit of an input.
struct MeasuredText {
  let number: SourcedNumber
  let text: String
  /// Its name in a group.
  let name: String?
}

extension KindOfField {
  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode { node }
  func sample(in context: RecordContext) -> Sample { .plain("…") }
  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation { .open }
  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? { nil }
  var isMeasured: Bool { false }
  func inBaseUnits(_ value: FieldValue, _ converted: (MeasuredText) -> SourcedNumber?) -> FieldValue {
    value
  }

  /// The field's label in both languages.
  var words: String { SchemaText.both(field.label) }
}
