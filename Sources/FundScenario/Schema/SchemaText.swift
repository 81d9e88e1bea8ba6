import FundFormula
import FundModel

/// Pieces of a JSON Schema that several kinds of field are written with.
enum SchemaText {
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func reference(_ name: String, _ description: String? = nil) -> JSONValue {
    .object(
      (description.map { [("description", .string($0))] } ?? []) + [("$ref", .string("#/$defs/\(name)"))])
  }

  static func both(_ label: Bilingual) -> String { "\(label.en) / \(label.zh)" }

  static func described(_ words: String, _ choices: [FieldKind.Choice]) -> String {
    choices.isEmpty
      ? words
      : words + ": " + choices.map { "\($0.id) \($0.label.en) \($0.label.zh)" }.joined(separator: "; ")
  }

  /// Labels the loader takes in place of ids.
  static func labels(_ choices: [FieldKind.Choice]) -> [String] {
    var labels: [String] = []
    for text in choices.flatMap({ [$0.label.en, $0.label.zh] })
    where !labels.contains(text) && !choices.contains(where: { $0.id == text }) {
      labels.append(text)
    }
    return labels
  }

  /// Values by name.
  static func group(
    _ words: String, names: JSONValue, values: JSONValue, isEmptyAllowed: Bool = true
  ) -> JSONValue {
    .object(
      [
        ("description", .string(words)), ("type", .string("object")), ("propertyNames", names),
        ("additionalProperties", values),
      ] + (isEmptyAllowed ? [] : [("minProperties", .number(1))]))
  }

  static func idNames(but taken: [String]) -> JSONValue {
    guard !taken.isEmpty else { return reference("id") }
    return .object([
      ("$ref", .string("#/$defs/id")), ("not", .object([("enum", strings(taken))])),
    ])
  }

  /// What holds where the file is silent.
  static func usual(_ field: FieldDeclaration) -> [(String, JSONValue)] {
    switch field.fallback {
    case .number(let number): [("default", .number(number.value))]
    case .word(let word): [("default", .string(word))]
    case .flag(let flag): [("default", .bool(flag))]
    default: []
    }
  }
}
