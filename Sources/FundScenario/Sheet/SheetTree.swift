/// A tree that grows row by row: each puts a value at the end of a path. Groups and keys keep the order in which the rows
/// name them first, wherever their other rows stand.
struct SheetTree {
  private struct Part {
    let key: String
    let place: Place
    var leaf: SourceNode?
    var parts: [Int] = []
    var places: [String: Int] = [:]
  }

  private var parts: [Part]

  /// Names in the tree.
  var count: Int { parts.count - 1 }

  init(at place: Place) { parts = [Part(key: "", place: place)] }

  /// Puts `leaf` at `keys`, or says why it cannot stand there. O(keys).
  mutating func add(_ leaf: SourceNode, at keys: [String], _ place: Place) -> SheetFault? {
    var here = 0
    for (depth, key) in keys.enumerated() {
      if let next = parts[here].places[key] {
        here = next
      } else {
        parts.append(Part(key: key, place: place))
        parts[here].places[key] = parts.count - 1
        parts[here].parts.append(parts.count - 1)
        here = parts.count - 1
      }
      if depth < keys.count - 1, parts[here].leaf != nil {
        return .leafAndGroup(SheetPath.text(Array(keys.prefix(depth + 1))), row: parts[here].place.line)
      }
    }
    let row = parts[here].place.line
    guard parts[here].leaf == nil else { return .repeatedPath(SheetPath.text(keys), row: row) }
    guard parts[here].parts.isEmpty else { return .leafAndGroup(SheetPath.text(keys), row: row) }
    parts[here].leaf = leaf
    return nil
  }

  var node: SourceNode { node(0) }

  private func node(_ number: Int) -> SourceNode {
    let part = parts[number]
    if let leaf = part.leaf { return leaf }
    let entries = part.parts.map {
      SourceNode.Entry(key: parts[$0].key, keyPlace: parts[$0].place, value: node($0))
    }
    return SourceNode(.mapping(entries), at: part.place)
  }
}
