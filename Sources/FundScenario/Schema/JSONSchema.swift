import FundFormula
import FundModel

/// The JSON Schema of a scenario file (draft 2020-12), written from the declared fields.
///
/// It sees what one value can tell: names, types, choices, bounds of plain numbers, which are in base units. What takes
/// two values or a unit (references, sums, dates inside the timeline) the loader checks.
package func scenarioSchema() -> String { ScenarioSchema.whole.text() + "\n" }

private enum ScenarioSchema {
  private typealias Entries = [(String, JSONValue)]

  static var whole: JSONValue {
    .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string("fundsim-\(ScenarioReader.format).schema.json")),
      ("title", .string("fundsim scenario / 测算情景文件")),
      (
        "description",
        .string(
          "Numbers without a unit are yuan, m², fractions, years, months. / 未写单位的数按元、㎡、小数、年、月计。"
        )
      ),
      ("type", .string("object")), ("properties", .object(top)), ("additionalProperties", .bool(false)),
      // A file that extends another, or is laid over one, says only what differs.
      (
        "if",
        .object([
          ("anyOf", .array(["extends", "replaces"].map { .object([("required", .array([.string($0)]))]) }))
        ])
      ),
      (
        "then",
        .object([
          (
            "properties",
            .object(ScenarioReader.sections.map { ($0, .object([("type", strings(["object", "null"]))])) })
          )
        ])
      ),
      (
        "else",
        .object([("properties", .object(sections)), ("required", strings(["fundsim", "timeline"]))])
      ),
      ("$defs", .object(definitions)),
    ])
  }

  // MARK: The top

  private static var top: Entries {
    var entries: Entries = [
      ("$schema", .object([("type", .string("string"))])),
      (
        "fundsim",
        .object([
          ("description", .string("format version / 格式版本")),
          ("const", .number(Double(ScenarioReader.format))),
        ])
      ),
      ("title", reference("text", "title / 标题")), ("summary", reference("text", "summary / 摘要")),
      (
        "extends",
        .object([
          ("description", .string("base file this one differs from / 基础情景文件")), ("type", .string("string")),
          ("minLength", .number(1)),
        ])
      ),
      (
        "projects",
        .object([
          (
            "description",
            .string("projects of a pool: files or scenarios by id / 统筹项目包：按编号列出项目文件或内容")
          ),
          ("type", strings(["object", "null"])), ("propertyNames", reference("id")),
          (
            "additionalProperties",
            .object([
              ("type", .string("object")),
              (
                "properties",
                .object([("file", .object([("type", .string("string"))])), ("label", reference("text"))])
              ),
            ])
          ),
        ])
      ),
      (
        "replaces",
        .object([
          ("description", .string("sections of the base to drop first / 整体替换的栏目")),
          ("type", .string("array")),
          ("items", .object([("enum", strings(ScenarioReader.sections))])),
        ])
      ),
    ]
    let known = Set(entries.map(\.0))
    entries += ScenarioReader.topKeys.filter { !known.contains($0) }.map { ($0, .bool(true)) }
    return entries
  }

  private static var sections: Entries {
    Sections.top.map { ($0.name, section($0)) }
  }

  private static func section(_ section: SectionDeclaration) -> JSONValue {
    switch section.shape {
    case .facts(let fields, _):
      record(
        fields, beside: ["note"], section.label, more: section.groups.map { ($0.name, self.section($0)) })
    case .records(let fields, _):
      blocks(
        record(fields, beside: ["label", "note"], section.label), description: both(section.plural))
    case .blocks(let kind): blocks(reference("block.\(kind.rawValue)"), description: both(section.plural))
    case .parties: parties(description: both(section.plural))
    }
  }

  private static func parties(description: String) -> JSONValue {
    let groups = PartyGroup.allCases.map(\.rawValue)
    let standard = Party.standard.map(\.id)
    let party: Entries = [
      ("type", .string("object")),
      (
        "properties",
        .object([
          ("label", reference("text")), ("group", .object([("enum", strings(groups))])),
          ("note", .object([("type", .string("string"))])),
        ])
      ),
      ("additionalProperties", .bool(false)),
    ]
    return .object([
      ("description", .string(description)), ("type", strings(["object", "null"])),
      ("properties", .object(standard.map { ($0, .object(party)) })),
      (
        "propertyNames",
        .object([("anyOf", .array([.object([("enum", strings(standard))]), reference("id")]))])
      ),
      ("additionalProperties", .object(party + [("required", strings(["group"]))])),
    ])
  }

  // MARK: Records

  /// Blocks by id.
  private static func blocks(_ block: JSONValue, description: String) -> JSONValue {
    .object([
      ("description", .string(description)), ("type", strings(["object", "null"])),
      ("propertyNames", reference("id")),
      ("additionalProperties", block),
    ])
  }

  private static func record(
    _ fields: FieldList, beside: [String], _ label: Bilingual, more: Entries = [], description: String? = nil
  ) -> JSONValue {
    let properties: Entries =
      beside.map { ($0, $0 == "label" ? reference("text") : .object([("type", .string("string"))])) }
      + fields.declarations.map { ($0.name, $0.written.schema) } + more
    let required = fields.declarations.filter(\.isRequired).map(\.name)
    return .object(
      [
        ("description", .string(description ?? both(label))), ("type", .string("object")),
        ("properties", .object(properties)),
      ]
        + (required.isEmpty ? [] : [("required", strings(required))]) + [
          ("additionalProperties", .bool(false))
        ])
  }

  private static var definitions: Entries {
    let sections: Entries = Section.allCases.map { section in
      let mechanisms = Mechanisms.all.filter { $0.section == section }
      return ("block.\(section.rawValue)", block(mechanisms))
    }
    let mechanisms: Entries = Mechanisms.all.map { mechanism in
      let label = mechanism.label
      let summary = mechanism.summary
      let description = "\(label.en): \(summary.en) / \(label.zh)：\(summary.zh)"
      return (
        mechanism.kind,
        record(
          mechanism.fields, beside: ScenarioReader.blockKeys, label,
          more: mechanism.commonFields.declarations.map { ($0.name, reference("common.\($0.name)")) },
          description: description)
      )
    }
    return [
      ("id", .object([("pattern", .string("^[a-z][a-z0-9-]*$"))])), ("text", text),
      ("date", DateKind.definition), ("moment", MomentKind.definition),
      ("schedule", ScheduleKind.definition), ("sourced", NumberSchema.sourced(isNegativeAllowed: true)),
      ("sourcedNotNegative", NumberSchema.sourced(isNegativeAllowed: false)),
    ] + CommonFields.all.declarations.map { ("common.\($0.name)", $0.written.schema) } + sections + mechanisms
  }

  /// A block of a section: which fields it has its kind says.
  private static func block(_ mechanisms: [any Mechanism.Type]) -> JSONValue {
    let kinds = mechanisms.map { $0.kind }
    let rules = mechanisms.map { mechanism -> JSONValue in
      let isKind: Entries = [("kind", .object([("const", .string(mechanism.kind))]))]
      return .object([
        ("if", .object([("properties", .object(isKind)), ("required", strings(["kind"]))])),
        ("then", reference(mechanism.kind)),
      ])
    }
    let words = mechanisms.map { "\($0.kind) \($0.label.en) \($0.label.zh)" }.joined(separator: "; ")
    let kind: JSONValue = .object([("description", .string(words)), ("enum", strings(kinds))])
    return .object([
      ("type", .string("object")), ("properties", .object([("kind", kind)])), ("required", strings(["kind"])),
      ("allOf", .array(rules)),
    ])
  }

  // MARK: Words

  private static var text: JSONValue {
    let one: JSONValue = .object([("type", .string("string"))])
    return .object([
      ("description", .string("one text, or one for each language / 一段文本，或分语言填写")),
      ("type", strings(["string", "object"])), ("properties", .object([("en", one), ("zh", one)])),
      ("minProperties", .number(1)), ("additionalProperties", .bool(false)),
    ])
  }

  private static func strings(_ texts: [String]) -> JSONValue { SchemaText.strings(texts) }

  private static func reference(_ name: String, _ description: String? = nil) -> JSONValue {
    SchemaText.reference(name, description)
  }

  private static func both(_ label: Bilingual) -> String { SchemaText.both(label) }
}
