import FundFormula
import FundModel

/// What references in a record may point to.
struct RecordContext {
  let partyIDs: [String]
  let costIDs: [String]
  let fundingIDs: [String]
  let milestones: [String]
  let asOf: YearMonth?
  private let facts: [String: [String]]

  init(_ tree: SourceNode, parties: [Party], asOf: YearMonth?) {
    partyIDs = parties.map(\.id)
    costIDs = tree["costs"]?.keys ?? []
    fundingIDs = tree["funding"]?.keys ?? []
    milestones = ["start", "handover", "salesEnd", "end"] + (tree["timeline"]?["milestones"]?.keys ?? [])
    facts = ["areas", "quantities"].reduce(into: [:]) { $0[$1] = tree["project"]?[$1]?.keys ?? [] }
    self.asOf = asOf ?? tree["timeline"]?["start"]?.text.flatMap(YearMonth.init)
  }

  /// Names under a field of `project`.
  func names(_ field: String) -> [String] { facts[field] ?? [] }
}

/// Reads one block by its declared fields: every field, every fault.
struct RecordReader {
  let path: String
  let fields: FieldList
  let context: RecordContext
  private(set) var findings: [Finding] = []

  init(path: String, fields: FieldList, context: RecordContext) {
    self.path = path
    self.fields = fields
    self.context = context
  }

  mutating func values(of node: SourceNode, skipping: [String]) -> [String: FieldValue] {
    var values: [String: FieldValue] = [:]
    guard let entries = node.entries else {
      report(
        "wrong-type", path, node.place, en: "`\(path)` must be a group `{…}`.", zh: "“\(path)”须为一组“{…}”。")
      return values
    }
    for entry in entries where !skipping.contains(entry.key) {
      guard let field = fields[entry.key] else {
        findings.append(
          .unknownField(
            entry, path: "\(path).\(entry.key)", among: fields.declarations.map(\.name) + skipping))
        continue
      }
      values[field.name] = value(entry.value, field, path: "\(path).\(field.name)")
    }
    for field in fields.declarations where field.isRequired && node.entry(field.name) == nil {
      report(
        "missing-field", "\(path).\(field.name)", node.place,
        en: "`\(path)` lacks `\(field.name)` (\(field.label.en)).",
        zh: "“\(path)”缺少“\(field.name)”（\(field.label.zh)）。")
    }
    return values
  }

  /// A text: the same in both languages, or one for each.
  static func bilingual(_ node: SourceNode, path: String) -> (Bilingual?, [Finding]) {
    if let text = node.text { return (Bilingual(verbatim: text), []) }
    let (en, zh) = (node["en"]?.text, node["zh"]?.text)
    let strangers = (node.entries ?? []).filter { !["en", "zh"].contains($0.key) }
    let faults = strangers.map { Finding.unknownField($0, path: "\(path).\($0.key)", among: ["en", "zh"]) }
    guard let either = en ?? zh else {
      return (
        nil,
        faults + [
          Finding(
            check: "wrong-type", path: path, at: node.place,
            Bilingual(
              en: "`\(path)` must be a text, or {\"en\": …, \"zh\": …}.",
              zh: "“\(path)”须为文本，或 {\"en\": …, \"zh\": …}。"))
        ]
      )
    }
    return (Bilingual(en: en ?? either, zh: zh ?? either), faults)
  }

  // MARK: One field

  private mutating func value(_ node: SourceNode, _ field: FieldDeclaration, path: String) -> FieldValue? {
    switch field.kind {
    case .number(let unit): return number(node, unit, field, path: path).map(FieldValue.number)
    case .structural(let unit): return structural(node, unit, field, path: path)
    case .choice(let choices): return choice(node, choices, path: path)
    case .flag:
      if let flag = node.bool { return .flag(flag) }
      report(
        "wrong-type", path, node.place, en: "`\(path)` must be true or false.",
        zh: "“\(path)”须为 true 或 false。")
      return nil
    case .text:
      if let text = node.text { return .word(text) }
      report("wrong-type", path, node.place, en: "`\(path)` must be a text.", zh: "“\(path)”须为文本。")
      return nil
    case .party:
      return reference(node, among: context.partyIDs, en: "party", zh: "参与方", path: path).map(FieldValue.word)
    case .fact(let field, let choices):
      let names = choices.map(\.id) + context.names(field)
      return reference(node, among: names, en: "\(field) of the project", zh: "项目“\(field)”", path: path).map(
        FieldValue.word)
    case .costs:
      let names = FlowClass.costs.map(\.rawValue) + context.costIDs
      return words(node, among: names, en: "cost class or cost block", zh: "费用类别或费用编号", path: path)
    case .funding:
      return words(node, among: context.fundingIDs, en: "funding block", zh: "资金来源编号", path: path)
    case .schedule:
      var reader = ScheduleReader(path: path, context: context)
      defer { findings += reader.findings }
      return reader.schedule(node).map(FieldValue.schedule)
    case .moment:
      var reader = ScheduleReader(path: path, context: context)
      defer { findings += reader.findings }
      return reader.moment(node, path: path).map(FieldValue.moment)
    case .numbers(let unit): return numbers(node, unit, field, path: path)
    case .dates: return dates(node, path: path)
    case .path(let unit): return steps(node, unit, field, path: path)
    }
  }

