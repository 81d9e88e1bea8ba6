/// Sobol' points: a sequence that fills the cube more evenly than chance, so that means of smooth results err like
/// 1/N rather than 1/√N. Best at powers of two of rows.
///
/// In Gray-code order, with the direction numbers of Joe and Kuo. Source: I. Sobol', USSR Comput. Math. Math. Phys. 7,
/// 1967; order: I. Antonov, V. Saleev, ibid. 19, 1979.
package struct SobolSequence: Sampler {
  package static let maximumInputs = 256
  package static let maximumRows: UInt64 = 1 << 52
  package let inputs: Int
  private let shifts: [UInt64]
  private let isShifted: Bool
  /// What a bit of the row's number adds, 52 for each input. `[inputs × 52]`
  private let steps: [UInt64]

  /// The points shifted digit by digit with random numbers that hang on the seed: each point is then uniform in
  /// (0, 1), and all keep their places to each other.
  ///
  /// - Parameter inputs: the dimensions, up to `maximumInputs`.
  package init(inputs: Int, seed: UInt64) {
    let draws = CounterDraws(seed: seed, purpose: .shift)
    self.init(inputs: inputs, shifts: (0..<inputs).map { draws.bits(row: 0, input: UInt32($0)) >> 12 })
  }

  /// The points as published, the first one zero; not for distributions whose ends are infinite.
  package static func unshifted(inputs: Int) -> SobolSequence { SobolSequence(inputs: inputs, shifts: nil) }

  private init(inputs: Int, shifts: [UInt64]?) {
    precondition((0...Self.maximumInputs).contains(inputs), "Sobol' points in \(inputs) dimensions")
    self.inputs = inputs
    self.shifts = shifts ?? Array(repeating: 0, count: inputs)
    isShifted = shifts != nil
    steps = directionNumbers(dimensions: inputs).flatMap { directions in
      // Row n is the sum of the directions where n ^ (n >> 1) has bits: bit b of n is in two of them.
      directions.indices.map { $0 == 0 ? directions[0] : directions[$0] ^ directions[$0 - 1] }
    }
  }

  /// About a nanosecond a row.
  package func fill(_ draws: inout MutableSpan<Double>, from row: UInt64, input: Int) {
    precondition(
      row < Self.maximumRows && UInt64(draws.count) <= Self.maximumRows - row && (0..<inputs).contains(input),
      "\(draws.count) rows from \(row), input \(input) of \(inputs)")
    let steps = steps[(input * 52)..<(input * 52 + 52)]
    let first = steps.startIndex
    /// The sum of the steps of the bits of `row`.
    func point(_ row: UInt64) -> UInt64 {
      var (bits, sum) = (row, shifts[input])
      while bits != 0 {
        sum ^= steps[first + bits.trailingZeroBitCount]
        bits &= bits - 1
      }
      return sum
    }
    let offset = isShifted ? 1 - 0x1p-53 : 1
    func place(_ points: SIMD4<UInt64>) -> Four {
      Four(bitPatterns: points | SIMD4(repeating: 0x3ff0_0000_0000_0000)) - offset
    }
    // Up to a row whose number is a multiple of four one by one, then in fours: within one, two bits change.
    var next = 0
    while next < draws.count, (row + UInt64(next)) & 3 != 0 || draws.count - next < 4 {
      draws[next] = place(SIMD4(repeating: point(row + UInt64(next))))[0]
      next += 1
    }
    guard next < draws.count else { return }
    let within = SIMD4(0, steps[first], steps[first + 1], steps[first] ^ steps[first + 1])
    var number = row + UInt64(next)
    var base = point(number)
    while draws.count - next >= 4 {
      draws.store(place(SIMD4(repeating: base) ^ within), at: next)
      // Adding four turns the bits up to the lowest one that is not set.
      let turned = (number ^ (number &+ 4)) >> 2
      for bit in 0..<(64 - turned.leadingZeroBitCount) where bit + 2 < 52 { base ^= steps[first + bit + 2] }
      number &+= 4
      next += 4
    }
    while next < draws.count {
      draws[next] = place(SIMD4(repeating: point(row + UInt64(next))))[0]
      next += 1
    }
  }
}

/// The direction numbers of the first dimensions, 52 each, as bits of 52 after the point.
private func directionNumbers(dimensions: Int) -> [[UInt64]] {
  var all: [[UInt64]] = []
  if dimensions > 0 { all.append((0..<52).map { 1 << (51 - UInt64($0)) }) }
  let entries = SobolDirections.table.split { $0 == "," || $0.isNewline }
  for entry in entries.prefix(max(0, dimensions - 1)) {
    let numbers = entry.split(separator: " ").compactMap { UInt64($0) }
    let (polynomial, degree) = (numbers[0], numbers.count - 1)
    var directions = (0..<min(degree, 52)).map { numbers[$0 + 1] << (51 - UInt64($0)) }
    for place in degree..<52 {
      var next = directions[place - degree] ^ directions[place - degree] >> UInt64(degree)
      for term in 1..<degree where polynomial >> UInt64(degree - 1 - term) & 1 == 1 {
        next ^= directions[place - term]
      }
      directions.append(next)
    }
    all.append(directions)
  }
  return all
}
