/// The decimal digits of a number as its shortest round-trip text shows them.
///
/// Everything printed passes through this type, so that what a reader would round by hand (2.675 → 2.68) is what is
/// printed, whatever the binary fraction behind it.
package struct DecimalText: Sendable, Hashable {
  private var isMinus: Bool
  /// The significant digits, without zeros at either end; empty for zero.
  private var digits: [UInt8]
  /// The value is 0.digits × 10^point.
  private var point: Int

  /// The digits of `value`; nil for an infinity or a NaN, which have none.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isMinus = false
    digits = []
    point = 0
    var seenPoint = false
    var bytes = value.description.utf8[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "-"): isMinus = true
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"):
        point += Int(String(bytes) ?? "") ?? 0
        bytes = bytes[bytes.endIndex...]
      default:
        digits.append(byte - UInt8(ascii: "0"))
        point += seenPoint ? 0 : 1
      }
    }
    normalise()
  }

  /// Whether the number is below zero; never true of a zero.
  package var isNegative: Bool { isMinus && !digits.isEmpty }

  /// The number × 10^`places`: the point moves, no digit changes.
  package func shifted(by places: Int) -> Self {
    var copy = self
    if !digits.isEmpty { copy.point += places }
    return copy
  }

  /// The number rounded to `decimals` places, half away from zero.
  package func rounded(to decimals: Int) -> Self {
    let kept = point + decimals
    guard kept < digits.count else { return self }
    var copy = self
    copy.digits = Array(digits.prefix(max(kept, 0)))
    if kept >= 0, digits[kept] >= 5 { copy.addToLastPlace() }
    copy.normalise()
    return copy
  }

  /// The number rounded to so many digits from its first on, half away from zero.
  package func rounded(toDigits count: Int) -> Self { rounded(to: count - point) }

  /// Digits with a point, never an exponent: at least `decimals` places, thousands parted by commas if `grouped`.
  package func text(decimals: Int = 0, grouped: Bool = true) -> String {
    let whole = point > 0 ? digits.prefix(point) + zeros(point - digits.count) : [0]
    let part = zeros(-point) + digits.dropFirst(max(point, 0))
    let fraction = (digits.isEmpty ? [] : part) + zeros(decimals - (digits.isEmpty ? 0 : part.count))
    var result = isNegative ? "-" : ""
    for (index, digit) in whole.enumerated() {
      if grouped, index > 0, (whole.count - index).isMultiple(of: 3) { result += "," }
      result += String(digit)
    }
    guard !fraction.isEmpty else { return result }
    return result + "." + fraction.map { String($0) }.joined()
  }

  /// The number rounded to `decimals` places and counted in units of the last; nil where an `Int` is too small.
  package func units(decimals: Int) -> Int? {
    let scaled = rounded(to: decimals).shifted(by: decimals)
    return Int(scaled.text(grouped: false))
  }

  private func zeros(_ count: Int) -> [UInt8] {
    Array(repeating: 0, count: max(count, 0))
  }

  private mutating func addToLastPlace() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  private mutating func normalise() {
    while digits.last == 0 { digits.removeLast() }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    point = digits.isEmpty ? 0 : point - leading
  }
}
