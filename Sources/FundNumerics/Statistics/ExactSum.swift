/// A sum of numbers and of products without any rounding: the same whatever the order and the grouping.
///
/// A number is kept in fixed point over the whole range of a product of two doubles, in digits of 32 bits with room
/// for carries. Source: U. Kulisch, "Computer arithmetic and validity", 2008, chapter 8 (complete register).
package struct ExactSum: Sendable {
  /// The lowest digit counts units of 2^−2176.
  private static let origin = 2176
  private static let digitCount = 136
  private var digits = [Int64](repeating: 0, count: digitCount)
  /// How many terms may have left carries in the digits.
  private var pending = 0

  package init() {}

  /// Adds a finite number.
  package mutating func add(_ x: Double) {
    precondition(x.isFinite, "a sum with \(x)")
    let (significand, exponent) = parts(x)
    add(significand, exponent: exponent, isNegative: x < 0)
  }

  /// Adds the product of two finite numbers and a count of at most 2²⁰, exactly.
  package mutating func add(_ x: Double, times y: Double, count: Int = 1) {
    precondition(x.isFinite && y.isFinite && (0...1 << 20).contains(count), "a sum with \(count)·\(x)·\(y)")
    let (a, b) = (parts(x), parts(y))
    let product = UInt128(a.significand) * UInt128(b.significand) * UInt128(count)
    let (isNegative, exponent) = ((x < 0) != (y < 0), a.exponent + b.exponent)
    add(UInt64(truncatingIfNeeded: product), exponent: exponent, isNegative: isNegative)
    add(UInt64(truncatingIfNeeded: product >> 64), exponent: exponent + 64, isNegative: isNegative)
  }

  /// Adds all terms of another sum.
  package mutating func add(_ other: ExactSum) {
    var other = other
    other.carry()
    carry()
    for place in digits.indices { digits[place] += other.digits[place] }
    pending = 2
  }

  /// The sum, rounded once to the nearest double.
  package var value: Double {
    var sum = self
    sum.carry()
    let isNegative = sum.digits[Self.digitCount - 1] < 0
    if isNegative {
      for place in sum.digits.indices { sum.digits[place] = -sum.digits[place] }
      sum.carry()
    }
    guard let top = sum.digits.lastIndex(where: { $0 != 0 }) else { return 0 }
    func digit(_ place: Int) -> UInt64 { place < 0 ? 0 : UInt64(sum.digits[place]) }
    let window = UInt128(digit(top)) << 64 | UInt128(digit(top - 1)) << 32 | UInt128(digit(top - 2))
    let zeros = window.leadingZeroBitCount
    // 64 bits from the first one on; whatever lies below is told by the last of them, so that it rounds once.
    let aligned = window << UInt128(zeros)
    var bits = UInt64(aligned >> 64)
    if UInt64(truncatingIfNeeded: aligned) != 0 || sum.digits[..<max(0, top - 2)].contains(where: { $0 != 0 })
    {
      bits |= 1
    }
    let exponent = (top - 2) * 32 - Self.origin + 64 - zeros
    let magnitude = Double(sign: .plus, exponent: exponent, significand: Double(bits))
    return isNegative ? -magnitude : magnitude
  }

  /// The sum as numbers of falling size that add to it: the first is `value`, three hold 159 bits.
  package func expansion(_ count: Int) -> [Double] {
    var rest = self
    var numbers: [Double] = []
    for _ in 0..<count {
      let number = rest.value
      numbers.append(number)
      rest.add(-number)
    }
    return numbers
  }

  /// |x| = significand · 2^exponent.
  private func parts(_ x: Double) -> (significand: UInt64, exponent: Int) {
    let fraction = x.significandBitPattern
    return x.exponentBitPattern == 0
      ? (fraction, -1074) : (fraction | 1 << 52, Int(x.exponentBitPattern) - 1075)
  }

  private mutating func add(_ magnitude: UInt64, exponent: Int, isNegative: Bool) {
    if magnitude == 0 { return }
    let position = exponent + Self.origin
    let (place, shift) = (position >> 5, UInt64(position & 31))
    let low = magnitude << shift
    let high = shift == 0 ? 0 : magnitude >> (64 - shift)
    let sign: Int64 = isNegative ? -1 : 1
    digits[place] += sign * Int64(low & 0xffff_ffff)
    digits[place + 1] += sign * Int64(low >> 32)
    digits[place + 2] += sign * Int64(high)
    pending += 1
    if pending >= 1 << 30 { carry() }
  }

  /// Brings every digit but the last, which has the sign, into 0 ..< 2³².
  private mutating func carry() {
    var carried: Int64 = 0
    for place in 0..<(Self.digitCount - 1) {
      let digit = digits[place] + carried
      digits[place] = digit & 0xffff_ffff
      carried = digit >> 32
    }
    digits[Self.digitCount - 1] += carried
    pending = 1
  }
}

extension ExactSum: Equatable {
  package static func == (a: ExactSum, b: ExactSum) -> Bool {
    var (a, b) = (a, b)
    a.carry()
    b.carry()
    return a.digits == b.digits
  }
}

/// As part of a sum that another process goes on with: the place of the lowest digit that is not 0, then the digits.
extension ExactSum: Codable {
  package func encode(to encoder: any Encoder) throws {
    var sum = self
    sum.carry()
    var list = encoder.unkeyedContainer()
    guard let first = sum.digits.firstIndex(where: { $0 != 0 }),
      let last = sum.digits.lastIndex(where: { $0 != 0 })
    else { return }
    try list.encode(Int64(first))
    try list.encode(contentsOf: sum.digits[first...last])
  }

  /// - Throws: `DecodingError` for what no sum is written as.
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    guard !list.isAtEnd else { return }
    let first = try list.decode(Int.self)
    let range = 0..<Self.digitCount
    var place = first
    while !list.isAtEnd {
      let digit = try list.decode(Int64.self)
      // The last digit has the sign.
      let isDigit = place == Self.digitCount - 1 ? abs(digit) < 1 << 32 : (0..<1 << 32).contains(digit)
      guard range.contains(place), isDigit else {
        throw DecodingError.dataCorruptedError(
          in: list, debugDescription: "no digit of a sum: \(digit) at \(place)")
      }
      digits[place] = digit
      place += 1
    }
    pending = 1
  }
}
