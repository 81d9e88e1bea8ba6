import FundFormula
import FundModel

/// Names as tables, lists and sheets print them, in place of the ids they stand for: 资金来源, 按户补助, 市级财政, 工程费, 交房, 是.
///
/// One pass over a tree, before anything reads it: keys by the labels of sections and declared fields, values by what
/// their field may name. Ids go first, and a label that means two things is left for the reader to tell of. Places stay.
/// O(values × names at each).
struct PrintedNames {
  private let parties: Labels
  private let costs: Labels
  private let funding: Labels
  private let operations: Labels
  private let gates: Labels
  private let milestones: Labels

  /// `tree` with ids where it has names.
  static func resolved(_ tree: SourceNode) -> SourceNode {
    let sections = tree.renamingKeys(by: top)
    return PrintedNames(sections).scenario(sections)
  }

  /// - Parameter tree: with ids for its sections.
  private init(_ tree: SourceNode) {
    func blocks(_ section: String) -> Labels { Labels(written: tree[section]) }
    parties = Labels(Party.standard.map { ($0.id, $0.label) }) + Labels(written: tree["parties"])
    costs = Labels(FlowClass.costs.map { ($0.rawValue, $0.label) }) + blocks("costs")
    (funding, operations, gates) = (blocks("funding"), blocks("operations"), blocks("gates"))
    milestones =
      Labels(Self.ownMilestones)
      + Labels((tree["timeline"]?["milestones"]?.keys ?? []).map { ($0, Bilingual(verbatim: $0)) })
  }

  // MARK: Sections

  private static let ownMilestones: [(String, Bilingual)] = [
    ("start", Bilingual(en: "start", zh: "开工")), ("handover", Bilingual(en: "handover", zh: "交房")),
    ("salesEnd", Bilingual(en: "end of sales", zh: "销售期末")), ("end", Bilingual(en: "end", zh: "期末")),
  ]

  private static let top = Labels(
    [
      ("fundsim", Bilingual(en: "format version", zh: "格式版本")), ("title", Bilingual(en: "title", zh: "标题")),
      ("summary", Bilingual(en: "summary", zh: "说明")), ("extends", Bilingual(en: "base file", zh: "基础情景文件")),
      ("replaces", Bilingual(en: "sections replaced", zh: "整栏替换")),
      ("parties", Bilingual(en: "parties", zh: "参与方")),
      ("projects", Bilingual(en: "projects", zh: "项目包")), ("timeline", TimelineFacts.label),
      ("project", ProjectFacts.label), ("finance", FinanceFacts.label), ("levers", Lever.sectionLabel),
      ("uncertain", Uncertainty.sectionLabel), ("published", PublishedFigure.label),
    ] + Section.allCases.map { ($0.rawValue, $0.label) })

  private static let beside = Labels([
    ("kind", Bilingual(en: "rule", zh: "资金规则")), ("label", Bilingual(en: "name", zh: "名称")),
    ("note", Bilingual(en: "note", zh: "备注")), ("group", Bilingual(en: "group", zh: "所属类别")),
  ])

  private func scenario(_ tree: SourceNode) -> SourceNode {
    tree.mappingEntries { key, value in
      switch key {
      case "timeline": record(value, TimelineFacts.fields)
      case "finance": record(value, FinanceFacts.fields)
      case "project": project(value)
      case "parties":
        value.mappingEntries { _, party in named("group", party.renamingKeys(by: Self.beside), Self.groups) }
      case "levers": inputs(records(value, Lever.fields), in: tree)
      case "uncertain": inputs(records(value, Uncertainty.fields), in: tree)
      case "published":
        records(value, PublishedFigure.fields).mappingEntries { _, one in
          self.named("of", one, Self.indicators)
        }
      case "projects": value.mappingEntries { _, project in Self.resolved(project) }
      case "replaces": list(value, Self.top)
      default:
        Section(rawValue: key).map { section in value.mappingEntries { _, one in block(one, section) } }
          ?? value
      }
    }
  }

  private static let groups = Labels(
    PartyGroup.allCases.map { ($0.rawValue, Bilingual(en: $0.rawValue, zh: $0.chinese)) })
  private static let indicators = Labels(Indicators.all.map { ($0.id, $0.label) })

