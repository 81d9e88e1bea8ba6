/// Count, mean, deviation and extremes of a column of numbers that streams by in blocks; the memory does not grow.
///
/// A block is summed in one fixed order, about a number near its mean; the blocks' sums are added without rounding. So
/// neither the order of the blocks nor how threads and shards share them changes a bit, as long as the blocks are the
/// same: they lie at global multiples of `blockWidth`. Nothing is lost where the mean is large beside the deviation.
package struct Moments: Sendable, Equatable {
  package static let blockWidth = 256
  /// How many numbers there are, without the missing ones.
  package private(set) var count = 0
  /// How many are missing, by the reason that a NaN carries; numbers beyond ±1e150 are missing too. Ascending by bits.
  package private(set) var missing: [MissingCount] = []
  /// +∞ and −∞ where there is no number.
  package private(set) var minimum = Double.infinity
  package private(set) var maximum = -Double.infinity
  private var sum = ExactSum()
  private var squares = ExactSum()

  package init() {}

  /// Adds the numbers of one block, at most `blockWidth` of them.
  ///
  /// Complexity: O(block), about two nanoseconds a number.
  ///
  /// - Returns: what else is known of the block, for whoever adds it to something more.
  @discardableResult
  package mutating func add(_ block: Span<Double>) -> BlockExtent {
    precondition(block.count <= Self.blockWidth, "a block of \(block.count) numbers")
    let extent = BlockExtent(block)
    if extent.count < block.count {
      // Mostly for one reason: runs of it are counted first.
      var (bits, run) = (UInt64(0), 0)
      for place in block.indices where !(abs(block[place]) <= largestMagnitude) {
        let own = block[place].bitPattern
        if own != bits, run > 0 {
          addMissing(bits, run)
          run = 0
        }
        (bits, run) = (own, run + 1)
      }
      addMissing(bits, run)
    }
    guard extent.count > 0 else { return extent }
    count += extent.count
    minimum = min(minimum, extent.minimum)
    maximum = max(maximum, extent.maximum)
    let sums = BlockSums(block, extent)
    sums.addFirst(to: &sum)
    sums.addProducts(to: &squares)
    return extent
  }

  /// Adds all that another part of the column has seen.
  package mutating func add(_ other: Moments) {
    count += other.count
    for entry in other.missing { addMissing(entry.bits, entry.count) }
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum.add(other.sum)
    squares.add(other.squares)
  }

  private mutating func addMissing(_ bits: UInt64, _ count: Int) {
    let place = missing.firstIndex { $0.bits >= bits } ?? missing.endIndex
    if place < missing.endIndex, missing[place].bits == bits {
      missing[place].count += count
    } else {
      missing.insert(MissingCount(bits: bits, count: count), at: place)
    }
  }

  /// How many numbers are missing, for whatever reason.
  package var missingCount: Int { missing.reduce(0) { $0 + $1.count } }

  /// Nil where there is no number.
  package var mean: Double? { count > 0 ? sum.value / Double(count) : nil }

  /// The mean squared distance from the mean, over n − 1; nil below two numbers.
  package var variance: Double? {
    guard count > 1 else { return nil }
    return max(0, centered(squares, sum, sum, count)) / Double(count - 1)
  }

  /// Nil below two numbers.
  package var standardDeviation: Double? { variance?.squareRoot() }

  /// Of the mean, were the rows drawn independently; nil below two numbers.
  package var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }

  /// How far the interval of the mean reaches to each side, likewise.
  ///
  /// - Parameter level: the confidence, 0 < level < 1.
  package func reachOfMean(level: Double = 0.95) -> Double? {
    standardError.map { normalQuantile((1 + level) / 2) * $0 }
  }
}

/// How often one kind of missing number was met.
package struct MissingCount: Sendable, Hashable {
  /// The bits of the NaN, with its reason.
  package let bits: UInt64
  package fileprivate(set) var count: Int
}

/// Σ(x − x̄)(y − ȳ) = Σxy − Σx·Σy/n, exact until the last step.
func centered(_ products: ExactSum, _ first: ExactSum, _ second: ExactSum, _ count: Int) -> Double {
  var scaled = ExactSum()
  for part in products.expansion(3) { scaled.add(part, times: Double(count)) }
  for a in first.expansion(3) {
    for b in second.expansion(3) { scaled.add(-a, times: b) }
  }
  return scaled.value / Double(count)
}

extension MissingCount: Codable {}

extension Moments: Codable {
  private enum Key: String, CodingKey { case count, missing, minimum, maximum, sum, squares }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(count, forKey: .count)
    try fields.encode(missing, forKey: .missing)
    // Where there is no number they are infinite, and left out.
    if count > 0 {
      try fields.encode(minimum, forKey: .minimum)
      try fields.encode(maximum, forKey: .maximum)
    }
    try fields.encode(sum, forKey: .sum)
    try fields.encode(squares, forKey: .squares)
  }

  /// - Throws: `DecodingError` for what no moments are written as.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    count = try fields.decode(Int.self, forKey: .count)
    for entry in try fields.decode([MissingCount].self, forKey: .missing) {
      guard entry.count > 0, !isCounted(Double(bitPattern: entry.bits)) else {
        throw DecodingError.dataCorruptedError(
          forKey: .missing, in: fields, debugDescription: "a count of \(entry.count)")
      }
      addMissing(entry.bits, entry.count)
    }
    guard count >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .count, in: fields, debugDescription: "a count of \(count)")
    }
    if count > 0 {
      minimum = try fields.decode(Double.self, forKey: .minimum)
      maximum = try fields.decode(Double.self, forKey: .maximum)
    }
    sum = try fields.decode(ExactSum.self, forKey: .sum)
    squares = try fields.decode(ExactSum.self, forKey: .squares)
  }
}
