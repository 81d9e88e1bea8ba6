import FundFormula

/// A number as a spreadsheet shows and saves it: `1,350`, `80%`, `１３５０`. The one way to read a number in a cell.
package struct CellNumber: Equatable {
  /// In JSON's syntax; of a percentage, the number before the sign.
  let digits: String
  let isPercentage: Bool

  /// Why a cell is no number.
  package enum Fault: Error, Hashable {
    case notANumber
    /// `1,2`, `1.350,5`: the comma is a decimal point; with it, the number would be this.
    case decimalComma(String)
    /// `350,125` or `30.200` beside semicolons: a decimal point, or one that parts thousands.
    case ambiguous(decimal: String, whole: String)
  }

  /// The number of a cell.
  ///
  /// Full-width digits and signs are taken as half-width ones. Commas must part groups of three; where the cells are
  /// parted by semicolons, one sign before three last digits may part thousands or decimals, and is refused.
  static func read(_ cell: String, partedBy separator: TableSeparator = .comma) -> Result<CellNumber, Fault> {
    var text = cell.halfWidth.trimmedSpaces
    let isPercentage = text.hasSuffix("%")
    if isPercentage { text = String(text.dropLast()).trimmedSpaces }
    let sign = text.hasPrefix("-") ? "-" : ""
    if text.hasPrefix("-") || text.hasPrefix("+") { text.removeFirst() }
    func whole(_ digits: String) -> String { sign + digits + (isPercentage ? "%" : "") }
    if separator.mayMeanDecimalCommas, let parts = Self.thousand(text) {
      return .failure(
        .ambiguous(
          decimal: whole("\(parts.before).\(parts.after)0"), whole: whole("\(parts.before)\(parts.after)")))
    }
    if let decimal = Self.withDecimalComma(text) { return .failure(.decimalComma(whole(decimal))) }
    if let plain = Self.ungrouped(text) { text = plain }
    if text.hasPrefix(".") { text = "0" + text }
    guard isDecimal(text), !text.hasPrefix("-"), !isPercentage || !text.lowercased().contains("e") else {
      return .failure(.notANumber)
    }
    return .success(CellNumber(digits: sign + text, isPercentage: isPercentage))
  }

  /// Whether a text would be read as a number.
  static func stands(in cell: String) -> Bool { (try? read(cell).get()) != nil }

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

  // MARK: Points and commas

  /// `1,350.5` without its commas; nil where there are none, or they do not part groups of three.
  private static func ungrouped(_ text: String) -> String? {
    let whole = text.prefix { $0 != "." }
    guard let groups = groups(whole, partedBy: ","), groups.count > 1 else { return nil }
    return groups.joined() + text.dropFirst(whole.count)
  }

  /// One to three digits, then groups of three; nil where the text is none.
  private static func groups(_ text: Substring, partedBy separator: Character) -> [Substring]? {
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    let fit = (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    return fit && groups.allSatisfy(areDigits) && groups[0] != "0" ? groups : nil
  }

  private static func areDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// `350,125` and `30.200`: one sign between at most three digits, the first no zero, and three.
  private static func thousand(_ text: String) -> (before: Substring, after: Substring)? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    guard parts.count == 2, (1...3).contains(parts[0].count), parts[1].count == 3,
      parts.allSatisfy(areDigits),
      parts[0].first != "0"
    else { return nil }
    return (parts[0], parts[1])
  }

  /// `1,2` and `1.350,5` with a decimal point; nil where the comma may part thousands.
  private static func withDecimalComma(_ text: String) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, areDigits(parts[1]) else { return nil }
    let whole = parts[0]
    if areDigits(whole), parts[1].count != 3 || whole.first == "0" && whole.count == 1 || whole.count > 3 {
      return "\(whole).\(parts[1])"
    }
    guard whole.contains("."), let groups = groups(whole, partedBy: ".") else { return nil }
    return "\(groups.joined()).\(parts[1])"
  }
}

// MARK: - Words

extension CellNumber.Fault {
  var check: CheckName {
    if case .ambiguous = self { .ambiguousNumber } else { .notANumber }
  }

  /// What is wrong and what to write, where the signs tell; nil for what is no number at all.
  func words(_ cell: String) -> (message: Bilingual, remedy: Bilingual)? {
    let text = cell.excerpt
    switch self {
    case .notANumber: return nil
    case .decimalComma(let decimal):
      return (
        Bilingual(
          en: "`\(text)` is no number: a comma parts thousands, three digits each.",
          zh: "“\(text)”不是有效数字：逗号只作千分位，每三位一组。"),
        Bilingual(en: "If \(decimal) is meant, write \(decimal).", zh: "若指 \(decimal)，请写成 \(decimal)。")
      )
    case .ambiguous(let decimal, let whole):
      let point = cell.halfWidth.contains(",") ? ("comma", "逗号") : ("point", "小数点")
      return (
        Bilingual(
          en:
            "`\(text)` may be \(decimal) or \(whole): where semicolons part the cells, the \(point.0) may part thousands or decimals.",
          zh: "“\(text)”含义不明：可能是 \(decimal)，也可能是 \(whole)。以分号分隔的表格中，\(point.1)既可能是小数点，也可能是千分位。"),
        Bilingual(en: "Write \(decimal) or \(whole).", zh: "请写成 \(decimal) 或 \(whole)。")
      )
    }
  }
}
