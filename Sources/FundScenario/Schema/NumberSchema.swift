import FundFormula
import FundModel

/// How the JSON Schema describes numbers: plain ones, and those with where they come from.
enum NumberSchema {
  /// A number of the field's bounds, or a sourced one. Each keyword speaks of its own type only.
  ///
  /// - Parameter words: what the number is; nil inside a group that says so itself.
  static func number(_ field: FieldDeclaration, _ words: String?, isWhole: Bool = false) -> JSONValue {
    let description: [(String, JSONValue)] =
      words.map {
        [("description", .string($0 + unitWords(field.numberUnit)))]
      } ?? []
    let numbers: [(String, JSONValue)] = [
      ("type", SchemaText.strings([isWhole ? "integer" : "number", "object"])),
      ("minimum", .number(field.bounds.lowerBound)),
      ("maximum", .number(field.bounds.upperBound)),
      ("$ref", .string("#/$defs/" + (field.bounds.lowerBound < 0 ? "sourced" : "sourcedNotNegative"))),
    ]
    return .object(description + numbers + (words == nil ? [] : SchemaText.usual(field)))
  }

  private static func unitWords(_ unit: UnitKind) -> String {
    unit == .number ? "" : " (\(unit.unit.en == "1" ? "1 = 100%" : unit.unit.zh))"
  }

  /// A number in a unit that its place in the file does not tell.
  static func ownUnit(_ words: String?) -> JSONValue {
    let own = "(in its own unit / 单位自填)"
    return .object([
      ("description", .string(words.map { "\($0) \(own)" } ?? own)),
      ("type", SchemaText.strings(["number", "object"])), ("$ref", .string("#/$defs/sourced")),
    ])
  }

  /// `#/$defs/sourced`, `sourcedNotNegative`: a number with where it comes from. Keywords for groups only: a plain
  /// number passes.
  static func sourced(isNegativeAllowed: Bool) -> JSONValue {
    let value: JSONValue = .object(
      [("type", .string("number"))] + (isNegativeAllowed ? [] : [("minimum", .number(0))]))
    return .object([
      ("description", .string("a number with its unit and source / 带单位和来源的数值")),
      ("properties", .object(properties(value))),
      ("additionalProperties", .bool(false)),
      (
        "dependentSchemas",
        .object([("values", .object([("not", .object([("required", SchemaText.strings(["value"]))]))]))])
      ),
      (
        "if", .object([("type", .string("object"))])
      ),
      (
        "then",
        .object([
          ("anyOf", .array(["value", "values"].map { .object([("required", SchemaText.strings([$0]))]) }))
        ])
      ),
    ])
  }

  private static func properties(_ value: JSONValue) -> [(String, JSONValue)] {
    func words(_ text: String) -> JSONValue {
      .object([("description", .string(text)), ("type", .string("string"))])
    }
    func flag(_ text: String) -> JSONValue {
      .object([("description", .string(text)), ("type", .string("boolean"))])
    }
    let byDate: [(String, JSONValue)] = [
      ("description", .string("values by the date from which they hold / 按生效日期列出的数值")),
      ("type", .string("object")),
      ("minProperties", .number(1)), ("propertyNames", .object([("pattern", .string(DateKind.pattern))])),
      ("additionalProperties", value),
    ]
    return [
      ("value", value), ("values", .object(byDate)),
      ("unit", words("元, 万元, 亿元, ㎡, 万㎡, 亩, %, 户, 元/㎡, 元/户 …")),
      ("source", words("where it comes from: seeds/FILE.json#FACT, a document, a web page / 依据来源")),
      ("note", words("note / 备注")), ("assumed", flag("assumed, not from a source / 假设值")),
      ("atLeast", flag("a lower bound in its source / 不低于")),
    ]
  }
}
