import Foundation
import FundNumerics
import Testing

@Suite struct `Quantiles from counts` {
  private func counts(_ numbers: [Double]) -> QuantileCounts {
    var counts = QuantileCounts()
    for block in blocks(of: numbers) { counts.add(block.span) }
    return counts
  }

  @Test func `a histogram counts every number once, in parts of equal width`() {
    var counts = QuantileCounts()
    let numbers: [Double] = [-10, -9.5, -1, 0, 0, 3, 4.9, 9.9, 10]
    counts.add(numbers.span)
    let bars = counts.histogram(parts: 4)
    // −10…−5, −5…0, 0…5, 5…10, by hand.
    #expect(bars.map(\.from) == [-10, -5, 0, 5])
    #expect(bars.map(\.count) == [2, 1, 4, 2])
    var equal = QuantileCounts()
    let same = [3.0, 3.0]
    equal.add(same.span)
    #expect(equal.histogram(parts: 4).isEmpty && QuantileCounts().histogram(parts: 4).isEmpty)
  }

  @Test func `the exact quantile lies within the bounds, which are a cell apart`() throws {
    for column in try StatisticsFixture.load().columns {
      let estimates = counts(column.numbers).quantiles(column.shares)
      for (estimate, exact) in zip(estimates, column.quantiles) {
        let estimate = try #require(estimate)
        // NumPy's straight line rounds otherwise than ours, by some units in the last place; where a cell knows its only
        // number nothing else is left of the bounds.
        let rounding = 1e-15 * abs(exact)
        #expect(estimate.lower - rounding <= exact && exact <= estimate.upper + rounding, "\(column.name)")
        #expect(estimate.lower <= estimate.value && estimate.value <= estimate.upper)
        #expect(abs(estimate.value - exact) <= estimate.error + rounding)
      }
      #expect(estimates.first??.value == column.numbers.min())
      #expect(estimates.last??.value == column.numbers.max())
    }
  }

  @Test func `an error is at most a 16,384th of the quantile, and far less where numbers are many`() throws {
    let draws = CounterDraws(seed: 5, purpose: .sample)
    let numbers = filled(200_000) { draws.fill(&$0, from: 0, input: 0) }.map { 1e6 * (0.5 + $0) }
    let sorted = numbers.sorted()
    let shares = [0.001, 0.05, 0.3, 0.5, 0.9, 0.999]
    for (share, estimate) in zip(shares, counts(numbers).quantiles(shares)) {
      let estimate = try #require(estimate)
      let place = share * Double(sorted.count - 1)
      let exact =
        sorted[Int(place)] + (place - Double(Int(place))) * (sorted[Int(place) + 1] - sorted[Int(place)])
      #expect(estimate.error <= exact * 0x1p-14)
      #expect(abs(estimate.value - exact) <= exact * 0x1p-15)
    }
  }

  @Test func `parts merge to the whole in any order`() throws {
    for column in try StatisticsFixture.load().columns {
      let whole = counts(column.numbers)
      var parts = (0..<3).map { _ in QuantileCounts() }
      for (index, block) in blocks(of: column.numbers).enumerated() { parts[2 - index % 3].add(block.span) }
      var merged = parts[1]
      merged.add(parts[0])
      merged.add(parts[2])
      #expect(merged == whole)
      #expect(merged.quantiles(column.shares) == whole.quantiles(column.shares))
    }
  }

