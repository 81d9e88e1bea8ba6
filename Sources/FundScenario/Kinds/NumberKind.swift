import FundFormula
import FundModel

/// A number, plain or sourced.
struct NumberKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var unit: UnitKind { field.numberUnit }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.number(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    reading.number(node, unit).map(FieldValue.number)
  }

  func sample(in context: RecordContext) -> Sample { unit.sample }
  var schema: JSONValue { NumberSchema.number(field, words) }
  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation { .number(unit, at: keys) }
  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? { unit }
}

extension FieldDeclaration {
  /// What the numbers of a field of numbers measure.
  var numberUnit: UnitKind { kind.unit ?? .number }
}

extension SheetCell.Expectation {
  /// Inside a number: `value`, a dated value, or what stands beside it.
  static func number(_ unit: UnitKind, at keys: ArraySlice<String>) -> Self {
    switch (keys.first, keys.count) {
    case (nil, _), ("value", 1), ("values", 2): .number(unit)
    case ("unit", 1), ("source", 1), ("note", 1): .text
    default: .open
    }
  }
}