  /// A group of which one value is a name.
  private func named(_ key: String, _ node: SourceNode, _ labels: Labels) -> SourceNode {
    node.mappingEntries { $0 == key ? word($1, labels) : $1 }
  }

  /// Records that name an input, by its path.
  private func inputs(_ node: SourceNode, in tree: SourceNode) -> SourceNode {
    node.mappingEntries { _, one in
      one.mappingEntries { key, value in
        guard key == "input", let text = value.text, let keys = InputNames.only(text, in: tree) else {
          return value
        }
        return SourceNode(.scalar(text: keys.joined(separator: "."), quoted: true), at: value.place)
      }
    }
  }

  private func project(_ node: SourceNode) -> SourceNode {
    let homes = Labels([("homeTypes", ProjectFacts.homeTypeLabel)])
    return record(node.renamingKeys(by: homes), ProjectFacts.fields).mappingEntries { key, value in
      key == "homeTypes" ? records(value, ProjectFacts.homeTypeFields) : value
    }
  }

  private func records(_ node: SourceNode, _ fields: FieldList) -> SourceNode {
    node.mappingEntries { _, one in record(one.renamingKeys(by: Self.beside), fields) }
  }

  /// A block: its kind first, which says what its fields are called. An overlay may leave the kind to the file below it:
  /// then by the fields of all kinds of the section.
  private func block(_ node: SourceNode, _ section: Section) -> SourceNode {
    var node = node.renamingKeys(by: Self.beside)
    let mechanisms = Mechanisms.all.filter { $0.section == section }
    if let word = node["kind"]?.text, let kind = Labels(mechanisms.map { ($0.kind, $0.label) })[word] {
      node["kind"]?.content = .scalar(text: kind, quoted: true)
    }
    let own = mechanisms.filter { $0.kind == node["kind"]?.text }
    return record(node, (own.isEmpty && node["kind"] == nil ? mechanisms : own).map { $0.allFields })
  }

  // MARK: Fields

  private func record(_ node: SourceNode, _ fields: FieldList) -> SourceNode { record(node, [fields]) }

  private func record(_ node: SourceNode, _ lists: [FieldList]) -> SourceNode {
    let declarations = lists.flatMap(\.declarations)
    let named = node.renamingKeys(by: Labels(declarations.map { ($0.name, $0.label.withoutHint) }))
    return named.mappingEntries { key, value in
      let found = declarations.filter { $0.name == key }
      guard let first = found.first, found.allSatisfy({ $0.kind == first.kind }) else { return value }
      return self.value(value, first.kind)
    }
  }

  private func value(_ node: SourceNode, _ kind: FieldKind) -> SourceNode {
    switch kind {
    case .flag: return flag(node)
    case .party: return word(node, parties)
    case .costs: return list(node, costs)
    case .funding: return list(node, funding)
    case .operations: return list(node, operations)
    case .gates: return list(node, gates)
    case .schedule: return schedule(node)
    case .moment: return moment(node)
    case .number, .structural, .published, .measured: return node.renamingKeys(by: Self.numberParts)
    case .numbers, .measuredNumbers, .path:
      let number = node.renamingKeys(by: Self.numberParts)
      return number.mappingEntries { _, one in one.renamingKeys(by: Self.numberParts) }
    case .choice(let choices), .fact(_, let choices):
      return word(node, Labels(choices.map { ($0.id, $0.label) }))
    case .text, .dates: return node
    }
  }

  /// What stands beside a number, by the titles of a sheet's columns.
  private static let numberParts = Labels([
    ("value", SheetColumn.value.title), ("values", Bilingual(en: "values", zh: "历年")),
    ("unit", SheetColumn.unit.title), ("source", SheetColumn.source.title), ("note", SheetColumn.note.title),
  ])

  private static let scheduleParts = Labels([
    ("from", Bilingual(en: "from", zh: "起")), ("to", Bilingual(en: "to", zh: "止")),
    ("profile", Bilingual(en: "profile", zh: "分布")), ("shares", Bilingual(en: "shares", zh: "分期")),
    ("follow", Bilingual(en: "following", zh: "随付")),
  ])

