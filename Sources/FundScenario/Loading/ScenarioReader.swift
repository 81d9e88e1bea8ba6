import FundFormula
internal import FundModel

/// Turns a merged tree into checked content: every section by its declared fields, all findings at once.
package struct ScenarioReader {
  /// What may stand at the top of a scenario file.
  package static let topKeys =
    ["$schema", "fundsim", "title", "summary", "extends", "replaces"] + sections
  /// The sections, which an overlay may replace whole.
  package static let sections =
    ["timeline", "project", "parties", "finance"] + Section.allCases.map(\.rawValue)
  /// The newest format this program reads.
  package static let format = 1

  private let tree: SourceNode
  private let asOf: YearMonth?
  package private(set) var findings: [Finding] = []

  init(_ tree: SourceNode, asOf: YearMonth?) {
    self.tree = tree
    self.asOf = asOf
  }

  mutating func content() -> ScenarioContent? {
    checkTop()
    let parties = readParties()
    let context = RecordContext(tree, parties: parties, asOf: asOf)
    func record(_ key: String, _ label: Bilingual, _ fields: FieldList, skipping: [String] = []) -> Record {
      let node = tree[key] ?? SourceNode(.mapping([]), at: tree.place)
      return read(node, path: key, label: label, fields, context, skipping: skipping)
    }
    if tree["timeline"] == nil {
      report(
        "missing-section", "timeline", tree.place, en: "The scenario has no `timeline`.",
        zh: "情景缺少“timeline”（时间轴）。",
        remedy: (
          "Add `\"timeline\": {\"start\": \"2025-01\", \"constructionMonths\": 12}`.",
          "请添加“\"timeline\": {\"start\": \"2025-01\", \"constructionMonths\": 12}”。"
        ))
    }
    let timeline = record("timeline", TimelineFacts.label, TimelineFacts.fields)
    let project = record("project", ProjectFacts.label, ProjectFacts.fields, skipping: ["homeTypes"])
    let finance = record("finance", FinanceFacts.label, FinanceFacts.fields)
    let homeTypes = records(under: ["project", "homeTypes"]) { reader, node, path, label in
      reader.read(node, path: path, label: label, ProjectFacts.homeTypeFields, context)
    }
    var blocks: [Section: [Record]] = [:]
    for section in Section.allCases {
      blocks[section] = records(under: [section.rawValue]) { reader, node, path, label in
        reader.block(node, path: path, label: label, section: section, context)
      }
    }
    let title = bilingual("title") ?? Bilingual(en: "Untitled scenario", zh: "未命名情景")
    let summary = bilingual("summary") ?? Bilingual(verbatim: "")
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    return ScenarioContent(
      title: title, summary: summary, timeline: timeline, project: project, homeTypes: homeTypes,
      finance: finance, parties: parties, blocks: blocks)
  }

  // MARK: The top

  private mutating func checkTop() {
    for entry in tree.entries ?? [] where !Self.topKeys.contains(entry.key) {
      unknown(entry, path: entry.key, among: Self.topKeys)
    }
    guard let format = tree["fundsim"] else {
      report(
        "format", "fundsim", tree.place, en: "The file does not say its format.", zh: "文件未注明格式版本。",
        remedy: ("Add `\"fundsim\": \(Self.format)` at the top.", "请在文件开头添加“\"fundsim\": \(Self.format)”。"))
      return
    }
    guard let number = format.number, number == number.rounded(), number >= 1, number <= Double(Self.format)
    else {
      let newer = (format.number ?? 0) > Double(Self.format)
      report(
        "format", "fundsim", format.place,
        en: "The format `\(format.text ?? "…")` is not known to this program.",
        zh: "本程序不识别格式版本“\(format.text ?? "…")”。",
        remedy: newer
          ? ("The file is newer than the program: update fundsim.", "文件版本较新，请更新 fundsim。")
          : ("Write `\"fundsim\": \(Self.format)`.", "请写“\"fundsim\": \(Self.format)”。"))
      return
    }
  }

  /// A text in one language or in both.
  private mutating func bilingual(_ key: String) -> Bilingual? {
    guard let node = tree[key] else { return nil }
    let (text, faults) = RecordReader.bilingual(node, path: key)
    findings += faults
    return text
  }

  // MARK: Parties

  private mutating func readParties() -> [Party] {
    var parties = Party.standard
    for entry in tree["parties"]?.entries ?? [] {
      let path = "parties.\(entry.key)"
      guard entry.value.isMapping else {
        report(
          "wrong-type", path, entry.value.place, en: "A party must be a group with `label` and `group`.",
          zh: "参与方须写成含“label”和“group”的一组。")
        continue
      }
      checkID(entry, path: path)
      for inner in entry.value.entries ?? [] where !["label", "group", "note"].contains(inner.key) {
        unknown(inner, path: "\(path).\(inner.key)", among: ["label", "group", "note"])
      }
      let known = parties.first { $0.id == entry.key }
      let groups = PartyGroup.allCases.map(\.rawValue)
      let word = entry.value["group"]?.text
      let group = word.flatMap(PartyGroup.init(rawValue:)) ?? known?.group
      if group == nil || (word != nil && PartyGroup(rawValue: word ?? "") == nil) {
        report(
          "choice", "\(path).group", entry.value["group"]?.place ?? entry.value.place,
          en: "`group` must be one of \(groups.joined(separator: ", ")).",
          zh: "“group”须为以下之一：\(groups.joined(separator: "、"))。")
        continue
      }
      var label = known?.label ?? Bilingual(verbatim: entry.key)
      if let node = entry.value["label"] {
        let (text, faults) = RecordReader.bilingual(node, path: "\(path).label")
        findings += faults
        label = text ?? label
      }
      let party = Party(entry.key, group ?? .other, en: label.en, zh: label.zh)
      if let place = parties.firstIndex(where: { $0.id == party.id }) {
        parties[place] = party
      } else {
        parties.append(party)
      }
    }
    return parties
  }

  // MARK: Records

  /// The records under a key that maps ids to blocks.
  private mutating func records(
    under keys: [String], _ read: (inout Self, SourceNode, String, Bilingual) -> Record?
  ) -> [Record] {
    guard let group = tree.value(at: keys), !group.isNull else { return [] }
    let path = keys.joined(separator: ".")
    guard let entries = group.entries else {
      report(
        "wrong-type", path, group.place, en: "`\(path)` must map ids to blocks: `{\"my-block\": {…}}`.",
        zh: "“\(path)”须为“编号: {…}”的形式。")
      return []
    }
    return entries.compactMap { entry in
      let path = "\(path).\(entry.key)"
      checkID(entry, path: path)
      guard entry.value.isMapping else {
        report(
          "wrong-type", path, entry.value.place, en: "`\(path)` must be a block `{…}`.",
          zh: "“\(path)”须为一组“{…}”。")
        return nil
      }
      var label = Bilingual(verbatim: entry.key)
      if let node = entry.value["label"] {
        let (text, faults) = RecordReader.bilingual(node, path: "\(path).label")
        findings += faults
        label = text ?? label
      }
      return read(&self, entry.value, path, label)
    }
  }

  /// A block of a section: its kind first, then the fields of that kind.
  private mutating func block(
    _ node: SourceNode, path: String, label: Bilingual, section: Section, _ context: RecordContext
  ) -> Record? {
    let kinds = Mechanisms.all.filter { $0.section == section }.map { $0.kind }
    guard let kindNode = node["kind"] else {
      report(
        "missing-kind", path, node.place, en: "`\(path)` does not say its `kind`.",
        zh: "“\(path)”未注明“kind”（资金规则）。",
        remedy: ("One of: \(kinds.joined(separator: ", ")).", "可用：\(kinds.joined(separator: "、"))。"))
      return nil
    }
    let kind = kindNode.text ?? ""
    guard let mechanism = Mechanisms.mechanism(kind), mechanism.section == section else {
      let elsewhere = Mechanisms.mechanism(kind)
      let suggestion = nearest(kind, among: kinds)
      report(
        "unknown-kind", "\(path).kind", kindNode.place,
        en: elsewhere.map { "The kind `\(kind)` belongs under `\($0.section.rawValue)`." }
          ?? "There is no kind `\(kind)`.",
        zh: elsewhere.map { "“\(kind)”应写在“\($0.section.rawValue)”之下。" } ?? "没有名为“\(kind)”的资金规则。",
        remedy: suggestion.map { ("Did you mean `\($0)`?", "是否应为“\($0)”？") }
          ?? ("One of: \(kinds.joined(separator: ", ")).", "可用：\(kinds.joined(separator: "、"))。"))
      return nil
    }
    return read(node, path: path, label: label, mechanism.allFields, context, kind: kind)
  }

  private mutating func read(
    _ node: SourceNode, path: String, label: Bilingual, _ fields: FieldList, _ context: RecordContext,
    kind: String = "", skipping: [String] = []
  ) -> Record {
    var reader = RecordReader(path: path, fields: fields, context: context)
    let values = reader.values(of: node, skipping: skipping + ["label", "kind", "note"])
    findings += reader.findings
    return Record(path: path, label: label, kind: kind, values: values)
  }

  // MARK: Findings

  private mutating func checkID(_ entry: SourceNode.Entry, path: String) {
    guard !isID(entry.key) else { return }
    report(
      "id", path, entry.keyPlace,
      en:
        "`\(entry.key)` cannot be an id: ids are small letters, digits and hyphens, beginning with a letter.",
      zh: "“\(entry.key)”不能作为编号：编号须以小写英文字母开头，仅含小写字母、数字和连字符。",
      remedy: (
        "Use an id such as `city-subsidy` and write the name in `label`.",
        "请使用“city-subsidy”一类编号，名称写在“label”中。"
      ))
  }

  /// `[a-z][a-zA-Z0-9-]*`: capitals only so that the standard parties may be spoken of.
  private func isID(_ text: String) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || (65...90).contains($0) || $0 == 45
    }
  }

  private mutating func unknown(_ entry: SourceNode.Entry, path: String, among names: [String]) {
    findings.append(Finding.unknownField(entry, path: path, among: names))
  }

  private mutating func report(
    _ check: String, _ path: String, _ place: Place, en: String, zh: String,
    remedy: (en: String, zh: String)? = nil
  ) {
    findings.append(
      Finding(
        check: check, path: path, at: place, Bilingual(en: en, zh: zh),
        remedy: remedy.map { Bilingual(en: $0.en, zh: $0.zh) }))
  }
}

extension Finding {
  /// A key that nothing reads.
  static func unknownField(_ entry: SourceNode.Entry, path: String, among names: [String]) -> Finding {
    Finding(
      check: "unknown-field", path: path, at: entry.keyPlace,
      Bilingual(en: "Unknown field `\(entry.key)`.", zh: "未知字段“\(entry.key)”。"),
      remedy: nearest(entry.key, among: names).map {
        Bilingual(en: "Did you mean `\($0)`?", zh: "是否应为“\($0)”？")
      }
        ?? Bilingual(
          en: "Known here: \(names.joined(separator: ", ")).", zh: "此处可用：\(names.joined(separator: "、"))。"))
  }
}
