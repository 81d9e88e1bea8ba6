import FundFormula
import FundModel

/// True or false.
struct FlagKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    guard let flag = ["是": "true", "否": "false"][node.text ?? ""] else { return node }
    return SourceNode(.scalar(text: flag, quoted: false), at: node.place)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    if let flag = node.bool { return .flag(flag) }
    reading.wrongType(node, en: "true or false", zh: " true（是）或 false（否）")
    return nil
  }

  var schema: JSONValue {
    .object(
      [("description", .string(words)), ("type", .string("boolean"))] + SchemaText.usual(field))
  }
}
