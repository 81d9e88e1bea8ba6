import FundFormula
import FundModel

/// A list of names: cost classes and cost blocks, funding blocks, operations, gates.
struct NamesKind: KindOfField {
  /// What the names are those of.
  struct Things {
    /// One of them, for sentences.
    let one: Bilingual
    let names: @Sendable (RecordContext) -> [String]
    /// What they are called where they are printed.
    let printed: @Sendable (PrintedNames) -> Labels
    /// Labels that are easily written for a name.
    var labels: [(Bilingual, String)] = []
    /// Whether leaving the list out stands for all of them: an empty one would mean none, and nobody means that. An
    /// empty list of what stands in the way is as good as no list.
    var allUnlessNamed = false
    /// A list that could stand there.
    let sample: @Sendable (RecordContext) -> String

    static var costs: Things {
      Things(
        one: Bilingual(en: "cost class or cost block", zh: "费用类别或费用编号"),
        names: { FlowClass.costs.map(\.rawValue) + $0.costIDs },
        printed: { $0.costs },
        labels: FlowClass.costs.map { ($0.label, $0.rawValue) },
        allUnlessNamed: true,
        sample: { "[\"\($0.costIDs.first ?? "worksBasic")\"]" })
    }

    static var funding: Things {
      Things(
        one: Bilingual(en: "block under `funding`", zh: "资金来源（funding）编号"), names: { $0.fundingIDs },
        printed: { $0.funding },
        sample: { "[\"\($0.fundingIDs.first ?? "residents")\"]" })
    }

    static var operations: Things {
      Things(
        one: Bilingual(en: "block under `operations`", zh: "运营（operations）编号"), names: { $0.operationIDs },
        printed: { $0.operations },
        allUnlessNamed: true,
        sample: { _ in "…" })
    }

    static var gates: Things {
      Things(
        one: Bilingual(en: "gate under `gates`", zh: "前置条件（gates）编号"), names: { $0.gateIDs },
        printed: { $0.gates },
        sample: { _ in "…" })
    }
  }

  let field: FieldDeclaration
  private let things: Things

  init(_ field: FieldDeclaration, of things: Things) {
    self.field = field
    self.things = things
  }

  private var mayBeEmpty: Bool { field.fallback == .words([]) && !things.allUnlessNamed }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.list(node, things.printed(names))
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    guard let items = node.items ?? (node.text == nil ? nil : [node]) else {
      reading.wrongType(
        node, en: "a list of names", zh: "名称列表",
        remedy: sample(in: reading.context).sentence(in: AuthorForm(of: node.place)))
      return nil
    }
    if items.isEmpty, !mayBeEmpty { reportEmpty(node, &reading) }
    let names = things.names(reading.context)
    var words: [String] = []
    for item in items {
      guard let word = item.text, names.contains(word) else {
        reading.report(
          .reference, item.place, en: "There is no \(things.one.en) \(item.shown.en).",
          zh: "没有\(item.shown.zh)这一\(things.one.zh)。",
          remedy: .meant(item.text ?? "", among: names, labels: things.labels) ?? .known(names))
        continue
      }
      if words.contains(word) {
        let subject = reading.subject.words
        reading.report(
          .namedTwice, item.place, en: "\(subject.en) names `\(word)` twice.",
          zh: "\(subject.zh)中“\(word)”重复。",
          remedy: Bilingual(en: "Delete one of them.", zh: "请删去一个。"))
      }
      words.append(word)
    }
    return .words(words)
  }

  private func reportEmpty(_ node: SourceNode, _ reading: inout FieldReading) {
    let (subject, one) = (reading.subject.words, things.one)
    reading.report(
      .emptyList, node.place, en: "\(subject.en) names nothing.", zh: "\(subject.zh)是空列表。",
      remedy: field.isRequired
        ? Bilingual(en: "Name at least one \(one.en).", zh: "请至少填写一个\(one.zh)。")
        : Bilingual(
          en: "Name at least one \(one.en), or leave the field out.", zh: "请至少填写一个\(one.zh)，或删去此项。"))
  }

  func sample(in context: RecordContext) -> Sample { .plain(things.sample(context)) }

  var schema: JSONValue {
    .object(
      [
        ("description", .string(words)), ("type", SchemaText.strings(["array", "string"])),
        ("items", .object([("type", .string("string"))])), ("uniqueItems", .bool(true)),
      ] + (mayBeEmpty ? [] : [("minItems", .number(1))]))
  }
}
