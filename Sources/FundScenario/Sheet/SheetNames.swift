import FundModel

/// What the paths of a sheet mean where they are written in names: 资金来源.city.每户补助额 is `funding.city.amount`. The
/// tree keeps the author's keys; what a cell may hold is asked by the ids.
struct SheetNames {
  /// The kinds of the blocks by the paths of their ids.
  private(set) var kinds: [[String]: String] = [:]
  private var ids: [[String]: [String]] = [:]

  /// - Parameter lines: the paths as written, each with the text of its value. O(keys of all paths).
  init(_ lines: [(keys: [String], text: String)]) {
    let place = Place(file: "", line: 1, column: 1)
    var tree = SheetTree(at: place)
    for line in lines {
      // A path that cannot stand in the tree is told of when the sheet is read.
      _ = tree.add(SourceNode(.scalar(text: line.text, quoted: true), at: place), at: line.keys, place)
    }
    let written = tree.node
    let named = PrintedNames.resolved(written)
    gather(written, named, [], [])
    for section in Section.allCases {
      for block in named[section.rawValue]?.entries ?? [] {
        kinds[[section.rawValue, block.key]] = block.value["kind"]?.text
      }
    }
  }

  /// The path of ids that a path as written means.
  func ids(of keys: [String]) -> [String] { ids[keys] ?? keys }

  /// The names pass keeps the entries and their order: the two trees are walked side by side.
  private mutating func gather(_ written: SourceNode, _ named: SourceNode, _ keys: [String], _ path: [String])
  {
    guard let own = written.entries, let other = named.entries else {
      if keys != path { ids[keys] = path }
      return
    }
    for (entry, resolved) in zip(own, other) {
      gather(entry.value, resolved.value, keys + [entry.key], path + [resolved.key])
    }
  }
}
