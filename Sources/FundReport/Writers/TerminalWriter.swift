import FundFormula
import FundScenario

/// Text for a terminal of a given width: no line is wider, Chinese characters count two columns.
///
/// Tables have three rules, as Chinese reports set them, and a light one above each total. A table that doesn't
/// fit wraps its texts, then leaves out the columns of least importance and says so below (or, where it is to keep
/// them, goes on with them on further pages that repeat the first ones), and at last prints each row as a record of
/// its own.
package struct TerminalWriter: Writer {
  private let options: WriterOptions
  private let width: Int
  private let style: TerminalStyle

  package init(options: WriterOptions) {
    self.options = options
    width = options.width
    style = TerminalStyle(isColoured: options.colour)
  }

  package func text(of document: Document) -> String {
    var parts: [[String]] = []
    if !document.title[language].isEmpty { parts.append(heading(document.title[language], rule: doubleRule)) }
    parts += document.blocks.map { lines(of: $0) }
    if document.hasAmounts, let note = Document.moneyNote(for: options.moneyUnit, language: language) {
      parts.append(wrapped(note))
    }
    let text = parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
    // No-break spaces have done their work once the lines are broken; plain ones can be searched for.
    return String(text.map { $0 == "\u{A0}" ? " " : $0 })
  }

  private var language: Language { options.language }
  private var cellText: CellText { options.cellText }
  private var rule: String { options.ascii ? "-" : "─" }
  private var doubleRule: String { options.ascii ? "=" : "━" }

  private func lines(of block: DocumentBlock) -> [String] {
    switch block {
    case .heading(let level, let text):
      return heading(text[language], rule: level <= 1 ? rule : nil)
    case .paragraph(let text):
      return wrapped(text[language])
    case .banner(let text):
      return wrapped(text[language], first: "!! ").map { style.warning($0) }
    case .verdict(let text, let good):
      let mark = options.ascii ? (good ? "[+] " : "[-] ") : (good ? "✓ " : "✗ ")
      return wrapped(text[language], first: mark).map { style.verdict($0, good: good) }
    case .bullets(let items):
      return items.flatMap { wrapped($0[language], first: options.ascii ? "- " : "• ") }
    case .keyValues(let items):
      return keyValues(items)
    case .table(let table):
      return lines(of: table)
    }
  }

  /// The lines of `text`, the first behind `first`, the others indented by its width.
  private func wrapped(_ text: String, first: String = "", indent: Int = 0) -> [String] {
    let hang = DisplayWidth.of(first)
    return TextWrap.lines(VisibleText.line(text), width: width - hang - indent).enumerated()
      .map { index, line in
        trimmed(spaces(indent) + (index == 0 ? first : spaces(hang)) + line)
      }
  }

  private func heading(_ text: String, rule: String?) -> [String] {
    let lines = wrapped(text)
    let length = lines.map { DisplayWidth.of($0) }.max() ?? 0
    return lines.map { style.bold($0) } + (rule.map { [String(repeating: $0, count: length)] } ?? [])
  }
}

// MARK: - Values

extension TerminalWriter {
  /// Labels, values and remarks in three columns; remarks, then values go below where the page is too narrow.
  private func keyValues(_ items: [KeyValue]) -> [String] {
    let values = items.map { item in
      var printed = cellText.printedWithUnit(item.value)
      printed.text = VisibleText.line(printed.text)
      printed.mark = VisibleText.line(printed.mark)
      return printed
    }
    let labels = items.map { VisibleText.line($0.label[language]) }
    let notes = items.map { $0.note.map { VisibleText.line($0[language]) } ?? "" }
    let numberWidth = values.filter(\.isNumber).map { DisplayWidth.of($0.text) }.max() ?? 0
    let texts = values.map { value in
      value.isNumber
        ? spaces(numberWidth - DisplayWidth.of(value.text)) + value.whole : value.whole
    }
    func widest(_ texts: [String]) -> Int { texts.map { DisplayWidth.of($0) }.max() ?? 0 }
    let numbers = zip(texts, values).filter(\.1.isNumber).map(\.0)
    let labelWidth = min(widest(labels), max(width - TableLayout.gap - widest(texts), width * 2 / 5))
    let rest = width - labelWidth - TableLayout.gap
    guard widest(numbers) <= rest, rest >= 8 else {
      return items.indices.flatMap { index in
        record(labels[index], values[index])
          + (notes[index].isEmpty ? [] : wrapped(notes[index], indent: 2))
      }
    }
    let valueWidth = min(widest(texts), max(rest * 3 / 5, widest(numbers)))
    let noteWidth = rest - valueWidth - TableLayout.gap
    let notesBeside = noteWidth >= min(widest(notes), 16)
    return items.indices.flatMap { index in
      let value = values[index]
      let room = notesBeside && widest(notes) > 0 ? valueWidth : rest
      let lines = value.isNumber ? [texts[index]] : TextWrap.lines(texts[index], width: room)
      let columns = [
        (TextWrap.lines(labels[index], width: labelWidth), labelWidth),
        (lines.map { style.number($0, isNegative: value.isNegative, isBold: false) }, room),
        (notesBeside ? TextWrap.lines(notes[index], width: max(noteWidth, 2)) : [""], 0),
      ]
      let below = notesBeside || notes[index].isEmpty ? [] : wrapped(notes[index], indent: 2)
      return stacked(columns) + below
    }
  }

