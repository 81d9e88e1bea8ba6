import FundFormula

/// The columns of a parameter sheet, in the order they are written.
enum SheetColumn: String, CaseIterable {
  case id, name, value, unit, source, status, note
  /// In what order a sourced number gives its parts, where it is not the usual one; written only where needed.
  case order

  /// The header.
  var title: Bilingual {
    switch self {
    case .id: Bilingual(en: "id", zh: "编号")
    case .name: Bilingual(en: "name", zh: "名称")
    case .value: Bilingual(en: "value", zh: "数值")
    case .unit: Bilingual(en: "unit", zh: "单位")
    case .source: Bilingual(en: "source", zh: "依据")
    case .status: Bilingual(en: "status", zh: "状态")
    case .note: Bilingual(en: "note", zh: "备注")
    case .order: Bilingual(en: "order", zh: "次序")
    }
  }

  /// The column a header names, in either language.
  init?(header: String) {
    let word = header.trimmedSpaces.lowercased()
    guard let column = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
    self = column
  }

  private var words: [String] {
    let more: [String] =
      switch self {
      case .id: ["path", "路径"]
      case .name: ["label"]
      case .source: ["来源"]
      case .note: ["notes", "说明"]
      default: []
      }
    return [title.zh, title.en] + more
  }

  /// All headers, for “did you mean”.
  static let headers = allCases.filter { $0 != .order }.flatMap { [$0.title.zh, $0.title.en] }
}

/// Which cell of a row holds what.
struct SheetHeader {
  let row: Int
  /// The number of columns with a name, up to the last.
  let width: Int
  private(set) var positions: [SheetColumn: Int] = [:]
  /// Columns nobody knows, and columns named a second time.
  private(set) var unknown: [(position: Int, name: String)] = []
  private(set) var repeated: [(position: Int, column: SheetColumn)] = []

  init(_ row: TableRow) {
    self.row = row.number
    width = (row.cells.lastIndex { !$0.trimmedSpaces.isEmpty } ?? -1) + 1
    for (position, cell) in row.cells.enumerated() where !cell.trimmedSpaces.isEmpty {
      guard let column = SheetColumn(header: cell) else {
        unknown.append((position, cell.trimmedSpaces))
        continue
      }
      if positions[column] == nil {
        positions[column] = position
      } else {
        repeated.append((position, column))
      }
    }
  }
}
