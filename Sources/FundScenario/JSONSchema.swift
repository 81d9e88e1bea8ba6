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
    let homeType = record(ProjectFacts.homeTypeFields, beside: ["label", "note"], ProjectFacts.homeTypeLabel)
    return [
      ("timeline", record(TimelineFacts.fields, beside: ["note"], TimelineFacts.label)),
      (
        "project",
        record(
          ProjectFacts.fields, beside: ["note"], ProjectFacts.label,
          more: [("homeTypes", blocks(homeType, description: "home types / 户型"))])
      ),
      ("parties", parties), ("finance", record(FinanceFacts.fields, beside: ["note"], FinanceFacts.label)),
    ]
      + Section.allCases.map { section in
        (section.rawValue, blocks(reference("block.\(section.rawValue)"), description: both(section.label)))
      }
      + [
        (
          "levers",
          blocks(
            record(Lever.fields, beside: ["label", "note"], Lever.sectionLabel),
            description: both(Lever.sectionLabel))
        ),
        (
          "uncertain",
          blocks(
            record(Uncertainty.fields, beside: ["label", "note"], Uncertainty.sectionLabel),
            description: both(Uncertainty.sectionLabel))
        ),
        (
          "published",
          blocks(
            record(PublishedFigure.fields, beside: ["label", "note"], PublishedFigure.label),
            description: both(PublishedFigure.label))
        ),
      ]
  }

  private static var parties: JSONValue {
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
      ("description", .string("parties / 参与方")), ("type", strings(["object", "null"])),
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
      + fields.declarations.map { ($0.name, field($0)) } + more
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
      ("date", date), ("moment", moment), ("schedule", schedule),
      ("sourced", sourced(value: [("type", .string("number"))])),
      ("sourcedNotNegative", sourced(value: [("type", .string("number")), ("minimum", .number(0))])),
    ] + CommonFields.all.declarations.map { ("common.\($0.name)", field($0)) } + sections + mechanisms
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

  // MARK: Fields

  private static func field(_ field: FieldDeclaration) -> JSONValue {
    let words = both(field.label)
    switch field.kind {
    case .number(let unit), .structural(let unit):
      return number(field, unit, words)
    case .published, .measured: return measured(words)
    case .measuredNumbers: return group(words, names: idNames(but: []), values: measured(nil))
    case .choice(let choices):
      return .object(
        [
          ("description", .string(described(words, choices))),
          ("enum", strings(choices.map(\.id) + labels(choices))),
        ] + usual(field))
    case .flag:
      return .object([("description", .string(words)), ("type", .string("boolean"))] + usual(field))
    case .text: return .object([("description", .string(words)), ("type", .string("string"))])
    case .party:
      return .object([
        ("description", .string("\(words) (id of a party / 参与方编号)")), ("type", .string("string")),
        ("examples", strings(["city", "district", "residents", "operator"])),
      ])
    case .fact(let kind, let choices):
      return .object([
        (
          "description",
          .string(described(words, choices) + " (or a name of project.\(kind) / 或 project.\(kind) 中的名称)")
        ),
        ("type", .string("string")), ("minLength", .number(1)),
      ])
    case .costs, .funding, .operations, .gates: return names(field, words)
    case .schedule: return reference("schedule", words)
    case .moment: return reference(field.isDate ? "date" : "moment", words)
    case .numbers(let unit):
      let taken = field.name == "areas" ? ProjectFacts.areaNames : []
      return group(words, names: idNames(but: taken), values: number(field, unit, nil))
    case .dates:
      return group(words, names: idNames(but: RecordContext.ownMilestones), values: reference("date"))
    case .path(let unit):
      let steps = group(
        "from a year on / 自该年起", names: .object([("pattern", .string(datePattern))]),
        values: number(field, unit, nil))
      return .object([
        ("description", .string(words)), ("anyOf", .array([number(field, unit, nil), withItems(steps)])),
      ])
    }
  }

  /// A number in a unit that its place in the file does not tell.
  private static func measured(_ words: String?) -> JSONValue {
    let own = "(in its own unit / 单位自填)"
    return .object([
      ("description", .string(words.map { "\($0) \(own)" } ?? own)),
      ("type", strings(["number", "object"])), ("$ref", .string("#/$defs/sourced")),
    ])
  }

  /// A number of the field's bounds, or a sourced one. Each keyword speaks of its own type only.
  private static func number(_ field: FieldDeclaration, _ unit: UnitKind, _ words: String?) -> JSONValue {
    var entries: Entries = []
    if let words {
      let base = unit.unit
      let isPlain = unit == .number
      entries.append(
        ("description", .string(isPlain ? words : "\(words) (\(base.en == "1" ? "1 = 100%" : base.zh))")))
    }
    let isWhole = if case .structural = field.kind { true } else { false }
    entries += [
      ("type", strings([isWhole ? "integer" : "number", "object"])),
      ("minimum", .number(field.bounds.lowerBound)),
      ("maximum", .number(field.bounds.upperBound)),
      ("$ref", .string("#/$defs/" + (field.bounds.lowerBound < 0 ? "sourced" : "sourcedNotNegative"))),
    ]
    return .object(entries + (words == nil ? [] : usual(field)))
  }

  private static func names(_ field: FieldDeclaration, _ words: String) -> JSONValue {
    let isEmptyAllowed = field.fallback == .words([])
    return .object(
      [
        ("description", .string(words)), ("type", strings(["array", "string"])),
        ("items", .object([("type", .string("string"))])), ("uniqueItems", .bool(true)),
      ] + (isEmptyAllowed ? [] : [("minItems", .number(1))]))
  }

  private static func group(_ words: String, names: JSONValue, values: JSONValue) -> JSONValue {
    .object([
      ("description", .string(words)), ("type", .string("object")), ("propertyNames", names),
      ("additionalProperties", values),
    ])
  }

  private static func withItems(_ group: JSONValue) -> JSONValue {
    guard case .object(let entries) = group else { return group }
    return .object(entries + [("minProperties", .number(1))])
  }

  private static func idNames(but taken: [String]) -> JSONValue {
    guard !taken.isEmpty else { return reference("id") }
    return .object([
      ("$ref", .string("#/$defs/id")), ("not", .object([("enum", strings(taken))])),
    ])
  }

  /// What holds where the file is silent.
  private static func usual(_ field: FieldDeclaration) -> Entries {
    switch field.fallback {
    case .number(let number): [("default", .number(number.value))]
    case .word(let word): [("default", .string(word))]
    case .flag(let flag): [("default", .bool(flag))]
    default: []
    }
  }

  // MARK: Shared forms

  private static let datePattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$"
  private static let momentPattern =
    "^([0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?|[a-z][a-zA-Z0-9-]*([+-][0-9]{1,4})?)$"

  private static var text: JSONValue {
    let one: JSONValue = .object([("type", .string("string"))])
    return .object([
      ("description", .string("one text, or one for each language / 一段文本，或分语言填写")),
      ("type", strings(["string", "object"])), ("properties", .object([("en", one), ("zh", one)])),
      ("minProperties", .number(1)), ("additionalProperties", .bool(false)),
    ])
  }

  private static var date: JSONValue {
    .object([
      ("description", .string("2024, 2024-07")), ("type", strings(["string", "integer"])),
      ("pattern", .string(datePattern)), ("minimum", .number(Double(YearMonth.years.lowerBound))),
      ("maximum", .number(Double(YearMonth.years.upperBound))),
    ])
  }

  private static var moment: JSONValue {
    .object([
      (
        "description",
        .string(
          "a date, or a milestone (start, handover, salesEnd, end) and months after it / 日期，或关键节点加月数：handover+6"
        )
      ),
      ("type", strings(["string", "integer"])), ("pattern", .string(momentPattern)),
      ("minimum", .number(Double(YearMonth.years.lowerBound))),
      ("maximum", .number(Double(YearMonth.years.upperBound))),
    ])
  }

  private static var schedule: JSONValue {
    let profiles = ScheduleReader.profiles
    func form(_ properties: Entries, required: [String]) -> JSONValue {
      .object([
        ("properties", .object(properties)), ("required", strings(required)),
        ("additionalProperties", .bool(false)),
      ])
    }
    let share: JSONValue = .object([
      ("type", .string("number")), ("minimum", .number(0)), ("maximum", .number(1)),
    ])
    let shares: JSONValue = .object([
      ("type", .string("object")), ("minProperties", .number(1)),
      ("propertyNames", .object([("pattern", .string(momentPattern))])), ("additionalProperties", share),
    ])
    let follow: JSONValue = .object([
      ("type", strings(["array", "string"])), ("items", .object([("type", .string("string"))])),
      ("minItems", .number(1)),
    ])
    let span: Entries = [
      ("from", reference("moment")), ("to", reference("moment")),
      ("profile", .object([("enum", strings(profiles.map(\.id) + labels(profiles)))])),
    ]
    return .object([
      (
        "description",
        .string("a moment, a span, shares at moments, or as other costs are paid / 时点、时段、分期比例或跟随其他费用")
      ),
      ("type", strings(["string", "integer", "object"])), ("pattern", .string(momentPattern)),
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

  /// A number with where it comes from. Keywords for groups only: a plain number passes.
  private static func sourced(value: Entries) -> JSONValue {
    let words: (String) -> JSONValue = {
      .object([("description", .string($0)), ("type", .string("string"))])
    }
    let flag: (String) -> JSONValue = {
      .object([("description", .string($0)), ("type", .string("boolean"))])
    }
    let byDate: Entries = [
      ("description", .string("values by the date from which they hold / 按生效日期列出的数值")),
      ("type", .string("object")),
      ("minProperties", .number(1)), ("propertyNames", .object([("pattern", .string(datePattern))])),
      ("additionalProperties", .object(value)),
    ]
    let properties: Entries = [
      ("value", .object(value)), ("values", .object(byDate)),
      ("unit", words("元, 万元, 亿元, ㎡, 万㎡, 亩, %, 户, 元/㎡, 元/户 …")),
      ("source", words("where it comes from: seeds/FILE.json#FACT, a document, a web page / 依据来源")),
      ("note", words("note / 备注")), ("assumed", flag("assumed, not from a source / 假设值")),
      ("atLeast", flag("a lower bound in its source / 不低于")),
    ]
    return .object([
      ("description", .string("a number with its unit and source / 带单位和来源的数值")),
      ("properties", .object(properties)),
      ("additionalProperties", .bool(false)),
      (
        "dependentSchemas",
        .object([("values", .object([("not", .object([("required", strings(["value"]))]))]))])
      ),
      (
        "if", .object([("type", .string("object"))])
      ),
      (
        "then",
        .object([
          ("anyOf", .array(["value", "values"].map { .object([("required", .array([.string($0)]))]) }))
        ])
      ),
    ])
  }

  // MARK: Words

  private static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  private static func reference(_ name: String, _ description: String? = nil) -> JSONValue {
    .object(
      (description.map { [("description", .string($0))] } ?? []) + [("$ref", .string("#/$defs/\(name)"))])
  }

  private static func both(_ label: Bilingual) -> String { "\(label.en) / \(label.zh)" }

  private static func described(_ words: String, _ choices: [FieldKind.Choice]) -> String {
    choices.isEmpty
      ? words
      : words + ": " + choices.map { "\($0.id) \($0.label.en) \($0.label.zh)" }.joined(separator: "; ")
  }

  /// Labels the loader takes in place of ids.
  private static func labels(_ choices: [FieldKind.Choice]) -> [String] {
    var labels: [String] = []
    for text in choices.flatMap({ [$0.label.en, $0.label.zh] })
    where !labels.contains(text) && !choices.contains(where: { $0.id == text }) {
      labels.append(text)
    }
    return labels
  }
}