  /// Columns of few distinct numbers, some of them in one cell of the grid, against the sorted column.
  @Test func `a quantile among equal numbers is that number`() throws {
    var generator = FlowGenerator(seed: 22)
    for _ in 0..<300 {
      let scale = pow(10, Double.random(in: -3...9, using: &generator))
      let atoms = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? (scale * Double.random(in: -3...3, using: &generator)).rounded()
          : scale
            * Double.random(in: -3...3, using: &generator)
      }
      let weights = atoms.map { _ in Int.random(in: 1...400, using: &generator) }
      let numbers = zip(atoms, weights).flatMap { Array(repeating: $0, count: $1) }.shuffled(
        using: &generator)
      let sorted = numbers.sorted()
      // Two parts merged, as threads do.
      let cut = Int.random(in: 0...numbers.count, using: &generator)
      var whole = counts(Array(numbers[..<cut]))
      whole.add(counts(Array(numbers[cut...])))
      let shares = (0..<20).map { _ in Double.random(in: 0...1, using: &generator) } + [0.5]
      for (share, estimate) in zip(shares, whole.quantiles(shares)) {
        let place = share * Double(sorted.count - 1)
        let (low, high) = (sorted[Int(place)], sorted[min(Int(place) + 1, sorted.count - 1)])
        let isAlone = atoms.allSatisfy { $0 == low || abs($0 - low) > 1e-4 * abs(low) }
        guard low == high, isAlone else { continue }
        #expect(estimate?.value == low && estimate?.error == 0, "\(share) of \(atoms)")
      }
    }
  }

  @Test func `two numbers that occur often: the median is one of them`() throws {
    let numbers = (0..<10_000).map { $0 % 10 < 7 ? 1_800_000.0 : 2_800_000 }
    #expect(
      counts(numbers).quantiles([0.5, 0.69, 0.71]).map { $0?.value } == [1_800_000, 1_800_000, 2_800_000])
  }

  @Test func `counts go past 32 bits`() {
    var counts = counts([-5, 1, 2, 2])
    for _ in 0..<34 {
      let other = counts
      counts.add(other)
    }
    #expect(counts.count == 4 << 34)
    let found = counts.quantiles([0.1, 0.3, 0.4, 0.6, 0.9]).compactMap { $0?.value }
    // A cell is 2⁻¹⁴ of its numbers wide.
    for (value, exact) in zip(found, [-5.0, 1, 1, 2, 2]) {
      #expect(abs(value - exact) <= abs(exact) * 0x1p-14)
    }
    // One by one as well, behind what is there.
    let one = [2.0, 2, -5]
    counts.add(one.span)
    let (few, many) = (1 << 34, 3 << 34)
    #expect(counts.count == few + many + 3)
    #expect(counts.histogram(parts: 7).map(\.count) == [few + 1, 0, 0, 0, 0, 0, many + 2])
  }

  /// A cell counts to 2³¹ − 1 by itself.
  @Test func `a cell whose count begins anew has lost nothing`() {
    var (whole, power) = (counts([-1, 3, 3]), counts([2]))
    for _ in 1...30 {
      let other = power
      power.add(other)
      whole.add(power)
    }
    let cell = 1 << 31 - 2
    for more in 0..<6 {
      #expect(whole.count == cell + 3 + more)
      #expect(whole.histogram(parts: 4).map(\.count) == [1, 0, 0, cell + 2 + more])
      #expect(whole.quantiles([0.5])[0].map { $0.value == 2 && $0.error == 0 } == true)
      let one = [2.0]
      whole.add(one.span)
    }
    let beside = [2 * (1 + 0x1p-40)]
    whole.add(beside.span)
    #expect(whole.quantiles([0.5])[0].map { $0.error > 0 } == true)
    let other = whole
    whole.add(other)
    #expect(whole.histogram(parts: 4).map(\.count) == [2, 0, 0, 2 * (cell + 9)])
  }

  @Test func `zeros, equal numbers and missing ones are exact`() {
    let mixed = counts([0, -0.0, 0, .nan, 7, 7, .infinity, -2])
    #expect(mixed.count == 6)
    let median = mixed.quantiles([0.2, 0.5])[1]
    #expect(median?.value == 0 && median?.error == 0)
    #expect(counts([]).quantiles([0.5]) == [nil])
    #expect(counts([3.3, 3.3, 3.3]).quantiles([0.4])[0]?.error == 0)
  }

  @Test func `written and read counts go on as they were`() throws {
    for numbers in [
      [], [0.0, 0], [3, 3, 3], [-1e9, -1, 0, 5, 5, 5.0001, 1e12], (0..<3000).map { sin(Double($0)) * 1e6 },
    ] {
      let written = counts(numbers)
      var read = try JSONDecoder().decode(QuantileCounts.self, from: JSONEncoder().encode(written))
      #expect(read == written && read.minimum == written.minimum && read.maximum == written.maximum)
      var whole = written
      for more in [[5.0, -7], numbers] {
        read.add(counts(more))
        whole.add(counts(more))
      }
      #expect(read == whole && read.quantiles([0, 0.3, 1]) == whole.quantiles([0, 0.3, 1]))
    }
  }
}

@Suite struct `Shares with an interval` {
  @Test func `Wilson's interval is SciPy's`() throws {
    for row in try StatisticsFixture.load().wilson {
      let share = Proportion(hits: Int(row[0]), trials: Int(row[1]))
      let interval = try #require(share.interval(level: row[2]))
      #expect(abs(interval.lowerBound - row[3]) < 1e-12 && abs(interval.upperBound - row[4]) < 1e-12)
    }
  }

  @Test func `shares add, and without trials there is none`() {
    var share = Proportion()
    #expect(share.estimate == nil && share.interval() == nil)
    share.add(Proportion(hits: 1, trials: 4))
    share.add(Proportion(hits: 2, trials: 2))
    #expect(share.estimate == 0.5)
  }
}
