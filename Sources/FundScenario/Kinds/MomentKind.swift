import FundFormula
import FundModel

/// A date, or a milestone and so many months before or after it.
struct MomentKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.moment(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    let path = reading.subject.path
    return reading.withSchedules { $0.moment(node, path: path) }.map(FieldValue.moment)
  }

  func sample(in context: RecordContext) -> Sample { .plain("\"2025-01\"") }
  var schema: JSONValue { SchemaText.reference("moment", words) }
  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation { keys.isEmpty ? .date : .open }

  static let pattern =
    "^([0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?|[a-z][a-zA-Z0-9-]*([+-][0-9]{1,4})?)$"

  /// `#/$defs/moment`.
  static var definition: JSONValue {
    .object([
      (
        "description",
        .string(
          "a date, or a milestone (start, handover, salesEnd, end) and months after it / 日期，或关键节点加月数：handover+6"
        )
      ),
      ("type", SchemaText.strings(["string", "integer"])), ("pattern", .string(pattern)),
      ("minimum", .number(Double(YearMonth.years.lowerBound))),
      ("maximum", .number(Double(YearMonth.years.upperBound))),
    ])
  }
}
