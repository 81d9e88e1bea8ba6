import FundFormula
internal import FundModel

/// Turns a merged tree into checked content: every section by its declared fields, all findings at once.
package struct ScenarioReader {
  /// What may stand at the top of a scenario file.
  package static let topKeys =
    ["$schema", "fundsim", "title", "summary", "extends", "replaces", "projects"] + sections
  /// The sections, which an overlay may replace whole.
  package static let sections = Sections.top.map(\.name)
  /// Whether a tree is meant as a scenario or as a part of one: it says its format, or has no key of anything else.
  static func isScenario(_ tree: SourceNode) -> Bool {
    tree["fundsim"] != nil || tree.keys.allSatisfy(topKeys.contains)
  }

  /// The newest format this program reads.
  package static let format = 1

  private let tree: SourceNode
  private let asOf: YearMonth?
  private let projects: [PooledContent]
  package private(set) var findings: [Finding] = []

  /// - Parameter projects: the checked projects of a pool.
  init(_ tree: SourceNode, asOf: YearMonth?, projects: [PooledContent] = []) {
    self.tree = tree
    self.asOf = asOf
    self.projects = projects
  }

  mutating func content() -> ScenarioContent? {
    checkTop()
    var parties = readParties()
    // What a pool's projects call parties of their own, the pool knows too.
    for party in projects.flatMap(\.content.parties) where !parties.contains(where: { $0.id == party.id }) {
      parties.append(party)
    }
    let context = RecordContext(tree, parties: parties, asOf: asOf)
    reportMissingTimeline()
    var content = ScenarioContent(parties: parties, projects: projects)
    for section in Sections.factsFirst { read(section, into: &content, context) }
    content.title = bilingual("title") ?? Bilingual(en: "Untitled scenario", zh: "未命名情景")
    content.summary = bilingual("summary") ?? Bilingual(verbatim: "")
    guard tree["timeline"] != nil, !findings.contains(where: { $0.severity == .error }) else { return nil }
    return inBaseUnits(content)
  }

  private mutating func reportMissingTimeline() {
    guard tree["timeline"] == nil else { return }
    report(
      .missingSection, "timeline", tree.place, en: "The scenario has no `timeline`.",
      zh: "测算情景缺少“timeline”（时间轴）。",
      remedy: AuthorForm(of: tree.place).field(
        "timeline", .group([("start", .plain("\"2025-01\"")), ("constructionMonths", .plain("18"))])))
  }

  /// Reads what the file says in a section, by its declaration.
  private mutating func read(
    _ section: SectionDeclaration, into content: inout ScenarioContent, _ context: RecordContext
  ) {
    switch section.shape {
    case .facts(let fields, let place):
      // Of a timeline that is missing nothing else is missing too.
      guard let node = tree.value(at: section.path) ?? (section.isRequired ? nil : nothing) else { return }
      content[keyPath: place] = read(
        node, path: section.name, label: section.label, fields, context, skipping: section.groups.map(\.name))
    case .records(let fields, let place):
      content[keyPath: place] = records(under: section.path) { reader, node, path, label in
        reader.read(node, path: path, label: label, fields, context)
      }
    case .blocks(let kind):
      content.blocks[kind] = records(under: section.path) { reader, node, path, label in
        reader.block(node, path: path, label: label, section: kind, context)
      }
    // Read before all others, which speak of them.
    case .parties: break
    }
  }

  private var nothing: SourceNode { SourceNode(.mapping([]), at: tree.place) }

  /// The content with numbers that are in the unit of an input in its base unit.
  private mutating func inBaseUnits(_ content: ScenarioContent) -> ScenarioContent {
    let measuring = Sections.all.compactMap { section -> RecordsOfInputs? in
      guard case .records(let fields, let place) = section.shape else { return nil }
      let isMeasured = fields.declarations.contains { $0.written.isMeasured }
      return isMeasured ? (fields: fields, place: place) : nil
    }
    var (inputs, converted) = (content, content)
    for (_, place) in measuring { inputs[keyPath: place] = [] }
    let kinds = DeclaredInput.kinds(in: inputs)
    for (fields, place) in measuring {
      converted[keyPath: place] = content[keyPath: place].map { inBaseUnits($0, fields, kinds) }
    }
    return converted
  }

  private typealias RecordsOfInputs = (
    fields: FieldList, place: any WritableKeyPath<ScenarioContent, [Record]> & Sendable
  )

  /// A record that names an input, with its numbers in the input's base unit.
  private mutating func inBaseUnits(
    _ record: Record, _ fields: FieldList, _ kinds: [String: UnitKind]
  ) -> Record {
    // What names no input has a finding of its own.
    guard let kind = record.kindOfItsInput(kinds) else { return record }
    var values = record.values
    for field in fields.declarations {
      guard let value = values[field.name] else { continue }
      let path = "\(record.path).\(field.name)"
      values[field.name] = field.written.inBaseUnits(value) { written in
        converted(
          written.number, written: written.text, kind, path + (written.name.map { ".\($0)" } ?? ""))
      }
    }
    return record.with(values)
  }

  /// A number in the base unit of its kind; nil, and a finding, where its unit does not fit.
  private mutating func converted(
    _ number: SourcedNumber, written text: String, _ kind: UnitKind, _ path: String
  ) -> SourcedNumber? {
    switch kind.converted(text, unit: number.unitText) {
    case .success(let value):
      var base = number
      base.value = value
      return base
    case .failure(let fault):
      let node = tree.value(at: path.split(separator: ".").map(String.init))
      findings.append(
        Finding(
          check: .unit, path: path, at: (node?["unit"] ?? node ?? tree).place, fault.message,
          remedy: fault.remedy))
      return nil
    }
  }

  // MARK: The top

  private mutating func checkTop() {
    for entry in tree.entries ?? [] where !Self.topKeys.contains(entry.key) {
      var finding = Finding.unknownField(
        entry, path: entry.key, among: Self.topKeys, labels: Sections.top.map { ($0.label, $0.name) })
      // A block at the top, by the name of its rule: 专项债券.
      if let kind = Mechanisms.all.first(where: { [$0.label.zh, $0.label.en].contains(entry.key) }) {
        let (path, form) = (
          "\(kind.section.rawValue).\(kind.section.sampleID)", AuthorForm(of: entry.keyPlace)
        )
        finding.remedy = Bilingual(
          en: form == .sheet ? "Begin the ids of these rows with `\(path).`." : "It belongs under `\(path)`.",
          zh: form == .sheet ? "请将这些行的编号改以“\(path).”开头。" : "请写在“\(path)”之下。")
      }
      findings.append(finding)
    }
    findings += Self.formatFault(in: tree).map { [$0] } ?? []
  }

  /// What is wrong with the version a file gives; nil where this program reads it.
  static func formatFault(in tree: SourceNode) -> Finding? {
    func fault(_ place: Place, en: String, zh: String, remedy: Bilingual) -> Finding {
      Finding(check: .format, path: "fundsim", at: place, Bilingual(en: en, zh: zh), remedy: remedy)
    }
    let sample = Sample.plain("\(Self.format)")
    guard let format = tree["fundsim"] else {
      return fault(
        tree.place, en: "The file does not say its format version.", zh: "文件未注明格式版本。",
        remedy: AuthorForm(of: tree.place).field("fundsim", sample))
    }
    guard let number = format.number, number == number.rounded(), number >= 1 else {
      return fault(
        format.place, en: "The format version must be a whole number, not \(format.shown.en).",
        zh: "格式版本须为整数，而此处是\(format.shown.zh)。",
        remedy: sample.sentence(in: AuthorForm(of: format.place)))
    }
    guard number > Double(Self.format) else { return nil }
    return fault(
      format.place,
      en: "The file has format version \(decimalText(number)); this program reads up to \(Self.format).",
      zh: "文件格式为第 \(decimalText(number)) 版，本程序只支持到第 \(Self.format) 版。",
      remedy: Bilingual(en: "Update fundsim.", zh: "请更新 fundsim。"))
  }

  /// A text in one language or in both.
  private mutating func bilingual(_ key: String) -> Bilingual? {
    guard let node = tree[key] else { return nil }
    let (text, faults) = node.bilingual(path: key)
    findings += faults
    return text
  }

  /// The label of a block or party; `usual` where it gives none.
  private mutating func label(_ entry: SourceNode.Entry, path: String, usual: Bilingual) -> Bilingual {
    guard let node = entry.value["label"] else { return usual }
    let (text, faults) = node.bilingual(path: "\(path).label")
    findings += faults
    return text ?? usual
  }

  // MARK: Parties

  private mutating func readParties() -> [Party] {
    var parties = Party.standard
    guard let node = tree["parties"], !node.isNull else { return parties }
    guard let entries = node.entries else {
      findings.append(.notAGroup(node, Subject(path: "parties")))
      return parties
    }
    for entry in entries {
      guard let party = party(entry) else { continue }
      if let place = parties.firstIndex(where: { $0.id == party.id }) {
        parties[place] = party
      } else {
        parties.append(party)
      }
    }
    return parties
  }

  private mutating func party(_ entry: SourceNode.Entry) -> Party? {
    let path = "parties.\(entry.key)"
    guard let entries = entry.value.entries else {
      findings.append(.notAGroup(entry.value, Subject(path: path)))
      return nil
    }
    let known = Party.standard.first { $0.id == entry.key }
    if known == nil { findings += Finding.idFaults(entry, path: path) }
    findings += Self.noteFaults(entry.value, path: path)
    for inner in entries where !["label", "group", "note"].contains(inner.key) {
      findings.append(.unknownField(inner, path: "\(path).\(inner.key)", among: ["label", "group", "note"]))
    }
    let groups = PartyGroup.allCases.map(\.rawValue)
    let written = entry.value["group"]
    guard let group = written.map({ PartyGroup(rawValue: $0.text ?? "") }) ?? known?.group else {
      let remedy: Bilingual? =
        written?.text.flatMap { .didYouMean($0, among: groups) }
        ?? Bilingual(
          en: "One of: \(groups.joined(separator: ", ")).",
          zh: "可填：\(PartyGroup.allCases.map { "\($0.rawValue)（\($0.chinese)）" }.joined(separator: "、"))。")
      findings.append(
        Finding(
          check: written == nil ? .missingField : .choice, path: "\(path).group",
          at: written?.place ?? entry.value.place,
          Bilingual(
            en: written.map { "`group` cannot be \($0.shown.en)." }
              ?? "The party `\(entry.key)` does not say its `group` (which side it stands on).",
            zh: written.map { "“group”不能填\($0.shown.zh)。" } ?? "参与方“\(entry.key)”缺少“group”（所属类别）。"),
          remedy: remedy))
      return nil
    }
    let label = label(entry, path: path, usual: known?.label ?? Bilingual(verbatim: entry.key))
    return Party(entry.key, group, en: label.en, zh: label.zh)
  }

  // MARK: Records

  /// The records under a key that maps ids to blocks.
  private mutating func records<Read>(
    under keys: [String], _ read: (inout Self, SourceNode, String, Bilingual) -> Read?
  ) -> [Read] {
    guard let group = tree.value(at: keys), !group.isNull else { return [] }
    let path = keys.joined(separator: ".")
    guard let entries = group.entries else {
      report(
        .wrongType, path, group.place, en: "`\(path)` must map ids to blocks, not be \(group.shown.en).",
        zh: "“\(path)”须按编号列出各项，而此处是\(group.shown.zh)。",
        remedy: Sample.group([("my-block", .group([("label", .plain("\"…\""))]))])
          .sentence(in: AuthorForm(of: group.place), at: path))
      return []
    }
    return entries.compactMap { entry in
      let path = "\(path).\(entry.key)"
      findings += Finding.idFaults(entry, path: path)
      guard entry.value.isMapping else {
        findings.append(.notAGroup(entry.value, Subject(path: path)))
        return nil
      }
      let label = label(entry, path: path, usual: Bilingual(verbatim: entry.key))
      return read(&self, entry.value, path, label)
    }
  }

  /// A block of a section: its kind first, then the fields of that kind.
  private mutating func block(
    _ node: SourceNode, path: String, label: Bilingual, section: Section, _ context: RecordContext
  ) -> Block? {
    let mechanisms = Mechanisms.all.filter { $0.section == section }
    let kinds = mechanisms.map { $0.kind }
    let known = Bilingual(
      en: "One of: \(kinds.joined(separator: ", ")).",
      zh: "可用：\(mechanisms.map { "\($0.kind)（\($0.label.zh)）" }.joined(separator: "、"))。")
    guard let kindNode = node["kind"] else {
      report(
        .missingKind, path, node.place,
        en: "`\(path.lastKey)` does not say its `kind` (the rule it follows).",
        zh: "“\(path.lastKey)”缺少“kind”（资金规则）。", remedy: known)
      return nil
    }
    let kind = kindNode.text ?? ""
    guard let mechanism = Mechanisms.mechanism(kind), mechanism.section == section else {
      report(kindNode, path: "\(path).kind", mechanisms, section, known: known)
      return nil
    }
    let record = read(
      node, path: path, label: label, mechanism.allFields, context, beside: Self.blockKeys)
    return Block(record, mechanism)
  }

  /// A kind that does not exist, or not here.
  private mutating func report(
    _ node: SourceNode, path: String, _ mechanisms: [any Mechanism.Type], _ section: Section,
    known: Bilingual
  ) {
    let kind = node.text ?? ""
    let kinds = mechanisms.map { $0.kind }
    if let elsewhere = Mechanisms.mechanism(kind) {
      let near = nearest(kind, among: kinds)
      report(
        .unknownKind, path, node.place,
        en: "`\(kind)` belongs under `\(elsewhere.section.rawValue)`, not under `\(section.rawValue)`.",
        zh: "“\(kind)”（\(elsewhere.label.zh)）应写在“\(elsewhere.section.rawValue)”之下，而非“\(section.rawValue)”。",
        remedy: Bilingual(
          en: "Move the block there\(near.map { ", or use `\($0)`" } ?? "").",
          zh: "请将该块移到“\(elsewhere.section.rawValue)”\(near.map { "，或改用“\($0)”" } ?? "")。"))
      return
    }
    let byLabel = mechanisms.first { $0.label.zh == kind || $0.label.en == kind }.map { $0.kind }
    report(
      .unknownKind, path, node.place, en: "There is no kind \(node.shown.en).",
      zh: "没有\(node.shown.zh)这一资金规则。",
      remedy: (byLabel ?? nearest(kind, among: kinds)).map {
        Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？")
      }
        ?? known)
  }

  private mutating func read(
    _ node: SourceNode, path: String, label: Bilingual, _ fields: FieldList, _ context: RecordContext,
    beside known: [String]? = nil, skipping: [String] = []
  ) -> Record {
    var reader = RecordReader(path: path, fields: fields, context: context)
    let beside = known ?? (path.contains(".") ? ["label", "note"] : ["note"])
    let values = reader.values(of: node, skipping: skipping + beside)
    findings += reader.findings + Self.noteFaults(node, path: path)
    return Record(path: path, label: label, values: values)
  }

  /// A note may say what it likes, but in words.
  private static func noteFaults(_ node: SourceNode, path: String) -> [Finding] {
    guard let note = node["note"], note.text == nil else { return [] }
    return [
      Finding(
        check: .wrongType, path: "\(path).note", at: note.place,
        Bilingual(
          en: "`note` must be a text, not \(note.shown.en).", zh: "“note”（备注）须为文本，而此处是\(note.shown.zh)。"))
    ]
  }

  /// What every block of a section may have beside its fields.
  package static let blockKeys = ["kind", "label", "note"]

  // MARK: Findings

  private mutating func report(
    _ check: CheckName, _ path: String, _ place: Place, en: String, zh: String,
    remedy: Bilingual? = nil
  ) {
    findings.append(Finding(check: check, path: path, at: place, Bilingual(en: en, zh: zh), remedy: remedy))
  }
}

extension String {
  /// The last key of a dotted path.
  var lastKey: String { split(separator: ".").last.map(String.init) ?? self }
}

extension SectionDeclaration {
  /// Whether a scenario must say it.
  fileprivate var isRequired: Bool { path == ["timeline"] }
}

extension Record {
  /// The kind of the input that it names (`levers`, `uncertain`); nil where it names none.
  func kindOfItsInput(_ kinds: [String: UnitKind]) -> UnitKind? {
    guard case .word(let input)? = values[Lever.input.declaration.name] else { return nil }
    return input.hasPrefix(ScaledPath.prefix) ? .fraction : kinds[input]
  }
}

extension PartyGroup {
  var chinese: String {
    switch self {
    case .government: "财政"
    case .residents: "居民"
    case .operator: "运营主体"
    case .utilities: "专营单位"
    case .rightsHolder: "产权单位"
    case .lender: "债权人"
    case .buyers: "购房人"
    case .users: "付费使用者"
    case .account: "资金账户"
    case .other: "其他"
    }
  }
}
