/// A Latin hypercube: each of `rows` equal strata of every input is hit by exactly one row, somewhere inside.
///
/// The stratum of a row is its place under a permutation keyed by seed and input, the place inside an independent
/// draw. Source: M. McKay, R. Beckman, W. Conover, Technometrics 21, 1979, doi:10.2307/1268522.
package struct LatinHypercube: Sampler, Hashable {
  package let rows: UInt64
  private let seed: UInt64
  private let jitter: CounterDraws

  /// A design of so many rows, up to 2⁴⁰; its inputs are unlimited.
  package init(rows: UInt64, seed: UInt64) {
    precondition((1...KeyedPermutation.maximumCount).contains(rows), "a Latin hypercube of \(rows) rows")
    self.rows = rows
    self.seed = seed
    jitter = CounterDraws(seed: seed, purpose: .jitter)
  }

  /// About 15 nanoseconds a row.
  package func fill(_ draws: inout MutableSpan<Double>, from row: UInt64, input: Int) {
    precondition(
      row < rows && UInt64(draws.count) <= rows - row, "\(draws.count) rows from \(row) of \(rows)")
    let permutation = KeyedPermutation(count: rows, seed: seed, input: UInt32(input))
    jitter.fill(&draws, from: row, input: UInt32(input))
    // Stratum and place inside share 48 bits: so the division cannot round a number out of its stratum.
    let parts = Double(sign: .plus, exponent: 48 - 64 + rows.leadingZeroBitCount, significand: 1)
    func value(_ stratum: SIMD4<UInt64>, _ inside: Four) -> Four {
      (wholeNumbers(stratum) + (nearestWhole(inside * parts - 0.5) + 0.5) * (1 / parts)) / Double(rows)
    }
    let whole = draws.count & ~3
    for place in stride(from: 0, to: whole, by: 4) {
      let strata = permutation.image(SIMD4(repeating: row + UInt64(place)) &+ SIMD4(0, 1, 2, 3))
      draws.store(value(strata, draws.four(at: place)), at: place)
    }
    for place in whole..<draws.count {
      let stratum = permutation.image(SIMD4(repeating: row + UInt64(place)))
      draws[place] = value(stratum, Four(repeating: draws[place]))[0]
    }
  }
}
