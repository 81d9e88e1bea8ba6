/// Exact quantiles of a column that is held whole; no full order is made.
///
/// What `QuantileCounts` estimates of a stream: straight lines between neighbours, as Excel's PERCENTILE.INC (Hyndman and
/// Fan's type 7). The numbers are counted in equal parts from the least to the greatest, and only the part in which a rank
/// lies is put in order.
package enum OrderStatistics {
  /// Parts of so many numbers where they are spread evenly: neighbours of a quantile mostly lie in one.
  private static let numbersOfPart = 8
  private static let mostParts = 2048

  /// The quantiles of `numbers` at `shares`.
  ///
  /// - Parameters:
  ///   - numbers: finite, at least one, in any order.
  ///   - shares: in 0...1.
  /// - Complexity: O(n) where the numbers are spread; O(n log n) where most of them lie in one part.
  package static func quantiles(_ shares: [Double], of numbers: [Double]) -> [Double] {
    precondition(!numbers.isEmpty, "quantiles of nothing")
    var (least, greatest) = (numbers[0], numbers[0])
    for number in numbers { (least, greatest) = (min(least, number), max(greatest, number)) }
    guard least < greatest else { return shares.map { _ in least } }
    var ranked = RankedParts(
      numbers, least, greatest, parts: max(1, min(numbers.count / numbersOfPart, mostParts)))
    return shares.map { share in
      precondition((0...1).contains(share), "a quantile at \(share)")
      let place = share * Double(numbers.count - 1)
      let rank = min(Int(place), numbers.count - 1)
      let (weight, low) = (place - Double(rank), ranked.number(ofRank: rank))
      guard weight > 0 else { return low }
      let high = ranked.number(ofRank: rank + 1)
      return min(high, low + (high - low) * weight)
    }
  }
}

/// Numbers in equal parts from the least to the greatest; a part is ordered when it is asked for.
private struct RankedParts {
  private let numbers: [Double]
  /// The part of each number.
  private var places: [UInt16]
  /// How many numbers lie before each part, and in all.
  private var before: [Int]
  private var ordered: (part: Int, numbers: [Double]) = (-1, [])

  init(_ numbers: [Double], _ least: Double, _ greatest: Double, parts: Int) {
    self.numbers = numbers
    // Halves, so that no width is infinite. Rounding keeps the order: what is not less lies in no part before.
    let scale = Double(parts) / (greatest / 2 - least / 2)
    let last = parts - 1
    var places = [UInt16](repeating: 0, count: numbers.count)
    var counts = [Int](repeating: 0, count: parts + 1)
    for index in numbers.indices {
      // A width so small that its inverse is infinite gives 0 · ∞ for the least.
      let place = (numbers[index] / 2 - least / 2) * scale
      let part = place < Double(last) ? Int(place) : place.isNaN ? 0 : last
      places[index] = UInt16(truncatingIfNeeded: part)
      counts[part + 1] += 1
    }
    for part in 1...parts { counts[part] += counts[part - 1] }
    self.places = places
    before = counts
  }

  mutating func number(ofRank rank: Int) -> Double {
    var (low, high) = (0, before.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if before[middle] <= rank { low = middle } else { high = middle }
    }
    if ordered.part != low {
      var own: [Double] = []
      own.reserveCapacity(before[low + 1] - before[low])
      let part = UInt16(truncatingIfNeeded: low)
      for index in places.indices where places[index] == part { own.append(numbers[index]) }
      own.sort()
      ordered = (low, own)
    }
    return ordered.numbers[rank - before[low]]
  }
}
