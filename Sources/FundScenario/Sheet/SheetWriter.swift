// The parameter sheet (参数表): a scenario as a table that planners fill in with WPS or Excel.
// This folder turns a tree into such a sheet and back, without loss; it knows declared fields for names, dates and
// numbers, and decides nothing about money.

package import FundFormula

/// `tree` as a parameter sheet: CSV (RFC 4180) with byte order mark and CRLF, one row a value in the author's order.
///
/// Columns: 编号 (dotted path), 名称, 数值, 单位, 依据, 状态, 备注. A sourced number is one row; texts, choices, dates and
/// schedules are rows marked 结构, groups are flattened by path, lists are JSON text in one cell. Rows that begin with
/// `#` are titles of sections and blocks. ``readSource(_:file:)`` gives the same tree back: keys, order, values. No cell
/// begins with a sign that a spreadsheet would compute. O(values).
package func parameterSheet(of tree: SourceNode, in language: Language) -> String {
  var writer = SheetWriter(tree, language)
  writer.add(tree, at: [])
  return writer.text
}

private struct SheetWriter {
  let fields: SheetFields
  let language: Language
  private var rows: [[SheetColumn: String]] = []

  init(_ tree: SourceNode, _ language: Language) {
    fields = SheetFields(of: tree)
    self.language = language
  }

  // MARK: Rows

  mutating func add(_ node: SourceNode, at keys: [String]) {
    if !keys.isEmpty, let number = SheetSourced(node) {
      return append(keys, number.cells(in: language))
    }
    guard let entries = node.entries, !entries.isEmpty else {
      let expectation = fields.expectation(keys)
      let isNumber = node.numberText != nil && expectation.isNumberField && keys.count > 1
      return append(
        keys,
        [
          .value: SheetCell.text(node, expecting: expectation),
          .status: SheetStatus(isStructural: !isNumber).text(in: language),
        ])
    }
    for entry in entries {
      let path = keys + [entry.key]
      if entry.value.entries?.isEmpty == false, SheetFields.isTitled(path) {
        rows.append([.id: "# " + SheetPath.text(path), .name: safe(fields.name(path)[language])])
      }
      add(entry.value, at: path)
    }
  }

  private mutating func append(_ keys: [String], _ cells: [SheetColumn: String]) {
    var row = cells
    row[.id] = SheetPath.text(keys)
    row[.name] = safe(fields.name(keys)[language])
    rows.append(row)
  }

  /// A name is for people and never read: one line, and no formula.
  private func safe(_ name: String) -> String {
    let line = String(name.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    let shown = String(String.UnicodeScalarView(line.unicodeScalars.filter { !JSONValue.isRefused($0) }))
    return CSVText.guarded(shown)
  }

  // MARK: Text

  var text: String {
    let isOrdered = rows.contains { $0[.order] != nil }
    let columns = SheetColumn.allCases.filter { $0 != .order || isOrdered }
    let header = record(columns.map { $0.title[language] })
    return "\u{FEFF}" + header + rows.map { row in record(columns.map { row[$0] ?? "" }) }.joined()
  }

  /// Cells are guarded where they are made: those that are read must read back.
  private func record(_ cells: [String]) -> String { CSVText.record(cells.map(CSVText.quoted)) }
}

extension SheetCell.Expectation {
  var isNumberField: Bool {
    switch self {
    case .number, .open: true
    default: false
    }
  }
}