  private mutating func number(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, path: String
  ) -> SourcedNumber? {
    var reader = NumberReader(path: path, unit: unit, bounds: field.bounds, asOf: context.asOf)
    defer { findings += reader.findings }
    return reader.number(node)
  }

  private mutating func structural(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, path: String
  ) -> FieldValue? {
    guard let number = number(node, unit, field, path: path) else { return nil }
    guard number.value == number.value.rounded() else {
      report("whole-number", path, node.place, en: "`\(path)` must be a whole number.", zh: "“\(path)”须为整数。")
      return nil
    }
    return .number(number)
  }

  private mutating func choice(_ node: SourceNode, _ choices: [FieldKind.Choice], path: String) -> FieldValue?
  {
    let word = node.text ?? ""
    if let choice = choices.first(where: { $0.id == word || $0.label.en == word || $0.label.zh == word }) {
      return .word(choice.id)
    }
    report(
      "choice", path, node.place, en: "`\(word)` is not one of \(choices.map(\.id).joined(separator: ", ")).",
      zh: "“\(word)”不在可选项之内：\(choices.map { "\($0.id)（\($0.label.zh)）" }.joined(separator: "、"))。",
      remedy: suggestion(word, among: choices.map(\.id)))
    return nil
  }

  private mutating func reference(
    _ node: SourceNode, among names: [String], en: String, zh: String, path: String
  ) -> String? {
    let word = node.text ?? ""
    if names.contains(word) { return word }
    report(
      "reference", path, node.place, en: "There is no \(en) `\(word)`.", zh: "没有名为“\(word)”的\(zh)。",
      remedy: suggestion(word, among: names)
        ?? (names.isEmpty
          ? nil
          : Bilingual(
            en: "Known: \(names.joined(separator: ", ")).", zh: "可用：\(names.joined(separator: "、"))。")))
    return nil
  }

  private mutating func words(
    _ node: SourceNode, among names: [String], en: String, zh: String, path: String
  ) -> FieldValue? {
    let items = node.items ?? (node.text == nil ? nil : [node])
    guard let items else {
      report(
        "wrong-type", path, node.place, en: "`\(path)` must be a list of names.",
        zh: "“\(path)”须为名称列表，如 [\"a\", \"b\"]。")
      return nil
    }
    return .words(items.compactMap { reference($0, among: names, en: en, zh: zh, path: path) })
  }

  // MARK: Groups of numbers

  private mutating func numbers(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, path: String
  ) -> FieldValue? {
    guard let entries = node.entries else {
      report(
        "wrong-type", path, node.place, en: "`\(path)` must map names to numbers.",
        zh: "“\(path)”须为“名称: 数值”的形式。")
      return nil
    }
    return .numbers(
      entries.compactMap { entry in
        number(entry.value, unit, field, path: "\(path).\(entry.key)").map {
          .init(name: entry.key, number: $0)
        }
      })
  }

  private mutating func dates(_ node: SourceNode, path: String) -> FieldValue? {
    guard let entries = node.entries else {
      report(
        "wrong-type", path, node.place, en: "`\(path)` must map names to dates.",
        zh: "“\(path)”须为“名称: 日期”的形式。")
      return nil
    }
    return .dates(
      entries.compactMap { entry in
        guard let date = entry.value.text.flatMap(YearMonth.init) else {
          report(
            "date", "\(path).\(entry.key)", entry.value.place, en: "`\(entry.value.text ?? "…")` is no date.",
            zh: "“\(entry.value.text ?? "…")”不是日期。",
            remedy: Bilingual(en: "Write it as 2024 or 2024-07.", zh: "请写成 2024 或 2024-07。"))
          return nil
        }
        return .init(name: entry.key, date: date)
      })
  }

  /// One number for all years, or numbers by the date from which they hold.
  private mutating func steps(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, path: String
  ) -> FieldValue? {
    guard let entries = node.entries, !node.isSourcedNumber else {
      return number(node, unit, field, path: path).map { .path([.init(from: nil, name: nil, number: $0)]) }
    }
    var steps: [FieldValue.YearNumber] = []
    for entry in entries {
      guard let date = YearMonth(entry.key) else {
        report(
          "date", "\(path).\(entry.key)", entry.keyPlace, en: "`\(entry.key)` is no date.",
          zh: "“\(entry.key)”不是日期。",
          remedy: Bilingual(
            en: "Give years: {\"2026\": 0.6, \"2028\": 0.9}; each holds until the next.",
            zh: "请按年份填写，如 {\"2026\": 0.6, \"2028\": 0.9}，各值持续至下一年份。"))
        continue
      }
      if let number = number(entry.value, unit, field, path: "\(path).\(entry.key)") {
        steps.append(.init(from: date, name: entry.key, number: number))
      }
    }
    return .path(steps.sorted { ($0.from?.monthIndex ?? 0) < ($1.from?.monthIndex ?? 0) })
  }

  // MARK: Findings

  private func suggestion(_ word: String, among names: [String]) -> Bilingual? {
    nearest(word, among: names).map { Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？") }
  }

  private mutating func report(
    _ check: String, _ path: String, _ place: Place, en: String, zh: String, remedy: Bilingual? = nil
  ) {
    findings.append(Finding(check: check, path: path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}
