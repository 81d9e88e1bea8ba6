import FundFormula
import FundModel

/// What the declared fields say of a path: what may stand there, and what it is called.
struct SheetFields {
  private typealias Fields = [String: FieldDeclaration]

  /// The kinds of the blocks, by their paths.
  private let kinds: [[String]: String]
  /// Labels of blocks, home types and parties, by their paths.
  private let labels: [[String]: Bilingual]
  private let byKind: [String: Fields]
  private let bySection: [String: [Fields]]
  private let facts: [[String]: Fields]

  init(kinds: [[String]: String], labels: [[String]: Bilingual] = [:]) {
    self.kinds = kinds
    self.labels = labels
    func fields(_ list: FieldList) -> Fields {
      Dictionary(list.declarations.map { ($0.name, $0) }) { first, _ in first }
    }
    var byKind: [String: Fields] = [:]
    var bySection: [String: [Fields]] = [:]
    for mechanism in Mechanisms.all {
      let fields = fields(mechanism.allFields)
      byKind[mechanism.kind] = fields
      bySection[mechanism.section.rawValue, default: []].append(fields)
    }
    self.byKind = byKind
    self.bySection = bySection
    facts = [
      ["timeline"]: fields(TimelineFacts.fields), ["project"]: fields(ProjectFacts.fields),
      ["finance"]: fields(FinanceFacts.fields), Self.homeTypes: fields(ProjectFacts.homeTypeFields),
    ]
  }

  private static let homeTypes = ["project", "homeTypes"]
  private var homeTypes: [String] { Self.homeTypes }

  /// Kinds and labels as `tree` has them.
  init(of tree: SourceNode) {
    var kinds: [[String]: String] = [:]
    var labels: [[String]: Bilingual] = [:]
    for entry in tree.entries ?? [] where entry.value.isMapping {
      let path = entry.key == "project" ? Self.homeTypes : [entry.key]
      guard Self.isGroupOfRecords(path) else { continue }
      for record in tree.value(at: path)?.entries ?? [] {
        kinds[path + [record.key]] = record.value["kind"]?.text
        labels[path + [record.key]] = record.value["label"].flatMap { RecordReader.bilingual($0, path: "").0 }
      }
    }
    self.init(kinds: kinds, labels: labels)
  }

  private static func isGroupOfRecords(_ path: [String]) -> Bool {
    path == homeTypes || path == ["parties"] || path.count == 1 && Section(rawValue: path[0]) != nil
  }

  /// The path of the record (block, group of facts, home type, party) a path lies in; nil at the top.
  private func record(_ keys: [String]) -> [String]? {
    let length =
      if keys.starts(with: homeTypes), keys.count > 2 {
        3
      } else if facts[[keys[0]]] != nil {
        1
      } else {
        Self.isGroupOfRecords([keys[0]]) ? 2 : 0
      }
    return length > 0 && keys.count >= length ? Array(keys.prefix(length)) : nil
  }

  /// The fields a key may mean in a record: one where the kind is known, several where it is not.
  private func declarations(_ key: String, in record: [String]) -> [FieldDeclaration] {
    if record.count == 3 { return [facts[homeTypes]?[key]].compactMap { $0 } }
    if record.count == 1 { return [facts[record]?[key]].compactMap { $0 } }
    if let fields = kinds[record].flatMap({ byKind[$0] }) { return [fields[key]].compactMap { $0 } }
    return (bySection[record[0]] ?? []).compactMap { $0[key] }
  }

  // MARK: Expectations

  func expectation(_ keys: [String]) -> SheetCell.Expectation {
    guard let record = record(keys), keys.count > record.count else {
      return ["title", "summary"].contains(keys[0]) ? .text : .open
    }
    let key = keys[record.count]
    let rest = keys.dropFirst(record.count + 1)
    if ["label", "note"].contains(key) { return .text }
    let found = declarations(key, in: record).map { Self.expectation($0.kind, rest) }
    guard let first = found.first else { return .open }
    if found.allSatisfy({ $0 == first }) { return first }
    // Of numbers in different units it is at least known that they are numbers.
    let areNumbers = found.allSatisfy { if case .number = $0 { true } else { false } }
    return areNumbers ? .number(.number) : .open
  }

