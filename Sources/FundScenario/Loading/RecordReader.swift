import FundFormula
import FundModel

/// What references in a record may point to.
struct RecordContext {
  let parties: [Party]
  let costIDs: [String]
  let fundingIDs: [String]
  let operationIDs: [String]
  let gateIDs: [String]
  let milestones: [String]
  let asOf: YearMonth?
  private let facts: [String: [String]]

  static let ownMilestones = ["start", "handover", "salesEnd", "end"]

  init(_ tree: SourceNode, parties: [Party], asOf: YearMonth?) {
    self.parties = parties
    costIDs = tree["costs"]?.keys ?? []
    fundingIDs = tree["funding"]?.keys ?? []
    operationIDs = tree["operations"]?.keys ?? []
    gateIDs = tree["gates"]?.keys ?? []
    milestones = Self.ownMilestones + (tree["timeline"]?["milestones"]?.keys ?? [])
    facts = ["areas", "quantities"].reduce(into: [:]) { $0[$1] = tree["project"]?[$1]?.keys ?? [] }
    self.asOf = asOf ?? tree["timeline"]?["start"]?.text.flatMap(YearMonth.init)
  }

  /// Names under a field of `project`.
  func names(_ field: String) -> [String] { facts[field] ?? [] }
}

extension FieldDeclaration {
  /// A moment that must be given is a date of its own: nothing else could be before the timeline is known.
  var isDate: Bool { kind == .moment && isRequired }
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
      findings.append(.notAGroup(node, Subject(path: path)))
      return values
    }
    var meant: [String] = []
    for entry in entries where !skipping.contains(entry.key) {
      guard let field = fields[entry.key] else {
        let labels = fields.declarations.filter { $0.label.zh == entry.key || $0.label.en == entry.key }
        meant += [labels.first?.name ?? nearest(entry.key, among: fields.declarations.map(\.name))].compactMap
        { $0 }
        findings.append(
          .unknownField(
            entry, path: "\(path).\(entry.key)", among: fields.declarations.map(\.name) + skipping,
            labels: fields.declarations.map { ($0.label, $0.name) }))
        continue
      }
      let subject = Subject(path: "\(path).\(field.name)", label: field.label)
      values[field.name] = value(entry.value, field, subject)
    }
    // A field under a slip of its name is not missing too.
    for field in fields.declarations
    where field.isRequired && node.entry(field.name) == nil && !meant.contains(field.name) {
      let name = path.split(separator: ".").last.map(String.init) ?? path
      findings.append(
        Finding(
          check: .missingField, path: "\(path).\(field.name)", at: node.place,
          Bilingual(
            en: "`\(name)` lacks `\(field.name)` (\(field.label.en)).",
            zh: "“\(name)”缺少“\(field.name)”（\(field.label.zh)）。"),
          remedy: AuthorForm(of: node.place).field("\(path).\(field.name)", field.name, sample(field))))
    }
    return values
  }

  /// A value that could stand in a field.
  private func sample(_ field: FieldDeclaration) -> Sample {
    switch field.kind {
    case .number(let unit), .path(let unit): unit.sample
    case .structural(.years): .plain("10")
    case .structural: .plain("18")
    case .choice(let choices): .plain("\"\(choices.first?.id ?? "…")\"")
    case .party: .plain("\"city\"")
    case .fact(let kind, let choices):
      .plain("\"\(choices.first?.id ?? context.names(kind).first ?? "…")\"")
    case .costs: .plain("[\"\(context.costIDs.first ?? "worksBasic")\"]")
    case .funding: .plain("[\"\(context.fundingIDs.first ?? "residents")\"]")
    case .moment: .plain("\"2025-01\"")
    case .text: .plain("\"…\"")
    case .published, .measured: UnitKind.yuan.sample
    default: .plain("…")
    }
  }

  /// A text: the same in both languages, or one for each.
  static func bilingual(_ node: SourceNode, path: String) -> (Bilingual?, [Finding]) {
    if let text = node.text { return (Bilingual(verbatim: text), []) }
    var faults = (node.entries ?? []).filter { !["en", "zh"].contains($0.key) }.map { entry in
      var finding = Finding.unknownField(entry, path: "\(path).\(entry.key)", among: [])
      finding.remedy = .known(["en", "zh"])
      return finding
    }
    let given = ["en", "zh"].compactMap { key in node[key] }
    let wrong = node.isMapping ? given.filter { $0.text == nil } : [node]
    let subject = Subject(path: path)
    for inner in wrong + (node.isMapping && given.isEmpty ? [node] : []) {
      faults.append(
        Finding(
          check: .wrongType, path: path, at: inner.place,
          Bilingual(
            en: "\(subject.words.en) must be a text, not \(inner.shown.en).",
            zh: "\(subject.words.zh)须为文本，而此处是\(inner.shown.zh)。"),
          remedy: Bilingual(
            en: "Write one text, or one for each language: {\"en\": \"…\", \"zh\": \"…\"}.",
            zh: "请写一段文本，或分语言填写：{\"en\": \"…\", \"zh\": \"…\"}。")))
    }
    let (en, zh) = (node["en"]?.text, node["zh"]?.text)
    return ((en ?? zh).map { Bilingual(en: en ?? $0, zh: zh ?? $0) }, faults)
  }

  // MARK: One field

  private mutating func value(_ node: SourceNode, _ field: FieldDeclaration, _ subject: Subject)
    -> FieldValue?
  {
    switch field.kind {
    case .number(let unit): return number(node, unit, field, subject).map(FieldValue.number)
    case .structural(let unit): return structural(node, unit, field, subject)
    case .choice(let choices): return choice(node, choices, subject)
    case .flag:
      if let flag = node.bool { return .flag(flag) }
      wrongType(node, subject, en: "true or false", zh: " true（是）或 false（否）")
      return nil
    case .text:
      if let text = node.text { return .word(text) }
      wrongType(node, subject, en: "a text", zh: "文本")
      return nil
    case .party: return party(node, subject)
    case .fact(let kind, let choices): return fact(node, kind, choices, subject)
    case .costs:
      let names = FlowClass.costs.map(\.rawValue) + context.costIDs
      let labels = FlowClass.costs.map { ($0.label, $0.rawValue) }
      return words(
        node, field, among: names, labels: labels, en: "cost class or cost block", zh: "费用类别或费用编号", subject)
    case .funding:
      return words(
        node, field, among: context.fundingIDs, labels: [], en: "block under `funding`",
        zh: "资金来源（funding）编号", subject)
    case .operations:
      return words(
        node, field, among: context.operationIDs, labels: [], en: "block under `operations`",
        zh: "运营（operations）编号", subject)
    case .gates:
      return words(
        node, field, among: context.gateIDs, labels: [], en: "gate under `gates`", zh: "前置条件（gates）编号",
        subject)
    case .schedule:
      var reader = ScheduleReader(subject: subject, context: context)
      defer { findings += reader.findings }
      return reader.schedule(node).map(FieldValue.schedule)
    case .moment where field.isDate: return date(node, subject).map { .moment(.date($0)) }
    case .moment:
      var reader = ScheduleReader(subject: subject, context: context)
      defer { findings += reader.findings }
      return reader.moment(node, path: subject.path).map(FieldValue.moment)
    case .numbers(let unit):
      return numbers(node, field, subject) { $0.number($1, unit, field, $2) }
    case .published: return published(node, field, subject)
    case .measured: return measured(node, field, subject).map(FieldValue.published)
    case .measuredNumbers:
      // As written; their reader converts them once the input they belong to is known.
      return numbers(node, field, subject) { $0.measured($1, field, $2)?.number }
    case .dates: return dates(node, subject)
    case .path(let unit): return steps(node, unit, field, subject)
    }
  }

  private mutating func number(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, _ subject: Subject
  ) -> SourcedNumber? {
    var reader = NumberReader(subject, unit: unit, bounds: field.bounds, asOf: context.asOf)
    defer { findings += reader.findings }
    return reader.number(node)
  }

  private mutating func published(
    _ node: SourceNode, _ field: FieldDeclaration, _ subject: Subject
  ) -> FieldValue? {
    var reader = NumberReader(subject, unit: .number, bounds: field.bounds, asOf: context.asOf)
    defer { findings += reader.findings }
    return reader.published(node).map(FieldValue.published)
  }

  private mutating func structural(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, _ subject: Subject
  ) -> FieldValue? {
    guard let number = number(node, unit, field, subject) else { return nil }
    guard number.value == number.value.rounded() else {
      let isCount = unit == .number
      report(
        .wholeNumber, subject, (node["value"] ?? node).place,
        en:
          "\(subject.words.en) comes to \(decimalText(number.value))\(isCount ? "" : " \(unit.unit.en)"); it must be a whole number.",
        zh:
          "\(subject.words.zh)折合 \(decimalText(number.value))\(isCount ? "" : unit == .months ? " 个月" : " \(unit.unit.zh)")，须为整数。"
      )
      return nil
    }
    return .number(number)
  }

  private mutating func choice(
    _ node: SourceNode, _ choices: [FieldKind.Choice], _ subject: Subject
  ) -> FieldValue? {
    let word = node.text ?? ""
    if let choice = choices.first(where: { $0.id == word || $0.label.en == word || $0.label.zh == word }) {
      return .word(choice.id)
    }
    let near = nearest(word, among: choices.flatMap { [$0.id, $0.label.en, $0.label.zh] })
    let meant = choices.first { $0.id == near || $0.label.en == near || $0.label.zh == near }
    func named(_ choice: FieldKind.Choice) -> String {
      choice.id == choice.label.en || choices.count > 6 ? choice.id : "\(choice.id) (\(choice.label.en))"
    }
    report(
      .choice, subject, node.place, en: "\(subject.words.en) cannot be \(node.shown.en).",
      zh: "\(subject.words.zh)不能填\(node.shown.zh)。",
      remedy: meant.map {
        Bilingual(en: "Did you mean `\($0.id)`?", zh: "是否应为“\($0.id)”（\($0.label.zh)）？")
      }
        ?? Bilingual(
          en: "One of: \(choices.map(named).joined(separator: ", ")).",
          zh: "可填：\(choices.map { "\($0.id) \($0.label.zh)" }.joined(separator: "、"))。"))
    return nil
  }

  private mutating func date(_ node: SourceNode, _ subject: Subject) -> YearMonth? {
    if let date = node.text.flatMap(YearMonth.init) { return date }
    report(
      .date, subject, node.place, en: "\(subject.words.en) must be a date, not \(node.shown.en).",
      zh: "\(subject.words.zh)须为日期，而此处是\(node.shown.zh)。", remedy: .dateForm)
    return nil
  }

  // MARK: References

  private mutating func party(_ node: SourceNode, _ subject: Subject) -> FieldValue? {
    if let word = node.text, context.parties.contains(where: { $0.id == word }) { return .word(word) }
    let labels = context.parties.map { ($0.label, $0.id) }
    let remedy =
      meant(node.text ?? "", among: context.parties.map(\.id), labels: labels)
      ?? Bilingual(
        en: "Use a standard party such as `city`, `district`, `residents`, or add it under `parties`.",
        zh: "请用标准参与方，如“city”（市级财政）、“district”（区县财政）、“residents”（居民），或在“parties”中添加。")
    report(
      .reference, subject, node.place, en: "\(subject.words.en) names no party: \(node.shown.en).",
      zh: "\(subject.words.zh)填写的\(node.shown.zh)不是已有的参与方。", remedy: remedy)
    return nil
  }

  private mutating func fact(
    _ node: SourceNode, _ kind: String, _ choices: [FieldKind.Choice], _ subject: Subject
  ) -> FieldValue? {
    let own = context.names(kind)
    if let word = node.text {
      if own.contains(word) { return .word(word) }
      if let choice = choices.first(where: { $0.id == word || $0.label.en == word || $0.label.zh == word }) {
        return .word(choice.id)
      }
    }
    let names = choices.map(\.id) + own
    report(
      .reference, subject, node.place,
      en: "The project has no \(kind == "areas" ? "area" : "quantity") \(node.shown.en).",
      zh: "项目中没有名为\(node.shown.zh)的\(kind == "areas" ? "面积" : "工程数量")。",
      remedy: meant(node.text ?? "", among: names, labels: choices.map { ($0.label, $0.id) })
        ?? Bilingual(
          en: (names.isEmpty ? "" : "Known here: \(names.joined(separator: ", ")). ")
            + "Others are added under `project.\(kind)`.",
          zh: (names.isEmpty ? "" : "此处可用：\(names.joined(separator: "、"))；") + "其他请在“project.\(kind)”中添加。"))
    return nil
  }

  /// The name a word most likely meant, by name or by label.
  private func meant(_ word: String, among names: [String], labels: [(Bilingual, String)]) -> Bilingual? {
    let byLabel = labels.first { $0.0.zh == word || $0.0.en == word }?.1
    guard let id = byLabel ?? nearest(word, among: names) else { return nil }
    return Bilingual(en: "Did you mean `\(id)`?", zh: "是否应为“\(id)”？")
  }

  private mutating func words(
    _ node: SourceNode, _ field: FieldDeclaration, among names: [String], labels: [(Bilingual, String)],
    en: String,
    zh: String, _ subject: Subject
  ) -> FieldValue? {
    guard let items = node.items ?? (node.text == nil ? nil : [node]) else {
      wrongType(node, subject, en: "a list of names such as [\"a\", \"b\"]", zh: "名称列表，如 [\"a\", \"b\"]")
      return nil
    }
    if items.isEmpty, field.fallback != .words([]) {
      report(
        .emptyList, subject, node.place, en: "\(subject.words.en) names nothing.",
        zh: "\(subject.words.zh)是空列表。",
        remedy: field.isRequired
          ? Bilingual(en: "Name at least one \(en).", zh: "请至少填写一个\(zh)。")
          : Bilingual(en: "Name at least one \(en), or leave the field out.", zh: "请至少填写一个\(zh)，或删去此项。"))
    }
    var words: [String] = []
    for item in items {
      guard let word = item.text, names.contains(word) else {
        report(
          .reference, subject, item.place, en: "There is no \(en) \(item.shown.en).",
          zh: "没有\(item.shown.zh)这一\(zh)。",
          remedy: meant(item.text ?? "", among: names, labels: labels) ?? .known(names))
        continue
      }
      if words.contains(word) {
        report(
          .namedTwice, subject, item.place, en: "\(subject.words.en) names `\(word)` twice.",
          zh: "\(subject.words.zh)中“\(word)”重复。", remedy: Bilingual(en: "Delete one of them.", zh: "请删去一个。"))
      }
      words.append(word)
    }
    return .words(words)
  }

  // MARK: Groups of numbers

  private mutating func measured(
    _ node: SourceNode, _ field: FieldDeclaration, _ subject: Subject
  ) -> PublishedNumber? {
    var reader = NumberReader(subject, unit: .number, bounds: field.bounds, asOf: context.asOf)
    defer { findings += reader.findings }
    return reader.measured(node)
  }

  private mutating func numbers(
    _ node: SourceNode, _ field: FieldDeclaration, _ subject: Subject,
    each number: (inout RecordReader, SourceNode, Subject) -> SourcedNumber?
  ) -> FieldValue? {
    guard let entries = node.entries else {
      wrongType(node, subject, en: "a group of names and numbers", zh: "“名称: 数值”的形式")
      return nil
    }
    let taken = field.name == "areas" ? ProjectFacts.areaNames : []
    return .numbers(
      entries.compactMap { entry in
        let part = subject.part(entry.key)
        findings += Finding.idFaults(entry, path: part.path, taken: taken)
        return number(&self, entry.value, part).map { .init(name: entry.key, number: $0) }
      })
  }

  private mutating func dates(_ node: SourceNode, _ subject: Subject) -> FieldValue? {
    guard let entries = node.entries else {
      wrongType(node, subject, en: "a group of names and dates", zh: "“名称: 日期”的形式")
      return nil
    }
    return .dates(
      entries.compactMap { entry in
        let part = subject.part(entry.key)
        findings += Finding.idFaults(entry, path: part.path, taken: RecordContext.ownMilestones)
        return date(entry.value, part).map { .init(name: entry.key, date: $0) }
      })
  }

  /// One number for all years, or numbers by the date from which they hold.
  private mutating func steps(
    _ node: SourceNode, _ unit: UnitKind, _ field: FieldDeclaration, _ subject: Subject
  ) -> FieldValue? {
    let looksSourced = node.keys.contains { NumberReader.keys.contains($0) }
    guard let entries = node.entries, !looksSourced, !entries.isEmpty else {
      return number(node, unit, field, subject).map { .path([.init(from: nil, name: nil, number: $0)]) }
    }
    var steps: [FieldValue.YearNumber] = []
    for entry in entries {
      guard let date = YearMonth(entry.key) else {
        report(
          .date, subject, entry.keyPlace, en: "`\(entry.key.excerpt)` is no date.",
          zh: "“\(entry.key.excerpt)”不是日期。",
          remedy: Bilingual(
            en: "Give years: {\"2026\": 0.6, \"2028\": 0.9}; each holds until the next.",
            zh: "请按年份填写，如 {\"2026\": 0.6, \"2028\": 0.9}，各值持续至下一年份。"))
        continue
      }
      if steps.contains(where: { $0.from == date }) {
        report(
          .namedTwice, subject, entry.keyPlace, en: "\(subject.words.en) gives two values for \(date).",
          zh: "\(subject.words.zh)中 \(date) 有两个取值。",
          remedy: Bilingual(en: "Keep one of them.", zh: "请只保留其中一个。"))
      }
      if let number = number(entry.value, unit, field, subject.part(entry.key)) {
        steps.append(.init(from: date, name: entry.key, number: number))
      }
    }
    return .path(steps.sorted { ($0.from?.monthIndex ?? 0) < ($1.from?.monthIndex ?? 0) })
  }

  // MARK: Findings

  private mutating func wrongType(_ node: SourceNode, _ subject: Subject, en: String, zh: String) {
    report(
      .wrongType, subject, node.place, en: "\(subject.words.en) must be \(en), not \(node.shown.en).",
      zh: "\(subject.words.zh)须为\(zh)，而此处是\(node.shown.zh)。")
  }

  private mutating func report(
    _ check: CheckName, _ subject: Subject, _ place: Place, en: String, zh: String, remedy: Bilingual? = nil
  ) {
    findings.append(
      Finding(check: check, path: subject.path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

extension ProjectFacts {
  /// Names of areas every project has.
  static var areaNames: [String] { ["old", "new", "extra"] }
}

extension Finding {
  /// A key that nothing reads. A label in its place is told by its id.
  static func unknownField(
    _ entry: SourceNode.Entry, path: String, among names: [String], labels: [(Bilingual, String)] = []
  ) -> Finding {
    let byLabel = labels.first { $0.0.zh == entry.key || $0.0.en == entry.key }?.1
    let remedy =
      byLabel.map { Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？") }
      ?? .nearestOrKnown(entry.key, among: names)
    return Finding(
      check: .unknownField, path: path, at: entry.keyPlace,
      Bilingual(en: "Unknown field `\(entry.key.excerpt)`.", zh: "未知字段“\(entry.key.excerpt)”。"),
      remedy: remedy)
  }

  static func notAGroup(_ node: SourceNode, _ subject: Subject) -> Finding {
    Finding(
      check: .wrongType, path: subject.path, at: node.place,
      Bilingual(
        en: "\(subject.words.en) must be a group `{…}`, not \(node.shown.en).",
        zh: "\(subject.words.zh)须为一组“{…}”，而此处是\(node.shown.zh)。"))
  }

  /// What is wrong with a key as an id: `[a-z][a-z0-9-]*`, and none of `taken`.
  static func idFaults(_ entry: SourceNode.Entry, path: String, taken: [String] = []) -> [Finding] {
    let isLetter: (UInt8) -> Bool = { (97...122).contains($0) }
    let bytes = entry.key.utf8
    let isID =
      bytes.first.map(isLetter) == true
      && bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 }
    guard !isID || taken.contains(entry.key) else { return [] }
    if isID {
      return [
        Finding(
          check: .id, path: path, at: entry.keyPlace,
          Bilingual(en: "The name `\(entry.key)` is taken.", zh: "“\(entry.key)”为保留名称。"),
          remedy: Bilingual(
            en: "Choose another; \(taken.joined(separator: ", ")) have a fixed meaning.",
            zh: "请换一个名称；\(taken.joined(separator: "、"))含义固定。"))
      ]
    }
    return [
      Finding(
        check: .id, path: path, at: entry.keyPlace,
        Bilingual(
          en:
            "`\(entry.key.excerpt)` cannot be an id: small letters, digits and hyphens, beginning with a letter.",
          zh: "“\(entry.key.excerpt)”不能作为编号：编号只能用小写英文字母、数字和连字符，并以字母开头。"),
        remedy: Bilingual(
          en: "Use an id such as `city-subsidy`, and write the name in `label`.",
          zh: "请改用“city-subsidy”这样的编号，名称写在“label”中。"))
    ]
  }
}
