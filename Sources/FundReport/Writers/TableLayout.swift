import FundFormula
import FundScenario

/// A table measured for a terminal: which columns stay, and how wide each is.
///
/// Columns are dropped by importance until the rest fits comfortably; what space is left goes first to the cells
/// that would wrap, then to the titles. When even the columns that are never dropped need more than there is,
/// their texts wrap as tightly as words allow; when that is too wide as well, there is no layout.
struct TableLayout {
  /// A column with its printed cells.
  struct Column {
    var index: Int
    var title: Title
    var alignment: Table.Alignment
    var importance: Int
    var isLabel: Bool
    /// The room behind the numbers in which their marks hang.
    var gutter: Int
    var width = 0
  }

  /// A title and its unit, which goes to a line of its own where both don't fit one.
  struct Title {
    var words: String
    /// In brackets; empty for none.
    var unit: String
    var whole: String

    func lines(width: Int) -> [String] {
      if DisplayWidth.of(whole) <= width { return [whole] }
      let units = unit.isEmpty ? [] : TextWrap.lines(unit, width: width)
      return TextWrap.balancedLines(words, width: width) + units
    }

    /// The width below which a word, a short Chinese title or the unit would be broken, within reason.
    var least: Int {
      let width = DisplayWidth.of(words)
      return min(max(TextWrap.widestPiece(of: words), min(width, 8), DisplayWidth.of(unit)), 14)
    }
  }

  /// What parts two columns.
  static let gap = 2
  /// Columns that one level of indent takes.
  static let indent = 2

  let cells: [[PrintedCell]]
  let columns: [Column]
  /// Titles of the columns that were left out, in the table's order.
  let dropped: [String]

  /// The columns that the whole table takes.
  var width: Int { Self.total(columns.map(\.width)) }

  /// The layout of `table` in `available` columns; nil when it can't be a table there.
  init?(_ table: Table, in available: Int, cellText: CellText) {
    let cells = Self.printedCells(of: table, cellText)
    let (columns, needs) = Self.measured(table, cells, cellText)
    var kept = Array(columns.indices)
    while Self.total(kept.map { needs[$0].comfortable }) > available,
      let last = kept.indices.filter({ columns[kept[$0]].importance > 0 })
        .max(by: { (columns[kept[$0]].importance, $0) < (columns[kept[$1]].importance, $1) })
    {
      kept.remove(at: last)
    }
    var widths = kept.map { needs[$0].comfortable }
    let isSpread = table.repeatedColumns != nil
    if isSpread, Self.total(widths) > available { widths = kept.map { needs[$0].onPage } }
    if Self.total(widths) > available { widths = kept.map { needs[$0].least } }
    guard Self.total(widths) <= available, !kept.isEmpty else { return nil }
    if isSpread {
      // The names of many rows come before the words in a few cells.
      let names = kept.indices.map { columns[kept[$0]].isLabel ? needs[kept[$0]].cells : widths[$0] }
      Self.grow(&widths, to: names, in: available)
    }
    Self.grow(&widths, to: kept.map { needs[$0].cells }, in: available)
    Self.grow(&widths, to: kept.map { needs[$0].natural }, in: available)
    self.cells = cells
    self.columns = zip(kept, widths).map { index, width in
      var column = columns[index]
      column.width = width
      return column
    }
    self.dropped = columns.indices.filter { !kept.contains($0) }.map { columns[$0].title.words }
  }

