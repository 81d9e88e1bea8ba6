/// Columns of numbers added one under the other, in fixed point: the same bits in whatever order they are added.
///
/// A number is rounded once, to 2⁻⁴⁰ (a millionth of a millionth), before it is added; a sum holds 2⁸⁷ (a hundred
/// million million million millions). What is missing or larger than 2⁸⁰ adds nothing.
package struct FixedSums: Sendable, Equatable {
  /// In units of 2⁻⁴⁰.
  private var sums: [Int128]

  private static let places = 40

  /// Whether a number is added: a hundred and twenty-eight of the largest still fit.
  @inline(__always)
  package static func adds(_ number: Double) -> Bool { abs(number) < 0x1p80 }

  package init(_ count: Int) { sums = Array(repeating: 0, count: count) }

  package var count: Int { sums.count }

  /// Adds a column. `[count]`
  package mutating func add(_ column: [Double]) {
    precondition(column.count == sums.count, "\(column.count) numbers for \(sums.count) sums")
    let column = column.span
    var sums = sums.mutableSpan
    for place in column.indices {
      let number = column[place]
      if Self.adds(number) { sums[place] &+= Self.units(number) }
    }
  }

  /// Adds all that another process added.
  package mutating func add(_ other: FixedSums) {
    precondition(other.count == count, "\(other.count) sums for \(count)")
    for place in sums.indices { sums[place] &+= other.sums[place] }
  }

  /// Each sum, rounded to the nearest number.
  package var values: [Double] { sums.map { Double($0) * 0x1p-40 } }

  /// A number in units, rounded half away from zero.
  @inline(__always)
  private static func units(_ number: Double) -> Int128 {
    // |number| = significand · 2^(exponent − 1075)
    let exponent = Int(number.exponentBitPattern)
    guard exponent > 0 else { return 0 }
    let significand = Int128(number.significandBitPattern | 1 << 52)
    let shift = exponent - 1075 + places
    let magnitude: Int128
    if shift >= 0 {
      magnitude = significand << Int128(shift)
    } else if shift >= -53 {
      magnitude = (significand + (1 << Int128(-shift - 1))) >> Int128(-shift)
    } else {
      magnitude = 0
    }
    return number < 0 ? -magnitude : magnitude
  }
}

/// As part of sums that another process goes on with: the upper and the lower 64 bits of each.
extension FixedSums: Codable {
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for sum in sums {
      try list.encode(Int64(truncatingIfNeeded: sum >> 64))
      try list.encode(UInt64(truncatingIfNeeded: sum))
    }
  }

  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    sums = []
    while !list.isAtEnd {
      let upper = try list.decode(Int64.self)
      sums.append(Int128(upper) << 64 | Int128(try list.decode(UInt64.self)))
    }
  }
}
