/// Quantiles of a column that streams by, from counts on a fixed grid: parts of the column merge exactly, in any order.
///
/// The grid is made of a number's own bits: sign, exponent and 14 bits of the significand. A cell is never wider than
/// 2⁻¹⁴ (0.006 %) of its numbers; zero has a cell of its own. Only cells near numbers that occur take memory: 16,384 an
/// octave at most, 3 kilobytes for 256. A cell that has seen one number only, however often, knows it: a quantile among equal
/// numbers is that number.
package struct QuantileCounts: Sendable {
  package private(set) var count = 0
  package private(set) var minimum = Double.infinity
  package private(set) var maximum = -Double.infinity
  private var zeros = 0
  /// For a sign and an exponent, where its 64 pages are listed, or −1. `[4096]`
  private var octaves = [Int32](repeating: -1, count: 4096)
  /// Where a page's cells begin, in pages, or −1. `[octaves met × 64]`
  private var pages: [Int32] = []
  /// `[pages × 256]`
  private var cells = QuantileCells()

  package init() {}

  /// Adds numbers; the missing ones of `Moments` are left out here too.
  ///
  /// Complexity: O(numbers), about three nanoseconds each.
  package mutating func add(_ numbers: Span<Double>) { add(numbers, BlockExtent(numbers)) }

  /// Adds numbers whose extent is known.
  package mutating func add(_ numbers: Span<Double>, _ extent: BlockExtent) {
    guard extent.count > 0 else { return }
    count += extent.count
    minimum = min(minimum, extent.minimum)
    maximum = max(maximum, extent.maximum)
    for start in stride(from: 0, to: numbers.count, by: 64) {
      // First the places, then the counts, so that one number need not wait for the other.
      var places = InlineArray<64, Int>(repeating: 0)
      var seen = InlineArray<64, Double>(repeating: 0)
      var met = 0
      for index in start..<min(start + 64, numbers.count) {
        let number = numbers[index]
        guard abs(number) <= largestMagnitude else { continue }
        if number == 0 {
          zeros += 1
        } else {
          let cell = Self.cell(of: number)
          places[met] = page(of: cell) << 8 | cell & 255
          seen[met] = number
          met += 1
        }
      }
      cells.add(seen.span, at: places.span.extracting(0..<met))
    }
  }

  /// The bits of a number that its cell leaves out: 1 for the sign, 11 and 14 are left.
  private static let dropped: UInt64 = 38

  /// The place of a number's cell.
  @inline(__always)
  private static func cell(of number: Double) -> Int { Int(number.bitPattern >> Self.dropped) }

  /// Where the page of a cell lies; it is made where there is none.
  @inline(__always)
  private mutating func page(of cell: Int) -> Int {
    let list = octaves[cell >> 14]
    if list >= 0 {
      let page = pages[Int(list) << 6 | (cell >> 8) & 63]
      if page >= 0 { return Int(page) }
    }
    return newPage(for: cell)
  }

  private mutating func newPage(for cell: Int) -> Int {
    if octaves[cell >> 14] < 0 {
      octaves[cell >> 14] = Int32(pages.count >> 6)
      pages.append(contentsOf: repeatElement(-1, count: 64))
    }
    let page = cells.count >> 8
    pages[Int(octaves[cell >> 14]) << 6 | (cell >> 8) & 63] = Int32(page)
    cells.append(256)
    return page
  }

  /// Adds all that another part of the column has seen.
  package mutating func add(_ other: QuantileCounts) {
    count += other.count
    zeros += other.zeros
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    other.forEachCell { cell, cellCount, only in
      let place = page(of: cell) << 8 | cell & 255
      cells.add(cellCount, only: only, at: place)
    }
  }

  /// The cells with a count and their only numbers, by the bits they stand for, in the ascending order of the numbers
  /// counted: negative ones have the larger bits the smaller they are. Zero's cell is not among them.
  private func forEachCell(_ body: (Int, Int, Double) -> Void) {
    for octave in (2048..<4096).reversed() where octaves[octave] >= 0 {
      for page in (0..<64).reversed() { forEachSlot(octave << 6 | page, (0..<256).reversed(), body) }
    }
    for octave in 0..<2048 where octaves[octave] >= 0 {
      for page in 0..<64 { forEachSlot(octave << 6 | page, 0..<256, body) }
    }
  }

  private func forEachSlot(_ part: Int, _ slots: some Sequence<Int>, _ body: (Int, Int, Double) -> Void) {
    let page = pages[Int(octaves[part >> 6]) << 6 | part & 63]
    guard page >= 0 else { return }
    for slot in slots {
      let place = Int(page) << 8 | slot
      let cellCount = cells.total(at: place)
      let cell = part << 8 | slot
      if cellCount > 0 { body(cell, cellCount, cells.only(at: place)) }
    }
  }

  /// The quantiles at `shares`, each as an estimate with bounds; nil for each where there is no number.
  ///
  /// What is estimated is the quantile of all numbers with straight lines between neighbours, as Excel's
  /// PERCENTILE.INC (Hyndman and Fan's type 7). It lies within the bounds for certain.
  ///
  /// - Parameter shares: in 0...1, in any order.
  /// - Complexity: O(cells).
  package func quantiles(_ shares: [Double]) -> [QuantileEstimate?] {
    guard count > 0 else { return shares.map { _ in nil } }
    let places = shares.map { share in
      precondition((0...1).contains(share), "a quantile at \(share)")
      return share * Double(count - 1)
    }
    let ranks = places.map { min(Int($0), count - 1) }
    let known = estimates(ofRanks: Set(ranks + ranks.map { min($0 + 1, count - 1) }).sorted())
    return zip(places, ranks).map { place, rank in
      guard let low = known[rank], let high = known[min(rank + 1, count - 1)] else {
        preconditionFailure("no number of rank \(rank) among \(count)")
      }
      let weight = place - Double(rank)
      func between(_ part: KeyPath<QuantileEstimate, Double>) -> Double {
        straight(from: low[keyPath: part], to: high[keyPath: part], weight)
      }
      return QuantileEstimate(value: between(\.value), lower: between(\.lower), upper: between(\.upper))
    }
  }

  /// How many numbers lie in each of so many equal parts from the least to the greatest, and where each part begins; a
  /// cell counts where its middle lies. Empty where all numbers are equal, or there are none.
  ///
  /// - Complexity: O(cells).
  package func histogram(parts: Int) -> [(from: Double, count: Int)] {
    let width = maximum - minimum
    guard count > 0, parts > 0, width > 0 else { return [] }
    var bars = (0..<parts).map { (from: minimum + width * Double($0) / Double(parts), count: 0) }
    forEachRun { lower, upper, cellCount in
      let middle = lower + (upper - lower) / 2
      bars[min(Int((middle - minimum) / width * Double(parts)), parts - 1)].count += cellCount
    }
    return bars
  }

  /// Runs of equal or nearly equal numbers in ascending order: between which numbers they lie, and how many they are.
  private func forEachRun(_ body: (_ lower: Double, _ upper: Double, _ count: Int) -> Void) {
    var zeros = zeros
    func passZero() {
      if zeros > 0 { body(0, 0, zeros) }
      zeros = 0
    }
    forEachCell { cell, cellCount, only in
      if only > 0 { passZero() }
      guard only.isNaN else { return body(only, only, cellCount) }
      let inner = Double(bitPattern: UInt64(cell) << Self.dropped)
      let outer = Double(bitPattern: UInt64(cell + 1) << Self.dropped)
      if inner.sign == .minus {
        body(max(outer, minimum), min(inner, maximum), cellCount)
      } else {
        passZero()
        body(max(inner, minimum), min(outer, maximum), cellCount)
      }
    }
    passZero()
  }

  /// The numbers of so many smaller ones: the only number of their cell, else taken as evenly spread over it; the first and
  /// the last are known.
  ///
  /// - Parameter ranks: ascending.
  private func estimates(ofRanks ranks: [Int]) -> [Int: QuantileEstimate] {
    var known: [Int: QuantileEstimate] = [:]
    var (open, before) = (ranks[...], 0)
    forEachRun { lower, upper, runCount in
      while let rank = open.first, rank < before + runCount {
        let share = (Double(rank - before) + 0.5) / Double(runCount)
        known[rank] = QuantileEstimate(
          value: straight(from: lower, to: upper, share), lower: lower, upper: upper)
        open = open.dropFirst()
      }
      before += runCount
    }
    for (rank, number) in [(0, minimum), (count - 1, maximum)] where known[rank] != nil {
      known[rank] = QuantileEstimate(value: number, lower: number, upper: number)
    }
    return known
  }
}

