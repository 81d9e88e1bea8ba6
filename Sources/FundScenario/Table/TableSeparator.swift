/// What parts the cells of a table.
package enum TableSeparator: CaseIterable, Sendable {
  case comma, semicolon, tab

  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    }
  }

  /// Whether the program that wrote the table may write the comma for the decimal point: where it does, it parts cells
  /// with semicolons, since the comma is taken (Excel's list separator).
  var mayMeanDecimalCommas: Bool { self == .semicolon }

  /// The separator of a table: the one that parts its first row into the most cells; of equals the one by which more of
  /// the next rows have as many; of those the first. Blank rows and remarks are passed over. O(bytes).
  init(of bytes: [UInt8]) {
    var best = (separator: Self.comma, fit: Self.fit(of: .comma, to: bytes))
    for separator in Self.allCases.dropFirst() {
      let fit = Self.fit(of: separator, to: bytes)
      if fit > best.fit { best = (separator, fit) }
    }
    self = best.separator
  }

  /// Cells of the first row, and how many of the next twenty rows have as many.
  private static func fit(of separator: Self, to bytes: [UInt8]) -> (cells: Int, alike: Int) {
    var text = TableText(bytes, partedBy: separator)
    var first: Int?
    var (rows, alike) = (0, 0)
    while rows < 20, let row = text.next() {
      guard !row.isBlank, !row.isRemark else { continue }
      rows += 1
      if row.cells.count == first { alike += 1 }
      first = first ?? row.cells.count
    }
    return (first ?? 0, alike)
  }
}