  private static func expectation(_ kind: FieldKind, _ rest: ArraySlice<String>) -> SheetCell.Expectation {
    let first = rest.first
    switch kind {
    case .number(let unit), .structural(let unit): return number(unit, rest)
    case .numbers(let unit): return rest.isEmpty ? .open : number(unit, rest.dropFirst())
    case .path(let unit):
      let isSourced = first.map(NumberReader.keys.contains) ?? true
      return number(unit, isSourced ? rest : rest.dropFirst())
    case .moment: return rest.isEmpty ? .date : .open
    case .dates: return rest.count == 1 ? .date : .open
    case .schedule:
      if rest.isEmpty || rest.count == 1 && (first == "from" || first == "to") { return .date }
      return first == "shares" && rest.count == 2 ? .share : .open
    case .text: return rest.isEmpty ? .text : .open
    default: return .open
    }
  }

  /// Inside a number: `value`, a dated value, or what stands beside it.
  private static func number(_ unit: UnitKind, _ rest: ArraySlice<String>) -> SheetCell.Expectation {
    switch (rest.first, rest.count) {
    case (nil, _), ("value", 1), ("values", 2): .number(unit)
    case ("unit", 1), ("source", 1), ("note", 1): .text
    default: .open
    }
  }

  // MARK: Names

  /// What a path is called, as lists of inputs have it: the label of the record, a dot, the label of the field.
  func name(_ keys: [String]) -> Bilingual {
    guard let record = record(keys) else {
      let group = Self.topNames.first { $0.key == keys[0] }?.name ?? Section(rawValue: keys[0])?.label
      return Self.name(group ?? Bilingual(verbatim: keys[0]), with: keys.dropFirst())
    }
    let own = recordName(record)
    guard keys.count > record.count else { return own }
    let key = keys[record.count]
    var field =
      declarations(key, in: record).first?.label ?? Self.usualNames.first { $0.key == key }?.name
      ?? (key == "homeTypes" ? ProjectFacts.homeTypeLabel : Bilingual(verbatim: key))
    if key == "kind", let rule = kinds[record].flatMap(Mechanisms.mechanism)?.label {
      field = Bilingual(en: "\(field.en) (\(rule.en))", zh: "\(field.zh)（\(rule.zh)）")
    }
    let name = Bilingual(en: "\(own.en): \(field.en)", zh: "\(own.zh)·\(field.zh)")
    return Self.name(name, with: keys.dropFirst(record.count + 1))
  }

  private func recordName(_ record: [String]) -> Bilingual {
    switch record {
    case ["timeline"]: TimelineFacts.label
    case ["project"]: ProjectFacts.label
    case ["finance"]: FinanceFacts.label
    default: labels[record] ?? Bilingual(verbatim: record[record.count - 1])
    }
  }

  private static func name(_ name: Bilingual, with rest: ArraySlice<String>) -> Bilingual {
    rest.reduce(name) { name, key in
      let word = partNames.first { $0.key == key }?.name ?? Bilingual(verbatim: key)
      return Bilingual(en: "\(name.en) \(word.en)", zh: "\(name.zh) \(word.zh)")
    }
  }

  /// Parts of texts, numbers and schedules.
  private static let partNames: [(key: String, name: Bilingual)] = [
    ("en", Bilingual(en: "English", zh: "英文")), ("zh", Bilingual(en: "Chinese", zh: "中文")),
    ("from", Bilingual(en: "from", zh: "起")), ("to", Bilingual(en: "to", zh: "止")),
    ("profile", Bilingual(en: "profile", zh: "分布")), ("shares", Bilingual(en: "shares", zh: "分期")),
    ("follow", Bilingual(en: "following", zh: "随付")), ("values", Bilingual(en: "values", zh: "历年")),
    ("unit", Bilingual(en: "unit", zh: "单位")), ("source", Bilingual(en: "source", zh: "依据")),
  ]

  private static let topNames: [(key: String, name: Bilingual)] = [
    ("fundsim", Bilingual(en: "format version", zh: "格式版本")), ("title", Bilingual(en: "title", zh: "标题")),
    ("summary", Bilingual(en: "summary", zh: "说明")), ("extends", Bilingual(en: "base file", zh: "基础情景文件")),
    ("replaces", Bilingual(en: "sections replaced", zh: "整栏替换")),
    ("parties", Bilingual(en: "parties", zh: "参与方")),
  ]

  private static let usualNames: [(key: String, name: Bilingual)] = [
    ("kind", Bilingual(en: "rule", zh: "资金规则")), ("label", Bilingual(en: "name", zh: "名称")),
    ("note", Bilingual(en: "note", zh: "备注")), ("group", Bilingual(en: "group", zh: "所属类别")),
  ]
}
