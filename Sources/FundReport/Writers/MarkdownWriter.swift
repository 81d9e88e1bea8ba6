import FundFormula
import FundScenario

/// Markdown as GitHub reads it; every text of the document stays text, whatever characters it holds.
package struct MarkdownWriter: Writer {
  private let options: WriterOptions

  package init(options: WriterOptions) {
    self.options = options
  }

  package func text(of document: Document) -> String {
    var parts = document.title[language].isEmpty ? [] : ["# " + escaped(document.title[language])]
    parts += document.blocks.flatMap { paragraphs($0) }
    if document.hasAmounts, let note = Document.moneyNote(for: options.moneyUnit, language: language) {
      parts.append(escaped(note))
    }
    return parts.isEmpty ? "" : parts.joined(separator: "\n\n") + "\n"
  }

  private var language: Language { options.language }

  private func paragraphs(_ block: DocumentBlock) -> [String] {
    switch block {
    case .heading(let level, let text):
      [String(repeating: "#", count: min(max(level + 1, 2), 6)) + " " + escaped(text[language])]
    case .paragraph(let text): [escaped(text[language])]
    case .banner(let text): ["> **" + escaped(text[language]) + "**"]
    case .verdict(let text, let good): ["**" + (good ? "✓ " : "✗ ") + escaped(text[language]) + "**"]
    case .bullets(let items): [items.map { "- " + escaped($0[language]) }.joined(separator: "\n")]
    case .keyValues(let items): [keyValues(items)]
    case .table(let table): paragraphs(table)
    }
  }

  private func keyValues(_ items: [KeyValue]) -> String {
    items.map { item in
      let value = options.cellText.printedWithUnit(item.value).whole
      let note = item.note.map { Bilingual(en: " (\($0.en))", zh: "（\($0.zh)）")[language] } ?? ""
      let colon = Bilingual(en: ": ", zh: "：")[language]
      return "- " + escaped(item.label[language]) + colon + "**" + escapedInline(value) + "**"
        + escapedInline(note)
    }.joined(separator: "\n")
  }

  private func paragraphs(_ table: Table) -> [String] {
    var parts = table.title[language].isEmpty ? [] : ["**" + escaped(table.title[language]) + "**"]
    let titles = table.columns.map { escapedInline(options.cellText.title(of: $0)) }
    let rules = table.columns.map { column in
      switch column.alignment {
      case .leading: "---"
      case .centre: ":---:"
      case .trailing: "---:"
      }
    }
    let rows = table.rows.map { row in
      line(
        zip(table.columns, row.cells).map { column, cell in
          text(of: cell, row: row, isLabel: column.id == table.labelColumn)
        })
    }
    parts.append(([line(titles), line(rules)] + rows).joined(separator: "\n"))
    let notes = table.printedNotes(in: options.moneyUnit)
    if !notes.isEmpty { parts.append(notes.map { escaped($0[language]) }.joined(separator: "  \n")) }
    return parts
  }

  private func text(of cell: Table.Cell, row: Table.Row, isLabel: Bool) -> String {
    let text = escapedInline(options.cellText.printed(cell).whole)
    guard !text.isEmpty else { return "" }
    let indent = isLabel ? String(repeating: "\u{3000}", count: row.indent) : ""
    return indent + (row.style == .normal ? text : "**" + text + "**")
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  /// `text` as the start of a line: what would open a heading, a list or a quotation is escaped too.
  private func escaped(_ text: String) -> String {
    let inline = escapedInline(text).drop { $0 == " " }
    if let first = inline.first, "#+-=".contains(first) { return "\\" + inline }
    let digits = inline.prefix { $0.isASCII && $0.isNumber }
    let rest = inline.dropFirst(digits.count)
    let opensList = [".", ")"].contains(rest.first) && [" ", nil].contains(rest.dropFirst().first)
    return digits.isEmpty || !opensList ? String(inline) : digits + "\\" + rest
  }

  private func escapedInline(_ text: String) -> String {
    var result = ""
    for character in VisibleText.line(text) {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": result += "\\" + String(character)
      default: result.append(character)
      }
    }
    return result
  }
}
