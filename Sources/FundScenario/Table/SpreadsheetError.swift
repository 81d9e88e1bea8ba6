/// What a spreadsheet writes where a formula came to nothing.
enum SpreadsheetError {
  /// Excel's and WPS's errors, those of LibreOffice and Google Sheets, and what the Chinese versions call them. Sources:
  /// Microsoft, “ERROR.TYPE function”; LibreOffice Help, “Error Codes in LibreOffice Calc”.
  private static let words: Set<String> = [
    "#n/a", "#n/a!", "#na", "#ref!", "#div/0!", "#name?", "#value!", "#num!", "#null!", "#spill!", "#calc!",
    "#field!",
    "#blocked!", "#unknown!", "#connect!", "#busy!", "#external!", "#python!", "#getting_data", "#error!",
    "#err!",
    "#valeur!", "#不适用", "#引用!", "#除以0!", "#除数为零!", "#除/0!", "#名称?", "#名称!", "#值!", "#数值!", "#数字!", "#数!",
    "#空!",
    "#空值!", "#溢出!", "#计算!", "#字段!", "#错误!", "#无法识别!", "#未知!", "#正在获取数据",
  ]

  /// Whether the text of a cell is one, whole: `#N/A`, `＃REF！`, `Err:502`, `错误:502`, `#####` (a column too narrow).
  static func stands(in cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first, "#＃Ee错".unicodeScalars.contains(first) else { return false }
    let text = cell.halfWidth.lowercased().filter { !$0.isWhitespace }
    if words.contains(text) || text.count >= 3 && text.allSatisfy({ $0 == "#" }) { return true }
    return ["err:", "错误:"].contains { word in
      let code = text.dropFirst(word.count)
      return text.hasPrefix(word) && code.count == 3 && code.allSatisfy { "0"..."9" ~= $0 }
    }
  }
}
