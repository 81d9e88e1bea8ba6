import FundFormula
import FundModel

/// The id of a party.
struct PartyKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.word(node, names.parties)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    let parties = reading.context.parties
    if let word = node.text, parties.contains(where: { $0.id == word }) { return .word(word) }
    let remedy =
      Bilingual.meant(
        node.text ?? "", among: parties.map(\.id), labels: parties.map { ($0.label, $0.id) })
      ?? Bilingual(
        en: "Use a standard party such as `city`, `district`, `residents`, or add it under `parties`.",
        zh: "请用标准参与方，如“city”（市级财政）、“district”（区县财政）、“residents”（居民），或在“parties”中添加。")
    let words = reading.subject.words
    reading.report(
      .reference, node.place, en: "\(words.en) names no party: \(node.shown.en).",
      zh: "\(words.zh)填写的\(node.shown.zh)不是已有的参与方。", remedy: remedy)
    return nil
  }

  func sample(in context: RecordContext) -> Sample { .plain("\"city\"") }

  var schema: JSONValue {
    .object([
      ("description", .string("\(words) (id of a party / 参与方编号)")), ("type", .string("string")),
      ("examples", SchemaText.strings(["city", "district", "residents", "operator"])),
    ])
  }
}
