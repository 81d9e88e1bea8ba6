import FundFormula
import FundModel

/// One of a field's own words, or its label in either language.
struct ChoiceKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var choices: [FieldKind.Choice] { field.kind.choices }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.choice(node, choices.map { ($0.id, $0.label) })
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    let word = node.text ?? ""
    if let choice = choices.first(where: { $0.isCalled(word) }) { return .word(choice.id) }
    let words = reading.subject.words
    reading.report(
      .choice, node.place, en: "\(words.en) cannot be \(node.shown.en).",
      zh: "\(words.zh)不能填\(node.shown.zh)。", remedy: remedy(word))
    return nil
  }

  private func remedy(_ word: String) -> Bilingual {
    let near = nearest(word, among: choices.flatMap { [$0.id, $0.label.en, $0.label.zh] })
    if let meant = near.flatMap({ near in choices.first { $0.isCalled(near) } }) {
      return Bilingual(en: "Did you mean `\(meant.id)`?", zh: "是否应为“\(meant.id)”（\(meant.label.zh)）？")
    }
    let english = choices.map { choice in
      choice.id == choice.label.en || choices.count > 6 ? choice.id : "\(choice.id) (\(choice.label.en))"
    }
    let chinese = choices.map { "\($0.id) \($0.label.zh)" }
    return Bilingual(
      en: "One of: \(english.joined(separator: ", ")).", zh: "可填：\(chinese.joined(separator: "、"))。")
  }

  func sample(in context: RecordContext) -> Sample {
    .plain("\"\(choices.first?.id ?? "…")\"")
  }

  var schema: JSONValue {
    .object(
      [
        ("description", .string(SchemaText.described(words, choices))),
        ("enum", SchemaText.strings(choices.map(\.id) + SchemaText.labels(choices))),
      ] + SchemaText.usual(field))
  }
}

extension FieldKind.Choice {
  /// Whether a word means it: its id, or its label in either language.
  func isCalled(_ word: String) -> Bool { id == word || label.en == word || label.zh == word }
}
