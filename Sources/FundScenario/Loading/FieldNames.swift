import FundFormula
import FundModel

/// What may stand at a place in the tree, by id and by label: for paths written by hand.
struct FieldNames {
  struct Name {
    let id: String
    let label: Bilingual?

    /// A label matches whole, without the hint behind it, “sale price; … where left out”, 销售单价（省略时…）, or without what
    /// stands in brackets: 期限（年）.
    func matches(_ word: String) -> Bool {
      guard id != word, let label else { return id == word }
      let bare = label.zh.prefix { $0 != "（" }
      return bare == word || [label, label.withoutHint].contains { $0.en == word || $0.zh == word }
    }
  }

  /// Names that may stand there, whether or not the file has them.
  let names: [Name]
  /// Whether others may be made by setting them.
  let isOpen: Bool

  /// What may stand under `keys` in `tree`: the entries that do, then the declared fields that could.
  init(under keys: [String], in tree: SourceNode) {
    var (keys, tree) = (keys, tree)
    // A project of a pool is a scenario of its own.
    if keys.first == "projects", keys.count >= 2, let project = tree.value(at: Array(keys.prefix(2))) {
      (keys, tree) = (Array(keys.dropFirst(2)), project)
    }
    let here = keys.isEmpty ? tree : tree.value(at: keys)
    let entries = here?.isSourcedNumber == true ? [] : here?.entries ?? []
    let written = entries.map { entry -> Name in
      let label = entry.value["label"].flatMap { $0.bilingual(path: "").0 }
      return Name(id: entry.key, label: label)
    }
    let declared = Self.declared(under: keys, in: tree)
    let known = (declared ?? []).map(\.id)
    names = written.filter { !known.contains($0.id) } + (declared ?? [])
    isOpen = declared == nil
  }

  /// Declared names; none where only what is written counts (blocks, home types); nil where anything may be written.
  private static func declared(under keys: [String], in tree: SourceNode) -> [Name]? {
    if keys.isEmpty {
      return ["title", "summary", "projects"].map { Name(id: $0, label: nil) }
        + Sections.top.map { Name(id: $0.name, label: $0.label) }
    }
    guard let section = Sections.section(holding: keys) else { return keys == ["projects"] ? [] : nil }
    switch (section.shape, keys.count - section.path.count) {
    case (.facts(let fields, _), 0):
      return names(fields) + section.groups.map { Name(id: $0.name, label: $0.label) }
    case (.records, 0), (.blocks, 0): return []
    case (.records(let fields, _), 1): return names(fields) + beside
    case (.blocks, 1):
      let kind = tree.value(at: keys)?["kind"]?.text ?? ""
      return Mechanisms.mechanism(kind).map { names($0.allFields) + beside + [Name(id: "kind", label: nil)] }
    default: return nil
    }
  }

  private static let beside = [Name(id: "label", label: nil), Name(id: "note", label: nil)]

  private static func names(_ fields: FieldList) -> [Name] {
    fields.declarations.map { Name(id: $0.name, label: $0.label) }
  }
}
