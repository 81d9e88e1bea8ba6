package import FundFormula

/// What the user chose about the look of the output; a writer takes what concerns it.
package struct WriterOptions: Sendable, Hashable {
  package var language: Language
  package var moneyUnit: MoneyUnit
  /// Columns of the terminal; fewer than 20 are taken as 20, more than `widest` as that.
  package var width: Int
  /// Whether to colour by ANSI escapes.
  package var colour: Bool
  /// Rules and bullets of ASCII characters only; texts stay as they are.
  package var ascii: Bool

  package init(
    language: Language = .zh, moneyUnit: MoneyUnit = .wan, width: Int = 80, colour: Bool = false,
    ascii: Bool = false
  ) {
    self.language = language
    self.moneyUnit = moneyUnit
    self.width = min(max(width, 20), Self.widest)
    self.colour = colour
    self.ascii = ascii
  }

  /// No page is wider: what asks for more (`COLUMNS` may hold any number) means “do not break lines”.
  package static let widest = 10_000

  var cellText: CellText { CellText(language: language, moneyUnit: moneyUnit) }
}

/// Turns a document into text.
package protocol Writer: Sendable {
  init(options: WriterOptions)
  /// The whole document; ends with a line break unless it is empty.
  func text(of document: Document) -> String
}

/// A format by its name on the command line: the one place that knows which writer writes it.
package enum OutputFormat: String, Sendable, CaseIterable, Codable {
  case table, csv, markdown

  /// The writer of this format.
  package func writer(_ options: WriterOptions) -> any Writer {
    switch self {
    case .table: TerminalWriter(options: options)
    case .csv: CSVWriter(options: options)
    case .markdown: MarkdownWriter(options: options)
    }
  }
}