extension QuantileCounts: Equatable {
  /// Whether both have seen numbers of the same cells as often; in which order does not matter.
  package static func == (a: QuantileCounts, b: QuantileCounts) -> Bool {
    a.count == b.count && a.zeros == b.zeros && a.minimum == b.minimum && a.maximum == b.maximum
      && a.list() == b.list()
  }

  private func list() -> [Int] {
    var list: [Int] = []
    forEachCell { list += [$0, $1, $2.isNaN ? 0 : Int(bitPattern: UInt(truncatingIfNeeded: $2.bitPattern))] }
    return list
  }
}

/// What lies at `share` of the way from `a` up to `b`, never beyond either.
private func straight(from a: Double, to b: Double, _ share: Double) -> Double { min(b, a + (b - a) * share) }

/// A quantile of a column of which only counts are known.
package struct QuantileEstimate: Sendable, Hashable {
  package let value: Double
  /// The quantile of the numbers themselves is not below this one …
  package let lower: Double
  /// … nor above this one.
  package let upper: Double

  /// The largest distance from the quantile of the numbers themselves.
  package var error: Double { max(value - lower, upper - value) }
}

/// As part of a column that another process goes on with.
extension QuantileCounts: Codable {
  private enum Key: String, CodingKey { case zeros, minimum, maximum, cells, counts, only }

