/// A permutation of 0 ..< count, chosen by a key, each place computed alone.
///
/// A number is a row and a column of a nearly square table with just enough cells; a Feistel network of six rounds
/// turns rows by what the column says and columns by what the row says. A number that falls on one of the few cells
/// too many goes through again until it does not. Source: J. Black, P. Rogaway, "Ciphers with arbitrary finite
/// domains", CT-RSA 2002, doi:10.1007/3-540-45760-7_9 ("generalized Feistel"). Up to 64 numbers, for which six rounds
/// would favour some orders, are sorted by a random number each.
package struct KeyedPermutation: Sendable, Hashable {
  package static let maximumCount: UInt64 = 1 << 40
  package let count: UInt64
  private let tableRows: UInt32
  private let tableColumns: UInt32
  /// For each round what is laid over the number that turns, and the odd number it is multiplied with.
  private let masks: SIMD8<UInt32>
  private let factors: SIMD8<UInt32>
  /// The whole permutation where it is short, else empty.
  private let order: [UInt64]

  /// The permutation of `count` numbers for `input` under `seed`.
  package init(count: UInt64, seed: UInt64, input: UInt32) {
    precondition((1...Self.maximumCount).contains(count), "a permutation of \(count) numbers")
    self.count = count
    // Below 2⁵² the root is exact enough to be off by one at most.
    var side = UInt64(Double(count).squareRoot())
    while side * side < count { side += 1 }
    tableRows = UInt32(side)
    tableColumns = UInt32((count + side - 1) / side)
    let generator = Philox(seed: seed)
    func words(_ low: UInt32, _ high: UInt32) -> SIMD8<UInt32> {
      SIMD8(
        lowHalf: generator.words(SIMD4(low, 0, input, DrawPurpose.permutation.rawValue)),
        highHalf: generator.words(SIMD4(high, 0, input, DrawPurpose.permutation.rawValue)))
    }
    masks = words(0, 1)
    factors = words(2, 3) | 1
    order =
      count > 64 ? [] : Self.order(of: count, draws: CounterDraws(seed: seed, purpose: .permutation), input)
  }

  private static func order(of count: UInt64, draws: CounterDraws, _ input: UInt32) -> [UInt64] {
    // Rows from far away, which no key above is made of.
    let bits = (0..<count).map { draws.bits(row: 1 << 40 | $0, input: input) }
    return (0..<count).sorted { (bits[Int($0)], $0) < (bits[Int($1)], $1) }
  }

  /// Where the number at `place` goes.
  package func callAsFunction(_ place: UInt64) -> UInt64 {
    precondition(place < count, "place \(place) of \(count)")
    return image(SIMD4(repeating: place))[0]
  }

  /// Where four numbers go; all must be below `count`.
  @inline(__always)
  func image(_ places: SIMD4<UInt64>) -> SIMD4<UInt64> {
    if !order.isEmpty {
      return SIMD4(
        order[Int(places[0])], order[Int(places[1])], order[Int(places[2])], order[Int(places[3])])
    }
    var numbers = mixed(places)
    // Of the difference the highest bit is set where a number is inside.
    var inside = (numbers &- SIMD4(repeating: count)) &>> 63
    while inside.wrappedSum() < 4 {
      numbers.replace(with: mixed(numbers), where: inside .== 0)
      inside = (numbers &- SIMD4(repeating: count)) &>> 63
    }
    return numbers
  }

  @inline(__always)
  private func mixed(_ numbers: SIMD4<UInt64>) -> SIMD4<UInt64> {
    let word = SIMD4<UInt64>(repeating: 0xffff_ffff)
    let (rows, columns) = (SIMD4(repeating: UInt64(tableRows)), SIMD4(repeating: UInt64(tableColumns)))
    // The quotient of whole numbers below 2⁴¹, half added, is never within rounding of a whole number.
    let quotient = nearestWhole((wholeNumbers(numbers) + 0.5) / Double(tableColumns) - 0.5)
    var row = (quotient + 0x1p52).bitPatterns & word
    var column = numbers &- row &* columns
    /// `x` turned by a number in 0 ..< `size` that hangs on `y` and the keys of the round.
    @inline(__always)
    func turned(_ x: SIMD4<UInt64>, by y: SIMD4<UInt64>, _ round: Int, size: SIMD4<UInt64>) -> SIMD4<UInt64> {
      let product =
        ((y ^ SIMD4(repeating: UInt64(masks[round]))) & word) &* SIMD4(repeating: UInt64(factors[round]))
      // High word over low word are 32 well-mixed bits, which stand for a fraction of the size.
      let turn = ((((product &>> 32) ^ product) & word) &* size) &>> 32
      let past = x &+ turn &- size
      return past &+ ((SIMD4.zero &- (past &>> 63)) & size)
    }
    @inline(__always)
    func turnBoth(_ round: Int) {
      row = turned(row, by: column, round, size: rows)
      column = turned(column, by: row, round + 1, size: columns)
    }
    turnBoth(0)
    turnBoth(2)
    turnBoth(4)
    return (row & word) &* columns &+ column
  }
}
