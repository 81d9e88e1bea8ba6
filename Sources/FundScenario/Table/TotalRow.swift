/// Rows that add up or sum up others, by what they are called: 合计, 甲区小计, Grand total.
enum TotalRow {
  /// Words that such a name begins or ends with. In the middle they say nothing: 百合计划小区 is a name.
  private static let chinese = [
    "合计", "总计", "小计", "共计", "总和", "总数", "累计", "汇总", "合計", "總計", "小計", "共計", "平均", "平均值", "平均数", "均值", "其中",
  ]
  /// Words that such a name begins or ends with, as words of their own.
  private static let english: Set<String> = ["total", "totals", "subtotal", "subtotals", "grandtotal"]
  /// Words that are the whole name.
  private static let alone: Set<String> = [
    "sum", "sums", "average", "averages", "avg", "mean", "all", "overall", "σ", "∑",
  ]

  /// Whether a row of this name is none of what the table lists.
  static func isNamed(_ name: String) -> Bool {
    let text = name.halfWidth.lowercased()
    let signs = String(text.filter { $0.isLetter || $0.isNumber || $0 == "∑" })
    if alone.contains(signs) { return true }
    if chinese.contains(where: { signs.hasPrefix($0) || signs.hasSuffix($0) }) { return true }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return [words.first, words.last].contains { $0.map(english.contains) == true }
  }
}
