/// A number as a spreadsheet shows and saves it: `1,350`, `80%`, `１３５０`.
struct SheetNumber: Equatable {
  /// In JSON's syntax; of a percentage, the number before the sign.
  let digits: String
  let isPercentage: Bool

  /// The number of a cell; nil where it is none.
  ///
  /// Full-width digits and signs are taken as half-width ones, separators of thousands must part groups of three.
  init?(_ cell: String) {
    var text = cell.halfWidth.trimmedSpaces
    isPercentage = text.hasSuffix("%")
    if isPercentage { text = String(text.dropLast()).trimmedSpaces }
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text.removeFirst() }
    guard text.first != "-" else { return nil }
    if text.contains(",") {
      let whole = text.prefix { $0 != "." }
      let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
        return nil
      }
      text = groups.joined() + text.dropFirst(whole.count)
    }
    if text.hasPrefix(".") { text = "0" + text }
    digits = (isNegative ? "-" : "") + text
    guard isDecimal(digits), !isPercentage || !text.lowercased().contains("e") else { return nil }
  }

  /// The number itself: `80%` is 0.8, exactly.
  var fraction: String {
    guard isPercentage else { return digits }
    let isNegative = digits.hasPrefix("-")
    let parts = digits.drop { $0 == "-" }.split(separator: ".")
    let padded = "00" + parts[0]
    let whole = String(padded.dropLast(2).drop { $0 == "0" })
    var decimals = padded.suffix(2) + (parts.count > 1 ? String(parts[1]) : "")
    while decimals.last == "0" { decimals.removeLast() }
    let text = (whole.isEmpty ? "0" : whole) + (decimals.isEmpty ? "" : "." + decimals)
    return isNegative && text != "0" ? "-" + text : text
  }
}

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

extension String {
  /// Full-width digits, letters and signs as half-width ones; the ideographic space and the minus sign too.
  var halfWidth: String {
    guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\u{FF01}"..."\u{FF5E}":
        result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case "\u{3000}", "\u{A0}": result += " "
      case "\u{2212}": result += "-"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
