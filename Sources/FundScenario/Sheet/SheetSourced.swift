import FundFormula

/// A sourced number that fits one row: `{"value": 6000, "unit": "元/户", "source": "…", "assumed": true}`.
struct SheetSourced {
  var value: String
  var unit: String?
  var source: String?
  var note: String?
  var status = SheetStatus()
  /// The keys in the author's order, where it is not the usual one.
  var order: [String] = []

  /// The usual order of the keys.
  static let keys = ["value", "unit", "atLeast", "assumed", "source", "note"]

  /// The number of a group with `value` and at least one key beside it, all of them of the right type; nil for others,
  /// which are flattened.
  init?(_ node: SourceNode) {
    guard let entries = node.entries, entries.count > 1, let value = node["value"]?.numberText else {
      return nil
    }
    self.value = value
    for entry in entries {
      switch entry.key {
      case "value": break
      case "unit", "source", "note":
        guard let text = entry.value.string else { return nil }
        self[text: entry.key] = text
      case "assumed", "atLeast":
        guard let flag = entry.value.bool else { return nil }
        if entry.key == "assumed" { status.assumed = flag } else { status.atLeast = flag }
      default: return nil
      }
    }
    if node.keys != Self.keys.filter(node.keys.contains) { order = node.keys }
  }

  init(value: String, unit: String?, source: String?, note: String?, status: SheetStatus, order: [String]) {
    self.value = value
    self.unit = unit
    self.source = source
    self.note = note
    self.status = status
    self.order = order
  }

  private subscript(text key: String) -> String? {
    get { key == "unit" ? unit : key == "source" ? source : note }
    set {
      switch key {
      case "unit": unit = newValue
      case "source": source = newValue
      default: note = newValue
      }
    }
  }

  func cells(in language: Language) -> [SheetColumn: String] {
    var cells: [SheetColumn: String] = [.value: value, .status: status.text(in: language)]
    cells[.unit] = unit.map(SheetCell.beside)
    cells[.source] = source.map(SheetCell.beside)
    cells[.note] = note.map(SheetCell.beside)
    if !order.isEmpty { cells[.order] = order.joined(separator: " ") }
    return cells
  }

  /// The group again; `place` gives each key the cell it stands in.
  func node(place: (SheetColumn) -> Place) -> SourceNode {
    func entry(_ key: String) -> SourceNode.Entry? {
      let (column, content): (SheetColumn, SourceNode.Content?) =
        switch key {
        case "value": (.value, .scalar(text: value, quoted: false))
        case "assumed": (.status, status.assumed.map { .scalar(text: String($0), quoted: false) })
        case "atLeast": (.status, status.atLeast.map { .scalar(text: String($0), quoted: false) })
        case "unit": (.unit, unit.map { .scalar(text: $0, quoted: true) })
        case "source": (.source, source.map { .scalar(text: $0, quoted: true) })
        default: (.note, note.map { .scalar(text: $0, quoted: true) })
        }
      let place = place(column)
      return content.map { SourceNode.Entry(key: key, keyPlace: place, value: SourceNode($0, at: place)) }
    }
    let first = order.filter(Self.keys.contains)
    let keys = first + Self.keys.filter { !first.contains($0) }
    return SourceNode(.mapping(keys.compactMap(entry)), at: place(.value))
  }
}
