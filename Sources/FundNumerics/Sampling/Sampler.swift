/// A design of experiments: one number in [0, 1) for every row and input.
///
/// A row is a lane of a sweep, an input one of its uncertain numbers. Every number is a function of row and input
/// alone, so a row can be drawn again by itself, and blocks, threads and shards change nothing.
package protocol Sampler: Sendable {
  /// Fills `draws` with the numbers of `input` for as many rows from `row` on.
  ///
  /// Rows and inputs outside of the design are our fault and trap.
  func fill(_ draws: inout MutableSpan<Double>, from row: UInt64, input: Int)
}

extension Sampler {
  /// The number of one row, the same bits as within a block.
  package func uniform(row: UInt64, input: Int) -> Double {
    var one = [0.0]
    var span = one.mutableSpan
    fill(&span, from: row, input: input)
    return one[0]
  }
}

/// Independent uniform draws in the open interval (0, 1), as many rows as one likes.
package struct RandomSampler: Sampler, Hashable {
  private let draws: CounterDraws

  package init(seed: UInt64) { draws = CounterDraws(seed: seed, purpose: .sample) }

  /// About 3 nanoseconds a row.
  package func fill(_ draws: inout MutableSpan<Double>, from row: UInt64, input: Int) {
    self.draws.fill(&draws, from: row, input: UInt32(input))
  }
}
