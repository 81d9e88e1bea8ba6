import FundModel

/// The column 数值 (value): what its text means, and the text for a value.
///
/// Plain numbers, `true`, `false` and `null` stand as in JSON, lists and small groups as JSON text, and other text as it
/// is. Text that would read as one of these, that a spreadsheet would take for a formula, or that it would rewrite
/// (`2025-03`, `1/2`, `007`), stands in JSON's quotes: these show that it is text, and keep spreadsheets from it.
enum SheetCell {
  /// What is expected in the cell, as far as the declared fields tell.
  enum Expectation: Equatable {
    case number(UnitKind)
    /// A share of a schedule.
    case share
    case date
    /// Words for people.
    case text
    case open
  }

  /// What a cell holds.
  enum Reading: Equatable {
    case content(SourceNode.Content, values: Int = 1)
    case percentage(CellNumber)
    case notANumber(CellNumber.Fault)
    case ambiguousDate
    /// Begins like a list or a group, but is none.
    case notJSON
  }

  static func reading(
    _ cell: String, expecting expectation: Expectation, partedBy separator: TableSeparator, at place: Place
  ) -> Reading {
    if let string = CellJSON.string(cell) { return .content(.scalar(text: string, quoted: true)) }
    if cell.utf8.first == UInt8(ascii: "[") || cell.utf8.first == UInt8(ascii: "{") {
      if let (node, values) = CellJSON.value(cell, at: place) {
        return .content(node.content, values: values)
      }
      return expectation == .text ? words(cell) : .notJSON
    }
    if cell == "null" { return .content(.null) }
    if cell == "true" || cell == "false"
      || isDecimal(cell) && (expectation == .text || separator != .semicolon)
    {
      return .content(.scalar(text: cell, quoted: false))
    }
    guard expectation != .text else { return words(cell) }
    if cell == "TRUE" || cell == "FALSE" {
      return .content(.scalar(text: cell.lowercased(), quoted: false))
    }
    if expectation == .date, let date = SheetDate(cell) {
      if case .month(let month) = date { return words(month) }
      return .ambiguousDate
    }
    switch CellNumber.read(cell, partedBy: separator) {
    case .success(let number):
      return number.isPercentage ? .percentage(number) : .content(.scalar(text: number.digits, quoted: false))
    case .failure(let fault):
      if case .ambiguous = fault { return .notANumber(fault) }
      if case .number = expectation { return .notANumber(fault) }
      return expectation == .share ? .notANumber(fault) : words(cell)
    }
  }

  private static func words(_ text: String) -> Reading { .content(.scalar(text: text, quoted: true)) }

  // MARK: Writing

  /// The cell for a value that fits one; `expectation` is what the reader will expect there.
  static func text(_ node: SourceNode, expecting expectation: Expectation) -> String {
    switch node.content {
    case .null: "null"
    case .mapping, .sequence: JSONValue(node).line
    case .scalar(let text, _):
      if let string = node.string {
        switch expectation {
        // Plain text in a field of numbers would be told of as a number that cannot be read.
        case .number, .share: CellJSON.quoted(string)
        default: plain(string) ?? CellJSON.quoted(string)
        }
      } else {
        text
      }
    }
  }

  /// The cell of a column that holds text only (unit, source, note); a whole number is safe there.
  static func beside(_ string: String) -> String {
    let isWhole =
      string.utf8.allSatisfy { (48...57).contains($0) } && isDecimal(string) && string.utf8.count <= 15
    return isWhole ? string : plain(string) ?? CellJSON.quoted(string)
  }

  /// The text of a cell of such a column; nil where it is empty.
  static func string(_ cell: String) -> String? { cell.isEmpty ? nil : CellJSON.string(cell) ?? cell }

  /// Text that stands for itself, in every program and under every expectation; nil where quotes must guard it.
  private static func plain(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, text.trimmedSpaces == text else { return nil }
    guard !CSVText.formulaStarts.contains(first), !"\"[{'#".unicodeScalars.contains(first) else { return nil }
    guard !scalars.contains(where: { $0 == "\t" || JSONValue.isRefused($0) }) else { return nil }
    return isRewritten(text) ? nil : text
  }

  /// Whether a spreadsheet, or the reading above, may make something else of it: numbers, dates, times, truth values.
  private static func isRewritten(_ text: String) -> Bool {
    let words = ["true", "false", "null", "真", "假"]
    if words.contains(text.lowercased()) || CellNumber.stands(in: text) || SheetDate(text) != nil {
      return true
    }
    guard text.utf8.count <= 80 else { return false }
    let half = text.halfWidth.lowercased()
    let signs = "0123456789+-*/.,:%()年月日时分秒上下午¥￥$€eapm "
    return half.contains { "0"..."9" ~= $0 } && half.allSatisfy { signs.contains($0) }
  }
}