  /// `cells` ascend; `only` has the only number of each cell that has seen no other, else null.
  package func encode(to encoder: any Encoder) throws {
    var (places, counts, numbers): ([Int], [Int], [Double?]) = ([], [], [])
    forEachCell { cell, count, only in
      places.append(cell)
      counts.append(count)
      numbers.append(only.isNaN ? nil : only)
    }
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(zeros, forKey: .zeros)
    if count > 0 {
      try fields.encode(minimum, forKey: .minimum)
      try fields.encode(maximum, forKey: .maximum)
    }
    try fields.encode(places, forKey: .cells)
    try fields.encode(counts, forKey: .counts)
    try fields.encode(numbers, forKey: .only)
  }

  /// - Throws: `DecodingError` for what no counts are written as.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    zeros = try fields.decode(Int.self, forKey: .zeros)
    let places = try fields.decode([Int].self, forKey: .cells)
    let counts = try fields.decode([Int].self, forKey: .counts)
    let numbers = try fields.decode([Double?].self, forKey: .only)
    func fault(_ what: String) -> DecodingError {
      .dataCorruptedError(forKey: .cells, in: fields, debugDescription: what)
    }
    guard zeros >= 0, places.count == counts.count, places.count == numbers.count else {
      throw fault("\(places.count) cells, \(counts.count) counts, \(numbers.count) numbers")
    }
    for (place, (cellCount, only)) in zip(places, zip(counts, numbers)) {
      let isOfCell = only.map { Self.cell(of: $0) == place } ?? true
      guard (0..<1 << 26).contains(place), (1..<1 << 48).contains(cellCount), isOfCell else {
        throw fault("\(cellCount) in cell \(place)")
      }
      count += cellCount
      cells.add(cellCount, only: only ?? .nan, at: page(of: place) << 8 | place & 255)
    }
    count += zeros
    if count > 0 {
      minimum = try fields.decode(Double.self, forKey: .minimum)
      maximum = try fields.decode(Double.self, forKey: .maximum)
    }
  }
}
