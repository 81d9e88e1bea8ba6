/// One row of a table as the file has it.
struct TableRow {
  /// From 1, counted as a spreadsheet counts: a cell of several lines is still one row.
  let number: Int
  let cells: [String]

  /// The cell of a column (from 0) without spaces around it; empty beyond the last.
  subscript(column: Int?) -> String {
    guard let column, cells.indices.contains(column) else { return "" }
    return cells[column].trimmedSpaces
  }

  var isBlank: Bool { cells.allSatisfy { $0.trimmedSpaces.isEmpty } }

  /// A remark of the author: `#` and a space, or `#` in a row with nothing behind its first cell. `#3楼` beside numbers is
  /// a name, and `#N/A` what a spreadsheet could not compute.
  var isRemark: Bool {
    let first = self[0]
    guard first.hasPrefix("#"), !SpreadsheetError.stands(in: first) else { return false }
    let second = first.dropFirst().first
    return second == nil || second == "#" || second?.isWhitespace == true
      || cells.indices.dropFirst().allSatisfy { self[$0].isEmpty }
  }
}

/// Rows of comma-separated text (RFC 4180), one after the other; any line ends, any separator.
///
/// A cell of several lines keeps them, each ended by a line feed. O(bytes).
struct TableText {
  /// What is wrong with a row as text; its column counts from 0.
  enum Fault {
    case unclosedQuote(row: Int, column: Int)
    case textAfterQuote(row: Int, column: Int)
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var at = 0
  private var row = 0
  private(set) var faults: [Fault] = []

  init(_ bytes: [UInt8], partedBy separator: TableSeparator) {
    self.bytes = bytes
    self.separator = separator.byte
  }

  /// The next row; nil at the end of the file, and where a quote is never closed.
  mutating func next() -> TableRow? {
    guard at < bytes.count else { return nil }
    row += 1
    var cells: [String] = []
    while true {
      let isQuoted = at < bytes.count && bytes[at] == Self.quote
      guard let cell = isQuoted ? quoted(column: cells.count) : plain() else { return nil }
      cells.append(cell)
      guard at < bytes.count, bytes[at] == separator else { break }
      at += 1
    }
    endLine()
    return TableRow(number: row, cells: cells)
  }

  private mutating func plain() -> String {
    let start = at
    while at < bytes.count, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func quoted(column: Int) -> String? {
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == Self.quote {
        guard at < bytes.count, bytes[at] == Self.quote else {
          if !plain().trimmedSpaces.isEmpty { faults.append(.textAfterQuote(row: row, column: column)) }
          return String(decoding: text, as: UTF8.self)
        }
        at += 1
      } else if byte == 13 {
        if at < bytes.count, bytes[at] == 10 { at += 1 }
        text.append(10)
        continue
      }
      text.append(byte)
    }
    faults.append(.unclosedQuote(row: row, column: column))
    return nil
  }

  private mutating func endLine() {
    if at < bytes.count, bytes[at] == 13 {
      at += at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
    } else if at < bytes.count {
      at += 1
    }
  }

  private static let quote = UInt8(ascii: "\"")
}