  /// A title and its value on one line, or the value below where they need more.
  private func record(_ title: String, _ value: PrintedCell) -> [String] {
    let titles = wrapped(title, indent: 2)
    func styled(_ line: String) -> String {
      style.number(line, isNegative: value.isNegative, isBold: false)
    }
    if titles.count == 1, DisplayWidth.of(titles[0]) + DisplayWidth.of(value.whole) < width {
      let gap = title.hasSuffix(" ") ? " " : ""
      return [trimmed(titles[0] + gap + styled(VisibleText.line(value.whole)))]
    }
    return titles + wrapped(value.whole, indent: 4).map(styled)
  }

  /// Columns of wrapped lines side by side, the left edges aligned.
  private func stacked(_ columns: [(lines: [String], width: Int)]) -> [String] {
    let height = columns.map(\.lines.count).max() ?? 0
    return (0..<height).map { line in
      let parts = columns.map { column in
        let text = line < column.lines.count ? column.lines[line] : ""
        return text + spaces(column.width - style.width(of: text))
      }
      return trimmed(parts.joined(separator: spaces(TableLayout.gap)))
    }
  }
}

// MARK: - Tables

extension TerminalWriter {
  private func lines(of table: Table) -> [String] {
    let pages = TableLayout.pages(of: table, in: width, cellText: cellText)
    guard pages.count > 1 else { return page(table, title: table.title[language]) }
    return pages.enumerated().flatMap { index, part in
      let number = "\(index + 1)/\(pages.count)"
      let title = table.title[language] + Bilingual(en: " (\(number))", zh: "（\(number)）")[language]
      return (index == 0 ? [] : [""]) + page(part, title: title)
    }
  }

  /// A table, or one page of its columns.
  private func page(_ table: Table, title: String) -> [String] {
    var lines = table.title[language].isEmpty ? [] : wrapped(title).map { style.bold($0) }
    if let layout = TableLayout(table, in: width, cellText: cellText) {
      lines += self.lines(of: table, layout)
      if !layout.dropped.isEmpty { lines += wrapped(leftOut(layout.dropped)) }
    } else {
      lines += records(of: table)
    }
    let noteMark = Bilingual(en: "Note: ", zh: "注：")[language]
    let notes = table.printedNotes(in: options.moneyUnit)
    return lines + notes.flatMap { wrapped($0[language], first: noteMark) }
  }

  private func leftOut(_ titles: [String]) -> String {
    let zh = "未显示：" + titles.joined(separator: "、") + "（加宽终端，或用 --format markdown|csv）"
    let en =
      "Left out: " + titles.joined(separator: ", ") + " (wider terminal, or --format markdown|csv)"
    return Bilingual(en: en, zh: zh)[language]
  }

  private func lines(of table: Table, _ layout: TableLayout) -> [String] {
    let heavy = String(repeating: doubleRule, count: layout.width)
    let light = String(repeating: rule, count: layout.width)
    var lines = [heavy] + header(layout) + [light]
    for (index, row) in table.rows.enumerated() {
      if row.style == .total, index > 0, table.rows[index - 1].style != .total { lines.append(light) }
      lines += self.lines(of: row, cells: layout.cells[index], layout)
    }
    return lines + [heavy]
  }

