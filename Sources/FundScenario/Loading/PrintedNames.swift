import FundFormula
import FundModel

/// Names as tables, lists and sheets print them, in place of the ids they stand for: 资金来源, 按户补助, 市级财政, 工程费, 交房, 是.
///
/// One pass over a tree, before anything reads it: keys by the labels of sections and declared fields, values by what
/// their field may name. Ids go first, and a label that means two things is left for the reader to tell of. Places stay.
/// O(values × names at each).
struct PrintedNames {
  let parties: Labels
  let costs: Labels
  let funding: Labels
  let operations: Labels
  let gates: Labels
  private let milestones: Labels

  /// `tree` with ids where it has names.
  static func resolved(_ tree: SourceNode) -> SourceNode {
    let sections = tree.renamingKeys(by: top)
    return PrintedNames(sections).scenario(sections)
  }

  /// - Parameter tree: with ids for its sections.
  private init(_ tree: SourceNode) {
    func blocks(_ section: String) -> Labels { Labels(written: tree[section]) }
    parties = Self.standardParties + Labels(written: tree["parties"])
    costs = Self.costClasses + blocks("costs")
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

  /// What a milestone of every timeline is called; nil for one of the author's own.
  static func milestoneLabel(_ id: String) -> Bilingual? { ownMilestones.first { $0.0 == id }?.1 }

  private static let standardParties = Labels(Party.standard.map { ($0.id, $0.label) })
  private static let costClasses = Labels(FlowClass.costs.map { ($0.rawValue, $0.label) })

  private static let top = Labels(
    KeyNames.top.map { ($0.key, $0.name) } + [("projects", Bilingual(en: "projects", zh: "项目包"))]
      + Sections.top.map { ($0.name, $0.label) })

  private static let beside = Labels(KeyNames.beside.map { ($0.key, $0.name) })
  private static let besideKeys = KeyNames.beside.map(\.key)

  private func scenario(_ tree: SourceNode) -> SourceNode {
    tree.mappingEntries { key, value in
      switch key {
      case "projects": value.mappingEntries { _, project in Self.resolved(project) }
      case "replaces": list(value, Self.top)
      case "levers", "uncertain": inputs(section(value, key), in: tree)
      case "published":
        section(value, key).mappingEntries { _, one in named("of", one, Self.indicators) }
      default: section(value, key)
      }
    }
  }

  private func section(_ node: SourceNode, _ key: String) -> SourceNode {
    Sections.top.first { $0.name == key }.map { section(node, $0) } ?? node
  }

  private func section(_ node: SourceNode, _ section: SectionDeclaration) -> SourceNode {
    switch section.shape {
    case .facts(let fields, _): facts(node, fields, section.groups)
    case .records(let fields, _):
      node.mappingEntries { _, one in record(one.renamingKeys(by: Self.beside), [fields]) }
    case .blocks(let section): node.mappingEntries { _, one in block(one, section) }
    case .parties:
      node.mappingEntries { _, one in named("group", one.renamingKeys(by: Self.beside), Self.groups) }
    }
  }

  /// A group of facts, with the groups of records that stand among them.
  private func facts(
    _ node: SourceNode, _ fields: FieldList, _ groups: [SectionDeclaration]
  ) -> SourceNode {
    let known = groups.map(\.name) + fields.declarations.map(\.name)
    let named = node.renamingKeys(except: known, by: Labels(groups.map { ($0.name, $0.label) }))
    return record(named, fields, besides: groups.map(\.name)).mappingEntries { key, value in
      groups.first { $0.name == key }.map { section(value, $0) } ?? value
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

  /// A block: its kind first, which says what its fields are called. An overlay may leave the kind to the file below it:
  /// then by the fields of all kinds of the section.
  private func block(_ node: SourceNode, _ section: Section) -> SourceNode {
    var node = node.renamingKeys(by: Self.beside)
    let mechanisms = Mechanisms.all.filter { $0.section == section }
    if let word = node["kind"]?.text, !mechanisms.contains(where: { $0.kind == word }),
      let kind = Labels(mechanisms.map { ($0.kind, $0.label) })[word]
    {
      node["kind"]?.content = .scalar(text: kind, quoted: true)
    }
    let own = mechanisms.filter { $0.kind == node["kind"]?.text }
    return record(node, (own.isEmpty && node["kind"] == nil ? mechanisms : own).map { $0.allFields })
  }

  // MARK: Fields

  private func record(_ node: SourceNode, _ fields: FieldList, besides ids: [String] = []) -> SourceNode {
    record(node, [fields], besides: ids)
  }

  /// - Parameter ids: keys that are no fields and have their names already.
  private func record(_ node: SourceNode, _ lists: [FieldList], besides ids: [String] = Self.besideKeys)
    -> SourceNode
  {
    let declarations = lists.flatMap(\.declarations)
    let named = node.renamingKeys(
      except: declarations.map(\.name) + ids,
      by: Labels(declarations.map { ($0.name, $0.label.withoutHint) }))
    return named.mappingEntries { key, value in
      let found = declarations.filter { $0.name == key }
      guard let first = found.first, found.allSatisfy({ $0.kind == first.kind }) else { return value }
      return first.written.resolved(value, by: self)
    }
  }

  /// A number, plain or with what stands beside it under the titles of a sheet's columns.
  func number(_ node: SourceNode) -> SourceNode { node.renamingKeys(by: Self.numberParts) }

  /// Numbers by name or by year.
  func numbers(_ node: SourceNode) -> SourceNode { number(node).mappingEntries { _, one in number(one) } }

  private static let numberParts = Labels(
    KeyNames.numbers.map { ($0.key, $0.name) }
      + [("value", SheetColumn.value.title), ("note", SheetColumn.note.title)])

  private static let scheduleParts = Labels(KeyNames.schedules.map { ($0.key, $0.name) })

  func schedule(_ node: SourceNode) -> SourceNode {
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

  func moment(_ node: SourceNode) -> SourceNode {
    guard let text = node.text, let id = milestone(text) else { return node }
    return SourceNode(.scalar(text: id, quoted: true), at: node.place)
  }

  /// 交房 or 交房+6, by the id of the milestone.
  private func milestone(_ text: String) -> String? {
    if let id = milestones[text] { return id }
    guard let sign = text.lastIndex(where: { "+-＋－".contains($0) }) else { return nil }
    return milestones[String(text[..<sign]).trimmedSpaces].map { $0 + String(text[sign...]).halfWidth }
  }

  func list(_ node: SourceNode, _ labels: Labels) -> SourceNode {
    guard let items = node.items else { return word(node, labels) }
    return SourceNode(.sequence(items.map { word($0, labels) }), at: node.place)
  }

  /// One of a few ids, or what it is called.
  func choice(_ node: SourceNode, _ named: [(String, Bilingual)]) -> SourceNode {
    guard let text = node.text, !named.contains(where: { $0.0 == text }) else { return node }
    return word(node, Labels(named))
  }

  func word(_ node: SourceNode, _ labels: Labels) -> SourceNode {
    guard let text = node.text, let id = labels[text] else { return node }
    return SourceNode(.scalar(text: id, quoted: true), at: node.place)
  }
}
