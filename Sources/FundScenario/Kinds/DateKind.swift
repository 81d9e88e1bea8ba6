import FundFormula
import FundModel

/// A date of its own: where it stands no milestone is known yet.
struct DateKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    reading.date(node).map { .moment(.date($0)) }
  }

  func sample(in context: RecordContext) -> Sample { .plain("\"2025-01\"") }
  var schema: JSONValue { SchemaText.reference("date", words) }
  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation { keys.isEmpty ? .date : .open }

  static let pattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$"

  /// `#/$defs/date`.
  static var definition: JSONValue {
    .object([
      ("description", .string("2024, 2024-07")), ("type", SchemaText.strings(["string", "integer"])),
      ("pattern", .string(pattern)), ("minimum", .number(Double(YearMonth.years.lowerBound))),
      ("maximum", .number(Double(YearMonth.years.upperBound))),
    ])
  }
}
