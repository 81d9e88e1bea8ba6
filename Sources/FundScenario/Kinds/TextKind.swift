import FundFormula
import FundModel

/// A text, the same in both languages.
struct TextKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    if let text = node.text { return .word(text) }
    reading.wrongType(node, en: "a text", zh: "文本")
    return nil
  }

  func sample(in context: RecordContext) -> Sample { .plain("\"…\"") }

  var schema: JSONValue {
    .object([("description", .string(words)), ("type", .string("string"))])
  }

  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation { keys.isEmpty ? .text : .open }
}
