import FundFormula
import FundModel

/// One of a field's own words, or the name of a number in a field of `project`: areas, quantities.
struct FactKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var choices: [FieldKind.Choice] { field.kind.choices }
  private var facts: String { field.kind.facts ?? "" }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.choice(node, choices.map { ($0.id, $0.label) })
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    let own = reading.context.names(facts)
    if let word = node.text {
      if own.contains(word) { return .word(word) }
      if let choice = choices.first(where: { $0.isCalled(word) }) { return .word(choice.id) }
    }
    let names = choices.map(\.id) + own
    reading.report(
      .reference, node.place,
      en: "The project has no \(facts == "areas" ? "area" : "quantity") \(node.shown.en).",
      zh: "项目中没有名为\(node.shown.zh)的\(facts == "areas" ? "面积" : "工程数量")。",
      remedy: .meant(node.text ?? "", among: names, labels: choices.map { ($0.label, $0.id) })
        ?? Bilingual(
          en: (names.isEmpty ? "" : "Known here: \(names.joined(separator: ", ")). ")
            + "Others are added under `project.\(facts)`.",
          zh: (names.isEmpty ? "" : "此处可用：\(names.joined(separator: "、"))；") + "其他请在“project.\(facts)”中添加。"))
    return nil
  }

  func sample(in context: RecordContext) -> Sample {
    .plain("\"\(choices.first?.id ?? context.names(facts).first ?? "…")\"")
  }

  var schema: JSONValue {
    let others = " (or a name of project.\(facts) / 或 project.\(facts) 中的名称)"
    return .object([
      ("description", .string(SchemaText.described(words, choices) + others)), ("type", .string("string")),
      ("minLength", .number(1)),
    ])
  }
}
