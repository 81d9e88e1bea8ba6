/// Columns of numbers added one under the other, in fixed point: the same bits in whatever order they are added.
///
/// A number is rounded once, to 2⁻⁴⁰ (a millionth of a millionth), before it is added. What is missing or 2⁶² (four
/// million million millions) and more adds nothing.
package struct FixedSums: Sendable, Equatable {
  /// Whole units, towards zero, and what is beyond them in units of 2⁻⁴⁰.
  private var wholes: [Int128]
  private var rests: [Int64]

  package init(_ count: Int) {
    wholes = Array(repeating: 0, count: count)
    rests = Array(repeating: 0, count: count)
  }

  package var count: Int { wholes.count }

  /// Whether a number is added.
  package static func adds(_ number: Double) -> Bool { abs(number) < largest }
  private static let largest = 0x1p62

  /// Adds a column. `[count]`
  ///
  /// - Returns: whether all of its numbers were added.
  @discardableResult
  package mutating func add(_ column: [Double]) -> Bool {
    precondition(column.count == wholes.count, "\(column.count) numbers for \(wholes.count) sums")
    return Self.add(column.span, &wholes, &rests)
  }

  private static func add(_ column: Span<Double>, _ wholes: inout [Int128], _ rests: inout [Int64]) -> Bool {
    var wholes = wholes.mutableSpan
    var rests = rests.mutableSpan
    var added = true
    for place in column.indices {
      let number = column[place]
      guard abs(number) < largest else {
        added = false
        continue
      }
      let whole = Int64(number)
      wholes[place] &+= Int128(whole)
      // Exact: a number and its whole part differ in its last bits alone. Halves are rounded away from zero.
      let rest = (number - Double(whole)) * 0x1p40
      rests[place] &+= Int64(rest.rounded(.toNearestOrAwayFromZero))
    }
    return added
  }

  /// Adds all that another process added.
  package mutating func add(_ other: FixedSums) {
    precondition(other.count == count, "\(other.count) sums for \(count)")
    for place in wholes.indices {
      wholes[place] &+= other.wholes[place]
      rests[place] &+= other.rests[place]
    }
  }

  /// Each sum, rounded to the nearest number.
  package var values: [Double] { wholes.indices.map { Double(units($0)) * 0x1p-40 } }

  /// A sum in units of 2⁻⁴⁰.
  private func units(_ place: Int) -> Int128 { wholes[place] << 40 &+ Int128(rests[place]) }

  package static func == (a: FixedSums, b: FixedSums) -> Bool {
    a.count == b.count && a.wholes.indices.allSatisfy { a.units($0) == b.units($0) }
  }
}

/// As part of sums that another process goes on with: the upper and the lower 64 bits of each.
extension FixedSums: Codable {
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for place in wholes.indices {
      try list.encode(Int64(truncatingIfNeeded: units(place) >> 64))
      try list.encode(UInt64(truncatingIfNeeded: units(place)))
    }
  }

  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init(0)
    while !list.isAtEnd {
      let units = try Int128(list.decode(Int64.self)) << 64 | Int128(list.decode(UInt64.self))
      wholes.append(units >> 40)
      rests.append(Int64(units & (1 << 40 - 1)))
    }
  }
}
