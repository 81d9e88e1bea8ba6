internal import FundFormula
package import FundNumerics

/// What the rows of a sweep came to, in memory that does not grow: parts add up to the same bits whatever the blocks,
/// threads or shards.
package struct SweepTotals: Sendable, Codable {
  package private(set) var rows = 0
  /// By result.
  package private(set) var moments: [Moments]
  package private(set) var quantiles: [QuantileCounts]
  /// By condition.
  package private(set) var passed: [Proportion]
  /// The rows in which the money balances on a plan that can be built.
  package private(set) var feasible = Proportion()
  /// By combination of varied values, where these are few.
  package private(set) var combinations: SweepCombinations
  /// By input: over all rows.
  package private(set) var inputs: [Moments]
  /// By condition: the inputs over the rows that fail it.
  package private(set) var failures: [SubsetSums]
  /// By result: the inputs over the rows in which it has no value.
  package private(set) var missing: [SubsetSums]

  init(_ design: SweepDesign, inputs: Int, results: Int, conditions: Int) {
    combinations = SweepCombinations(design, results: results)
    moments = Array(repeating: Moments(), count: results)
    quantiles = Array(repeating: QuantileCounts(), count: results)
    passed = Array(repeating: Proportion(), count: conditions)
    self.inputs = Array(repeating: Moments(), count: inputs)
    failures = Array(repeating: SubsetSums(columns: inputs), count: conditions)
    missing = Array(repeating: SubsetSums(columns: inputs), count: results)
  }

  /// Adds one block of at most `Moments.blockWidth` neighbouring rows.
  mutating func add(
    inputs columns: [[Double]], results: [[Double]], conditions: [SweepCondition], flags: [[Double]],
    firstRow: Int
  ) {
    let count = columns.first?.count ?? results.first?.count ?? 0
    rows += count
    var extents: [BlockExtent] = []
    for (place, column) in columns.enumerated() { extents.append(inputs[place].add(column.span)) }
    for (place, column) in results.enumerated() {
      let extent = moments[place].add(column.span)
      quantiles[place].add(column.span, extent)
      if extent.count == 0, count > 0 {
        missing[place].addAll(extents, rows: count)
      } else if extent.count < count {
        let lost = column.map { isCounted($0) ? 0.0 : 1 }
        missing[place].add(columns, extents, where: lost.span)
      }
    }
    var infeasible = [Double](repeating: 0, count: count)
    var unbalanced = infeasible
    for (place, condition) in conditions.enumerated() {
      let failed = flags[place].map { condition.holds($0) ? 0.0 : 1 }
      if condition.id == SweepCondition.balances { unbalanced = failed }
      if condition.isOfFeasibility {
        for row in failed.indices where failed[row] > 0 { infeasible[row] = 1 }
      }
      let before = failures[place].count
      failures[place].add(columns, extents, where: failed.span)
      passed[place].add(Proportion(hits: count - (failures[place].count - before), trials: count))
    }
    feasible.add(Proportion(hits: infeasible.count { $0 == 0 }, trials: count))
    combinations.add(results, unbalanced: unbalanced, infeasible: infeasible, firstRow: firstRow)
  }

  /// Whether these could be sums of the same question: as many of each kind, none of more rows than there are.
  func isShaped(as other: SweepTotals) -> Bool {
    let counts = rows + 1
    return moments.count == other.moments.count && quantiles.count == other.quantiles.count
      && passed.count == other.passed.count && inputs.count == other.inputs.count
      && failures.count == other.failures.count && missing.count == other.missing.count
      && combinations.isShaped(as: other.combinations, rows: rows)
      && (moments + inputs).allSatisfy { $0.count < counts && $0.missing.allSatisfy { $0.count < counts } }
      && quantiles.allSatisfy { $0.count < counts } && (passed + [feasible]).allSatisfy { $0.trials < counts }
      && (failures + missing).allSatisfy { $0.columns == inputs.count && (0..<counts).contains($0.count) }
  }

  package mutating func add(_ other: SweepTotals) {
    rows += other.rows
    feasible.add(other.feasible)
    combinations.add(other.combinations)
    for place in moments.indices {
      moments[place].add(other.moments[place])
      quantiles[place].add(other.quantiles[place])
      missing[place].add(other.missing[place])
    }
    for place in inputs.indices { inputs[place].add(other.inputs[place]) }
    for place in passed.indices {
      passed[place].add(other.passed[place])
      failures[place].add(other.failures[place])
    }
  }
}

/// How far the mean of an input in the rows that something happens in lies from its mean in the others, in standard
/// deviations over all: what drives it.
package struct SweepDriver: Sendable {
  package let input: Int
  package let shift: Double
}

extension SweepTotals {
  /// Whether the mean of a result is known to `width` on each side with 95 % confidence, were the rows independent.
  package func meanIsWithin(_ width: Double, of result: Int) -> Bool {
    moments[result].reachOfMean().map { $0 <= width } ?? false
  }

  /// About how many rows know it so, judged by those there are; nil where too few have a value to judge.
  package func rowsForMean(within width: Double, of result: Int) -> Double? {
    moments[result].reachOfMean().map { Double(rows) * ($0 / width) * ($0 / width) }
  }

  /// The inputs whose mean over some rows differs from that over the others, the farthest first; none where all or no
  /// rows are among them.
  private func drivers(_ some: SubsetSums) -> [SweepDriver] {
    inputs.enumerated().compactMap { place, all -> SweepDriver? in
      let others = Double(all.count - some.count)
      guard let mean = some.mean(place), let whole = all.mean, let deviation = all.standardDeviation,
        deviation > 0,
        others > 0
      else { return nil }
      // (mean here − mean of the others), from the mean over all.
      return SweepDriver(input: place, shift: (mean - whole) * Double(all.count) / others / deviation)
    }.sorted { abs($0.shift) > abs($1.shift) }
  }

  /// What drives the rows that fail a condition.
  package func driversOfFailure(_ condition: Int) -> [SweepDriver] { drivers(failures[condition]) }

  /// What drives the rows in which a result has no value.
  package func driversOfMissing(_ result: Int) -> [SweepDriver] { drivers(missing[result]) }
}
