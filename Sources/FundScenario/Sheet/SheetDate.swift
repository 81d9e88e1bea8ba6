/// A date as a spreadsheet shows and saves it.
enum SheetDate: Equatable {
  /// `2025/3`, `2025/3/1`, `2025年3月`, `2025-3-1 0:00`: the month, as files write it. The day is dropped.
  case month(String)
  /// `Mar-25`, `3/1/2025`: a date, but which?
  case ambiguous

  init?(_ cell: String) {
    var text = cell.halfWidth.trimmedSpaces
    if let space = text.firstIndex(of: " "), text[space...].allSatisfy({ "0123456789: ".contains($0) }) {
      text = String(text[..<space])
    }
    if let month = Self.month(text) {
      self = .month(month)
    } else if Self.isAmbiguous(text) {
      self = .ambiguous
    } else {
      return nil
    }
  }

  private static func month(_ text: String) -> String? {
    let isChinese = text.contains("年")
    var parts = text.split(omittingEmptySubsequences: false) { "-/年月日".contains($0) }.map(String.init)
    if isChinese, parts.last == "" { parts.removeLast() }
    guard parts.count >= (isChinese ? 1 : 2), parts.count <= 3, parts[0].count == 4 else { return nil }
    guard parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy { "0"..."9" ~= $0 } }) else {
      return nil
    }
    let numbers = parts.compactMap { Int($0) }
    let month = numbers.count > 1 ? numbers[1] : 1
    guard (1...12).contains(month), numbers.count < 3 || (1...31).contains(numbers[2]) else { return nil }
    return parts.count == 1 ? parts[0] : "\(parts[0])-\(month < 10 ? "0" : "")\(month)"
  }

  private static let englishMonths = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  private static func isAmbiguous(_ text: String) -> Bool {
    let parts = text.lowercased().split { "-/ ,.".contains($0) }.map(String.init)
    guard (2...3).contains(parts.count) else { return false }
    let numbers = parts.filter { $0.count <= 4 && $0.allSatisfy { "0"..."9" ~= $0 } }
    let months = parts.filter { part in englishMonths.contains { part == $0 || part == $0.prefix(3) } }
    if months.count == 1, numbers.count == parts.count - 1 { return true }
    return numbers.count == parts.count && parts[0].count < 3 && text.contains { $0 == "/" || $0 == "-" }
  }
}
