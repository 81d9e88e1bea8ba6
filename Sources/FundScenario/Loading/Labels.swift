import FundFormula

/// Ids and what they are called.
struct Labels {
  private let ids: Set<String>
  /// By label; nil where two ids share it.
  private let byLabel: [String: String?]
  private let named: [(id: String, label: Bilingual)]

  init(_ named: [(String, Bilingual)]) {
    self.named = named.map { (id: $0.0, label: $0.1) }
    ids = Set(named.map(\.0))
    var byLabel: [String: String?] = [:]
    for (id, label) in named {
      for word in [label.en, label.zh] {
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
        return label.flatMap { $0.bilingual(path: "").0 }.map { (entry.key, $0) }
      })
  }

  static func + (left: Labels, right: Labels) -> Labels {
    if right.named.isEmpty { return left }
    return Labels((left.named.filter { !right.ids.contains($0.id) } + right.named).map { ($0.id, $0.label) })
  }

  /// The one id a label stands for; nil for ids themselves.
  subscript(word: String) -> String? { ids.contains(word) ? nil : byLabel[word] ?? nil }
}

extension SourceNode {
  /// The same with each value of a group changed; other nodes as they are.
  func mappingEntries(_ change: (String, SourceNode) -> SourceNode) -> SourceNode {
    guard let entries else { return self }
    let changed = entries.map { Entry(key: $0.key, keyPlace: $0.keyPlace, value: change($0.key, $0.value)) }
    return SourceNode(.mapping(changed), at: place)
  }

  /// The same with each key of a group changed, but where the changed key is there already.
  func mappingKeys(_ change: (String) -> String) -> SourceNode {
    guard let entries else { return self }
    var taken = Set(entries.map(\.key))
    let changed = entries.map { entry -> Entry in
      let key = change(entry.key)
      guard taken.insert(key).inserted else { return entry }
      return Entry(key: key, keyPlace: entry.keyPlace, value: entry.value)
    }
    return SourceNode(.mapping(changed), at: place)
  }

  func renamingKeys(by labels: Labels) -> SourceNode { mappingKeys { labels[$0] ?? $0 } }

  /// The same where a key is none of `ids`: most files are written in ids, and their labels need not be gathered.
  func renamingKeys(except ids: [String], by labels: @autoclosure () -> Labels) -> SourceNode {
    (entries ?? []).allSatisfy { ids.contains($0.key) } ? self : renamingKeys(by: labels())
  }
}
