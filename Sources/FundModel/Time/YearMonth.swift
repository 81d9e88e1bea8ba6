/// A month of a calendar year, the finest date a scenario speaks of: `2024-07`.
///
/// Read from `2024` (its January), `2024-07` or `2024-07-15` (the day is checked, then dropped); years from
/// 1950 to 2150. Encoded as its text.
package struct YearMonth: Comparable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The years a scenario may speak of.
  package static let years = 1950...2150

  package let year: Int
  /// January is 1.
  package let month: Int

  /// The month `month` of `year`; nil outside the calendar or outside ``years``.
  package init?(year: Int, month: Int) {
    guard Self.years.contains(year), (1...12).contains(month) else { return nil }
    self.year = year
    self.month = month
  }

  /// The month with this ``monthIndex``; nil outside ``years``.
  package init?(monthIndex: Int) {
    guard monthIndex >= 0 else { return nil }
    self.init(year: monthIndex / 12, month: monthIndex % 12 + 1)
  }

  /// The month written as `2024`, `2024-07` or `2024-07-15`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard parts.count <= 3, zip(parts, widths).allSatisfy({ $0.count == $1 }) else { return nil }
    var numbers: [Int] = []
    for part in parts {
      guard part.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
      numbers.append(part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }
    self.init(year: numbers[0], month: numbers.count > 1 ? numbers[1] : 1)
    if numbers.count == 3, !(1...days).contains(numbers[2]) { return nil }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a month: \(text)")
    }
    self = value
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// `year × 12 + month − 1`: differences are lengths in months.
  package var monthIndex: Int { year * 12 + month - 1 }

  /// `2024-07`.
  package var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

  package static func < (left: Self, right: Self) -> Bool { left.monthIndex < right.monthIndex }

  private var days: Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
