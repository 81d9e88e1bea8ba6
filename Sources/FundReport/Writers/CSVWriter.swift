import FundFormula
import FundScenario

/// CSV for spreadsheets and programs (RFC 4180, UTF-8 with byte-order mark, CRLF).
///
/// Numbers stand alone, without thousands separators, in the unit that the header names: money in the unit asked for, to
/// the fen (分), all else with the fifteen digits that a spreadsheet holds, shares as fractions. A column of several
/// units or with marks (※) gets a column of units or of marks behind it, as do rows that are named with their units. The
/// document's title comes first. Each table stands below a row with its title and is parted from the next by an empty line;
/// of the other blocks, values, banner and verdict are written. Text that a spreadsheet would take for a formula begins with
/// an apostrophe; what would steer a terminal is left out.
package struct CSVWriter: Writer {
  private let options: WriterOptions

  package init(options: WriterOptions) {
    self.options = options
  }

  package func text(of document: Document) -> String {
    let sections = document.blocks.compactMap { section($0) }
    guard !sections.isEmpty else { return "" }
    let title = document.title[language]
    let head = title.isEmpty ? [] : [record([field(title)])]
    return "\u{FEFF}" + (head + sections).joined(separator: "\r\n")
  }

  private var language: Language { options.language }
  private var cellText: CellText { options.cellText }

  private func section(_ block: DocumentBlock) -> String? {
    switch block {
    case .heading, .paragraph, .bullets: nil
    case .banner(let text), .verdict(let text, good: _): record([field(text[language])])
    case .keyValues(let items): section(keyValues(items))
    case .table(let table): section(table)
    }
  }

  private func section(_ table: Table) -> String {
    let columns = table.columns.indices.map { column(at: $0, of: table) }
    var text = table.title[language].isEmpty ? "" : record([field(table.title[language])])
    text += record(columns.flatMap(\.header).map(field))
    for row in table.rows {
      text += record(zip(columns, row.cells).flatMap { column, cell in fields(of: cell, in: column) })
    }
    return text + table.notes.map { record([field($0[language])]) }.joined()
  }

  private func keyValues(_ items: [KeyValue]) -> Table {
    Table(
      id: "values", title: Bilingual(verbatim: ""),
      columns: [
        Table.Column(id: "label", title: Bilingual(en: "item", zh: "项目")),
        Table.Column(id: "value", title: Bilingual(en: "value", zh: "数值")),
        Table.Column(id: "note", title: Bilingual(en: "note", zh: "备注")),
      ],
      rows: items.map { item in
        Table.Row(id: "", cells: [.text(item.label), item.value, item.note.map { .text($0) } ?? .empty])
      })
  }

  /// How one column of a table is written: its header, and whether units and marks follow it.
  private struct Column {
    var header: [String]
    var hasUnits: Bool
    var hasMarks: Bool
  }

  private func column(at index: Int, of table: Table) -> Column {
    let column = table.columns[index]
    let numbers = table.rows.map { $0.cells[index] }.filter { $0.number != nil }
    let units = numbers.map(\.baseUnit)
    let unitsDiffer = units.contains { $0 != units.first }
    let saysUnits = table.rows.contains { row in row.cells.contains { $0.saysUnit } }
    let names = table.rows.contains { if case .titled = $0.cells[index] { true } else { false } }
    let hasMarks = table.rows.contains { if case .flagged = $0.cells[index] { true } else { false } }
    let shared = unitsDiffer ? nil : (column.unit ?? units.first ?? nil)
    let title = column.title[language]
    var header = [cellText.titled(column.title, unit: shared.map(name))]
    let hasUnits = names || (unitsDiffer && !saysUnits)
    if hasUnits { header.append(Bilingual(en: title + ": unit", zh: title + "单位")[language]) }
    if hasMarks { header.append(Bilingual(en: title + ": mark", zh: title + "标记")[language]) }
    return Column(header: header, hasUnits: hasUnits, hasMarks: hasMarks)
  }

  private func fields(of cell: Table.Cell, in column: Column) -> [String] {
    var mark = ""
    var inner = cell
    while case .flagged(let next, let one) = inner {
      mark = one + mark
      inner = next
    }
    var fields: [String]
    switch (inner.number, inner) {
    case (let number?, _): fields = [text(of: number, in: inner.baseUnit)]
    case (nil, .unit(let unit)): fields = [field(name(of: unit))]
    case (nil, .titled(let text, let unit)):
      return [field(text[language]), field(name(of: unit))] + (column.hasMarks ? [field(mark)] : [])
    default: fields = [field(cellText.printed(inner).text)]
    }
    if column.hasUnits {
      fields.append(inner.number == nil ? "" : field(inner.baseUnit.map(name) ?? ""))
    }
    if column.hasMarks { fields.append(field(mark)) }
    return fields
  }

  /// The number as a person would write it: no digits that are the computer's alone.
  private func text(of number: Double, in unit: Table.PrintedUnit?) -> String {
    guard let decimal = DecimalText(number) else { return number.description }
    return switch unit {
    case .money: decimal.rounded(to: Self.fen).shifted(by: -options.moneyUnit.power).text(grouped: false)
    case .yuan: decimal.rounded(to: Self.fen).text(grouped: false)
    default: decimal.rounded(toDigits: Self.digits).text(grouped: false)
    }
  }

  /// A yuan has a hundred fen.
  private static let fen = 2
  /// What Excel and WPS keep of a number.
  private static let digits = 15

  /// The name of the unit a raw number is in: a share is a fraction here.
  private func name(of unit: Table.PrintedUnit) -> String {
    unit == .percent ? Bilingual(en: "fraction", zh: "小数")[language] : cellText.name(of: unit)
  }

  private func field(_ text: String) -> String { CSVText.field(text) }
  private func record(_ fields: [String]) -> String { CSVText.record(fields) }
}

extension Table.Cell {
  /// The unit of the raw number; nil for counts and plain numbers.
  fileprivate var baseUnit: Table.PrintedUnit? {
    switch self {
    case .amount: .money
    case .amountYuan: .yuan
    case .share, .rate, .change: .percent
    case .ratio: .ratio
    case .years: .years
    case .flagged(let cell, mark: _), .difference(let cell), .shaded(let cell, heat: _): cell.baseUnit
    case .empty, .text, .titled, .count, .number, .unit, .missing: nil
    }
  }

  /// Whether the cell names the unit of its row.
  fileprivate var saysUnit: Bool {
    switch self {
    case .unit, .titled: true
    default: false
    }
  }
}