  /// `table` as the pages it takes: each repeats the leading columns and holds as many of the others as fit, at least
  /// one; notes stand on the last. One page where the table is not to be spread.
  static func pages(of table: Table, in available: Int, cellText: CellText) -> [Table] {
    guard let repeated = table.repeatedColumns, repeated < table.columns.count else { return [table] }
    let (_, needs) = measured(table, printedCells(of: table, cellText), cellText)
    let room = available - total(needs[..<repeated].map(\.onPage))
    var pages: [[Int]] = [[]]
    var used = 0
    for index in repeated..<needs.count {
      let need = needs[index].onPage + gap
      if used + need > room, !pages[pages.count - 1].isEmpty {
        pages.append([])
        used = 0
      }
      pages[pages.count - 1].append(index)
      used += need
    }
    guard pages.count > 1 else { return [table] }
    return pages.enumerated().map { number, page in
      let kept = Array(0..<repeated) + page
      var part = table
      part.columns = kept.map { table.columns[$0] }
      part.rows = table.rows.map { row in
        var copy = row
        copy.cells = kept.map { row.cells[$0] }
        return copy
      }
      if number + 1 < pages.count { part.notes = [] }
      return part
    }
  }

  private static func printedCells(of table: Table, _ cellText: CellText) -> [[PrintedCell]] {
    table.rows.map { row in
      row.cells.map { cell in
        var printed = cellText.printed(cell)
        printed.text = VisibleText.line(printed.text)
        printed.mark = VisibleText.line(printed.mark)
        return printed
      }
    }
  }

  private static func measured(
    _ table: Table, _ cells: [[PrintedCell]], _ cellText: CellText
  ) -> (columns: [Column], needs: [Need]) {
    var columns: [Column] = []
    var needs: [Need] = []
    for (index, column) in table.columns.enumerated() {
      let isLabel = column.id == table.labelColumn
      let printed = cells.map { $0[index] }
      let gutter =
        printed.filter { $0.isNumber && !$0.mark.isEmpty }
        .map { DisplayWidth.of($0.mark) + 1 }.max() ?? 0
      let title = Title(
        words: VisibleText.line(column.title[cellText.language]),
        unit: column.unit.map { VisibleText.line(cellText.bracketed(cellText.name(of: $0))) } ?? "",
        whole: VisibleText.line(cellText.title(of: column)))
      columns.append(
        Column(
          index: index, title: title, alignment: column.alignment, importance: column.importance,
          isLabel: isLabel, gutter: gutter))
      needs.append(
        Need(
          title: title, cells: printed, indents: table.rows.map { isLabel ? $0.indent * Self.indent : 0 },
          gutter: gutter, isLabel: isLabel))
    }
    return (columns, needs)
  }

  /// The widths that suit one column.
  private struct Need {
    /// No number and no word is broken.
    var least: Int
    /// Wrapped lines stay readable.
    var comfortable: Int
    /// No cell wraps.
    var cells: Int
    /// Nothing wraps.
    var natural: Int
    /// What a column takes on a page of several: texts wrap sooner.
    var onPage: Int

    init(title: Title, cells: [PrintedCell], indents: [Int], gutter: Int, isLabel: Bool) {
      var number = 0
      var text = 0
      var word = 0
      for (cell, indent) in zip(cells, indents) {
        if cell.isNumber {
          number = max(number, DisplayWidth.of(cell.text) + gutter + indent)
        } else {
          text = max(text, DisplayWidth.of(cell.whole) + indent)
          word = max(word, TextWrap.widestPiece(of: cell.whole) + indent)
        }
      }
      least = max(number, title.least, min(text, max(min(word, 14), 8)), 2)
      let roomy = min(text, isLabel ? 28 : 16)
      comfortable = max(least, roomy)
      self.cells = max(comfortable, text)
      natural = max(self.cells, DisplayWidth.of(title.whole))
      onPage = max(least, min(text, isLabel ? 26 : 12))
    }
  }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(widths.count - 1, 0)
  }

  /// Widens columns toward their targets in equal steps until the space is used.
  private static func grow(_ widths: inout [Int], to targets: [Int], in available: Int) {
    var left = available - total(widths)
    while left > 0 {
      let wanting = widths.indices.filter { widths[$0] < targets[$0] }
      if wanting.isEmpty { return }
      for index in wanting where left > 0 {
        widths[index] += 1
        left -= 1
      }
    }
  }
}
