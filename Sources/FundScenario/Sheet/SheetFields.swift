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
  /// Of facts, and of records that all have the same.
  private let fixed: [[String]: Fields]

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
    fixed = Dictionary(
      uniqueKeysWithValues: Self.sections.compactMap { section in
        section.fields.map { (section.path, fields($0)) }
      })
  }

  /// The sections whose rows have names.
  private static let sections = Sections.all.filter { $0.inSheets != .plain }

  /// Kinds and labels as `tree` has them.
  init(of tree: SourceNode) {
    var kinds: [[String]: String] = [:]
    var labels: [[String]: Bilingual] = [:]
    for section in Self.sections where !section.isFacts {
      for record in tree.value(at: section.path)?.entries ?? [] {
        let path = section.path + [record.key]
        kinds[path] = record.value["kind"]?.text
        labels[path] = record.value["label"].flatMap { $0.bilingual(path: "").0 }
      }
    }
    self.init(kinds: kinds, labels: labels)
  }

  /// Whether the row of a group has a title above it: sections, and records of some of them.
  static func isTitled(_ keys: [String]) -> Bool {
    Sections.all.contains { section in
      section.path.count == 1 && section.path == keys
        || section.inSheets == .titled && keys.count == section.path.count + 1
          && keys.starts(with: section.path)
    }
  }

  /// The record (block, group of facts, home type, party) a path lies in; nil at the top.
  private func record(_ keys: [String]) -> (path: [String], section: SectionDeclaration)? {
    let section = Self.sections.last { section in
      keys.starts(with: section.path) && (section.isFacts || keys.count > section.path.count)
    }
    return section.map { section in
      (Array(keys.prefix(section.path.count + (section.isFacts ? 0 : 1))), section)
    }
  }

  /// The fields a key may mean in a record: one where the kind is known, several where it is not.
  private func declarations(
    _ key: String, in record: [String], of section: SectionDeclaration
  ) -> [FieldDeclaration] {
    if let fields = fixed[section.path] { return [fields[key]].compactMap { $0 } }
    if let fields = kinds[record].flatMap({ byKind[$0] }) { return [fields[key]].compactMap { $0 } }
    return (bySection[section.name] ?? []).compactMap { $0[key] }
  }

  // MARK: Expectations

  func expectation(_ keys: [String]) -> SheetCell.Expectation {
    guard let (record, section) = record(keys), keys.count > record.count else {
      return ["title", "summary"].contains(keys[0]) ? .text : .open
    }
    let key = keys[record.count]
    if ["label", "note"].contains(key) { return .text }
    let inner = keys.dropFirst(record.count + 1)
    let found = declarations(key, in: record, of: section).map { $0.written.expectation(at: inner) }
    guard let first = found.first else { return .open }
    if found.allSatisfy({ $0 == first }) { return first }
    // Of numbers in different units it is at least known that they are numbers.
    let areNumbers = found.allSatisfy { if case .number = $0 { true } else { false } }
    return areNumbers ? .number(.number) : .open
  }

  // MARK: Names

  /// What a path is called, as lists of inputs have it: the label of the record, a dot, the label of the field.
  func name(_ keys: [String]) -> Bilingual {
    guard let (record, section) = record(keys) else {
      let group =
        KeyNames.top.first { $0.key == keys[0] }?.name ?? Self.sections.first { $0.path == [keys[0]] }?.label
      return Self.name(group ?? Bilingual(verbatim: keys[0]), with: keys.dropFirst())
    }
    let own =
      section.isFacts ? section.label : labels[record] ?? Bilingual(verbatim: record[record.count - 1])
    guard keys.count > record.count else { return own }
    let key = keys[record.count]
    var field =
      declarations(key, in: record, of: section).first?.label
      ?? KeyNames.beside.first { $0.key == key }?.name ?? section.groups.first { $0.name == key }?.label
      ?? Bilingual(verbatim: key)
    if key == "kind", let rule = kinds[record].flatMap(Mechanisms.mechanism)?.label {
      field = Bilingual(en: "\(field.en) (\(rule.en))", zh: "\(field.zh)（\(rule.zh)）")
    }
    let name = Bilingual(en: "\(own.en): \(field.en)", zh: "\(own.zh)·\(field.zh)")
    return Self.name(name, with: keys.dropFirst(record.count + 1))
  }

  private static func name(_ name: Bilingual, with rest: ArraySlice<String>) -> Bilingual {
    rest.reduce(name) { name, key in
      let word = partNames.first { $0.key == key }?.name ?? Bilingual(verbatim: key)
      return Bilingual(en: "\(name.en) \(word.en)", zh: "\(name.zh) \(word.zh)")
    }
  }

  /// Parts of texts, numbers and schedules.
  private static let partNames = KeyNames.texts + KeyNames.schedules + KeyNames.numbers
}