  private func header(_ layout: TableLayout) -> [String] {
    let titles = layout.columns.map { $0.title.lines(width: $0.width) }
    let height = titles.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = zip(layout.columns, titles).map { column, lines in
        // Short titles stand on the lowest line, beside the rule.
        let index = line - (height - lines.count)
        let room = column.width - column.gutter
        let fits = column.alignment == .trailing && lines.allSatisfy { DisplayWidth.of($0) <= room }
        let text = aligned(
          index >= 0 ? lines[index] : "", column.alignment, width: fits ? room : column.width)
        return text + spaces(fits ? column.gutter : 0)
      }
      return style.bold(trimmed(parts.joined(separator: spaces(TableLayout.gap))))
    }
  }

  private func lines(of row: Table.Row, cells: [PrintedCell], _ layout: TableLayout) -> [String] {
    let columns = layout.columns.map { lines(of: cells[$0.index], row: row, column: $0) }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let parts = zip(layout.columns, columns).map { column, lines in
        line < lines.count ? lines[line] : spaces(column.width)
      }
      return trimmed(parts.joined(separator: spaces(TableLayout.gap)))
    }
  }

  /// The lines of one cell, each as wide as the column.
  private func lines(of cell: PrintedCell, row: Table.Row, column: TableLayout.Column) -> [String] {
    let isBold = row.style != .normal
    let indent = column.isLabel ? min(row.indent * TableLayout.indent, column.width / 2) : 0
    guard cell.isNumber else {
      let room = column.width - indent
      let markWidth = cell.mark.isEmpty ? 0 : DisplayWidth.of(cell.mark) + 1
      let gutter = column.alignment == .trailing ? max(column.gutter - markWidth, 0) : 0
      let behind = DisplayWidth.of(cell.whole) + gutter <= room ? gutter : 0
      return TextWrap.balancedLines(cell.whole, width: room).map { line in
        spaces(indent) + style.text(aligned(line, column.alignment, width: room - behind), isBold: isBold)
          + spaces(behind)
      }
    }
    let mark = cell.mark.isEmpty ? "" : " " + cell.mark
    let number = cell.text + mark + spaces(column.gutter - DisplayWidth.of(mark))
    let text = aligned(number, column.alignment, width: column.width - indent)
    if let heat = cell.heat { return [spaces(indent) + style.shaded(text, heat: heat)] }
    return [spaces(indent) + style.number(text, isNegative: cell.isNegative, isBold: isBold)]
  }

  /// Each row as lines of title and value.
  private func records(of table: Table) -> [String] {
    let line = String(repeating: rule, count: width)
    let label = table.columns.firstIndex { $0.id == table.labelColumn } ?? 0
    var lines = [String(repeating: doubleRule, count: width)]
    for (index, row) in table.rows.enumerated() {
      if index > 0 { lines.append(line) }
      lines += wrapped(cellText.printed(row.cells[label]).whole).map { style.bold($0) }
      for index in table.columns.indices where index != label {
        let value = cellText.printed(row.cells[index])
        if value.text.isEmpty { continue }
        let title = cellText.title(of: table.columns[index]) + Bilingual(en: ": ", zh: "：")[language]
        lines += record(title, value)
      }
    }
    return lines + [String(repeating: doubleRule, count: width)]
  }
}

// MARK: - Lines

private func spaces(_ count: Int) -> String {
  String(repeating: " ", count: max(count, 0))
}

private func aligned(_ text: String, _ alignment: Table.Alignment, width: Int) -> String {
  let free = width - DisplayWidth.of(text)
  switch alignment {
  case .leading: return text + spaces(free)
  case .centre: return spaces(free / 2) + text + spaces(free - free / 2)
  case .trailing: return spaces(free) + text
  }
}

private func trimmed(_ line: String) -> String {
  var end = line.endIndex
  while end > line.startIndex, line[line.index(before: end)] == " " { end = line.index(before: end) }
  return String(line[..<end])
}

/// ANSI escapes, or none; colour never says anything that the characters don't.
struct TerminalStyle {
  var isColoured: Bool

  func bold(_ text: String) -> String { escaped(text, "1") }
  func warning(_ text: String) -> String { escaped(text, "1;33") }
  func verdict(_ text: String, good: Bool) -> String { escaped(text, good ? "1;32" : "1;31") }
  func text(_ text: String, isBold: Bool) -> String { isBold ? bold(text) : text }

  /// A number: red when negative (it has its minus sign too).
  func number(_ text: String, isNegative: Bool, isBold: Bool) -> String {
    switch (isNegative, isBold) {
    case (true, true): escaped(text, "1;31")
    case (true, false): escaped(text, "31")
    case (false, _): self.text(text, isBold: isBold)
    }
  }

  /// A number on a ground from green to red by its place in the range of its table; the number itself says as much.
  func shaded(_ text: String, heat: Double) -> String {
    guard isColoured else { return text }
    let grounds = [151, 193, 230, 223, 216, 210]
    let place = min(max(Int(heat * Double(grounds.count)), 0), grounds.count - 1)
    return "\u{1B}[30;48;5;\(grounds[place])m\(text)\u{1B}[0m"
  }

  /// The columns of a text that may hold our own escapes.
  func width(of text: String) -> Int {
    guard isColoured else { return DisplayWidth.of(text) }
    var width = 0
    var isInside = false
    for character in text {
      switch character {
      case "\u{1B}": isInside = true
      case "m" where isInside: isInside = false
      default: width += isInside ? 0 : DisplayWidth.of(character)
      }
    }
    return width
  }

  /// Spaces around the words stay outside the escapes, so that lines can be trimmed.
  private func escaped(_ text: String, _ code: String) -> String {
    guard isColoured else { return text }
    let start = text.prefix { $0 == " " }
    let rest = text.dropFirst(start.count)
    let words = trimmed(String(rest))
    guard !words.isEmpty else { return text }
    return start + "\u{1B}[\(code)m" + words + "\u{1B}[0m" + rest.dropFirst(words.count)
  }
}
