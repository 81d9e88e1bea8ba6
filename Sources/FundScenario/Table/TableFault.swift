import FundFormula

/// What can be wrong with a table before anybody asks what its columns mean.
enum TableFault {
  case tooLarge
  case encoding
  case unclosedQuote
  case textAfterQuote
  case spreadsheetError(String)
  /// The first row is one cell, in which a sign parts words that no program takes for a separator.
  case otherSeparator(Character)

  var check: CheckName {
    switch self {
    case .tooLarge: .fileTooLarge
    case .encoding: .invalidUTF8
    case .unclosedQuote: .unclosedQuote
    case .textAfterQuote: .textAfterQuote
    case .spreadsheetError: .spreadsheetError
    case .otherSeparator: .missingColumn
    }
  }

  func finding(at place: Place) -> Finding {
    let (message, remedy) = words
    return Finding(check: check, at: place, message, remedy: remedy)
  }

  private var words: (Bilingual, Bilingual) {
    switch self {
    case .tooLarge:
      (
        Bilingual(
          en: "The table has more than \(largestSource >> 20) MB.", zh: "表格超过 \(largestSource >> 20) MB。"),
        Bilingual(en: "Split it, by district for instance.", zh: "请拆分，例如每个区县一张表。")
      )
    case .encoding:
      (
        Bilingual(
          en: "The table is neither UTF-8, UTF-16 nor GB18030 (GBK).",
          zh: "表格的编码不是 UTF-8、UTF-16 或 GB18030（GBK）。"),
        Bilingual(en: "Save it as “CSV UTF-8 (comma delimited)”.", zh: "请另存为“CSV UTF-8（逗号分隔）”。")
      )
    case .unclosedQuote:
      (
        Bilingual(
          en:
            "The cell begins with a quotation mark that is never closed; the rows behind it cannot be read.",
          zh: "此单元格以引号开头，却没有结束引号，其后各行无法读取。"),
        Bilingual(en: "Close it with `\"`.", zh: "请在末尾补上 `\"`。")
      )
    case .textAfterQuote:
      (
        Bilingual(
          en: "There is more text after the closing quotation mark of the cell.", zh: "单元格的结束引号之后还有文字。"),
        Bilingual(en: "Double quotation marks inside the text: `\"\"`.", zh: "文字中的引号请写成两个：`\"\"`。")
      )
    case .otherSeparator(let sign):
      (
        Bilingual(
          en: "The first row is a single cell: `\(sign)` does not part columns.",
          zh: "首行只有一个单元格：“\(sign)”不能分隔各列。"),
        Bilingual(
          en:
            "Part the cells by commas (`,`), semicolons (`;`) or tabs, as spreadsheets do when they save as CSV.",
          zh: "请用英文逗号“,”、英文分号“;”或制表符分隔各列；由表格软件另存为 CSV 即可。")
      )
    case .spreadsheetError(let text):
      (
        Bilingual(
          en: "The cell holds `\(text.excerpt)`: its formula has no result.",
          zh: "此单元格为“\(text.excerpt)”，其公式没有结果。"),
        Bilingual(
          en: "Mend the formula in the spreadsheet, or write the value itself, and save as CSV anew.",
          zh: "请在表格软件中修正公式，或直接填写数值，再重新另存为 CSV。")
      )
    }
  }
}
