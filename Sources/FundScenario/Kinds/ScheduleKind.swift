import FundFormula
import FundModel

/// When money moves: a moment, a span, shares at moments, or as other costs are paid.
struct ScheduleKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.schedule(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    reading.withSchedules { $0.schedule(node) }.map(FieldValue.schedule)
  }

  var schema: JSONValue { SchemaText.reference("schedule", words) }

  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation {
    let first = keys.first
    if keys.isEmpty || keys.count == 1 && (first == "from" || first == "to") { return .date }
    return first == "shares" && keys.count == 2 ? .share : .open
  }

  // MARK: `#/$defs/schedule`

  static var definition: JSONValue {
    .object([
      (
        "description",
        .string("a moment, a span, shares at moments, or as other costs are paid / 时点、时段、分期比例或跟随其他费用")
      ),
      ("type", SchemaText.strings(["string", "integer", "object"])),
      ("pattern", .string(MomentKind.pattern)),
      ("minimum", .number(Double(YearMonth.years.lowerBound))),
      ("maximum", .number(Double(YearMonth.years.upperBound))),
      ("if", .object([("type", .string("object"))])),
      (
        "then",
        .object([
          (
            "oneOf",
            .array([
              form(span, required: ["from", "to"]), form([("shares", shares)], required: ["shares"]),
              form([("follow", follow)], required: ["follow"]),
            ])
          )
        ])
      ),
    ])
  }

  private static func form(_ properties: [(String, JSONValue)], required: [String]) -> JSONValue {
    .object([
      ("properties", .object(properties)), ("required", SchemaText.strings(required)),
      ("additionalProperties", .bool(false)),
    ])
  }

  private static var span: [(String, JSONValue)] {
    let profiles = ScheduleReader.profiles
    let words = SchemaText.strings(profiles.map(\.id) + SchemaText.labels(profiles))
    return [
      ("from", SchemaText.reference("moment")), ("to", SchemaText.reference("moment")),
      ("profile", .object([("enum", words)])),
    ]
  }

  private static var shares: JSONValue {
    let share: JSONValue = .object([
      ("type", .string("number")), ("minimum", .number(0)), ("maximum", .number(1)),
    ])
    return .object([
      ("type", .string("object")), ("minProperties", .number(1)),
      ("propertyNames", .object([("pattern", .string(MomentKind.pattern))])),
      ("additionalProperties", share),
    ])
  }

  private static var follow: JSONValue {
    .object([
      ("type", SchemaText.strings(["array", "string"])), ("items", .object([("type", .string("string"))])),
      ("minItems", .number(1)),
    ])
  }
}