  private func flag(_ node: SourceNode) -> SourceNode {
    guard let flag = ["是": "true", "否": "false"][node.text ?? ""] else { return node }
    return SourceNode(.scalar(text: flag, quoted: false), at: node.place)
  }

  private func schedule(_ node: SourceNode) -> SourceNode {
    guard node.isMapping else { return moment(node) }
    return node.renamingKeys(by: Self.scheduleParts).mappingEntries { key, value in
      switch key {
      case "from", "to": moment(value)
      case "follow": list(value, costs)
      case "shares": value.mappingKeys { milestone($0) ?? $0 }
      default: value
      }
    }
  }

  private func moment(_ node: SourceNode) -> SourceNode {
    guard let text = node.text, let id = milestone(text) else { return node }
    return SourceNode(.scalar(text: id, quoted: true), at: node.place)
  }

  /// 交房 or 交房+6, by the id of the milestone.
  private func milestone(_ text: String) -> String? {
    if let id = milestones[text] { return id }
    guard let sign = text.lastIndex(where: { "+-＋－".contains($0) }) else { return nil }
    return milestones[String(text[..<sign]).trimmedSpaces].map { $0 + String(text[sign...]).halfWidth }
  }

  private func list(_ node: SourceNode, _ labels: Labels) -> SourceNode {
    guard let items = node.items else { return word(node, labels) }
    return SourceNode(.sequence(items.map { word($0, labels) }), at: node.place)
  }

  private func word(_ node: SourceNode, _ labels: Labels) -> SourceNode {
    guard let text = node.text, let id = labels[text] else { return node }
    return SourceNode(.scalar(text: id, quoted: true), at: node.place)
  }
}

/// Ids and what they are called.
private struct Labels {
  private let ids: Set<String>
  /// By label; nil where two ids share it.
  private let byLabel: [String: String?]
  private let named: [(id: String, label: Bilingual)]

  init(_ named: [(String, Bilingual)]) {
    self.named = named.map { (id: $0.0, label: $0.1) }
    ids = Set(named.map(\.0))
    var byLabel: [String: String?] = [:]
    for (id, label) in named {
      for word in Set([label.en, label.zh]) {
        if let other = byLabel[word], other != id { byLabel[word] = .some(nil) } else { byLabel[word] = id }
      }
    }
    self.byLabel = byLabel
  }

  /// The labels that the entries of a group give themselves.
  init(written group: SourceNode?) {
    self.init(
      (group?.entries ?? []).compactMap { entry in
        let label = entry.value["label"] ?? entry.value["名称"]
        return label.flatMap { RecordReader.bilingual($0, path: "").0 }.map { (entry.key, $0) }
      })
  }

  static func + (left: Labels, right: Labels) -> Labels {
    Labels((left.named.filter { !right.ids.contains($0.id) } + right.named).map { ($0.id, $0.label) })
  }

  /// The one id a label stands for; nil for ids themselves.
  subscript(word: String) -> String? { ids.contains(word) ? nil : byLabel[word] ?? nil }
}

extension SourceNode {
  /// The same with each value of a group changed; other nodes as they are.
  fileprivate func mappingEntries(_ change: (String, SourceNode) -> SourceNode) -> SourceNode {
    guard let entries else { return self }
    let changed = entries.map { Entry(key: $0.key, keyPlace: $0.keyPlace, value: change($0.key, $0.value)) }
    return SourceNode(.mapping(changed), at: place)
  }

  /// The same with each key of a group changed, but where the changed key is there already.
  fileprivate func mappingKeys(_ change: (String) -> String) -> SourceNode {
    guard let entries else { return self }
    var taken = Set(entries.map(\.key))
    let changed = entries.map { entry -> Entry in
      let key = change(entry.key)
      guard taken.insert(key).inserted else { return entry }
      return Entry(key: key, keyPlace: entry.keyPlace, value: entry.value)
    }
    return SourceNode(.mapping(changed), at: place)
  }

  fileprivate func renamingKeys(by labels: Labels) -> SourceNode { mappingKeys { labels[$0] ?? $0 } }
}
