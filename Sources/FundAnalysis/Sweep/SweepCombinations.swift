internal import FundNumerics

/// What the rows of each combination of varied values came to, where these are few enough to be told one by one; memory
/// that does not grow. Parts add up to the same bits whatever the blocks, threads or shards.
package struct SweepCombinations: Sendable, Codable {
  /// The most combinations told one by one.
  private static let most = 60

  package struct Combination: Sendable, Codable {
    package fileprivate(set) var rows = 0
    /// Rows in which the money balances, and those in which it does on a plan that can be built.
    package fileprivate(set) var balances = 0
    package fileprivate(set) var feasible = 0
    /// By result, over the rows in which it has a value.
    fileprivate var counts: [Int]
    fileprivate var sums: [ExactSum]

    /// In how many rows a result has a value.
    package func count(_ result: Int) -> Int { counts[result] }

    /// The mean of a result over the rows in which it has a value; nil where there are none.
    package func mean(_ result: Int) -> Double? {
      counts[result] > 0 ? sums[result].value / Double(counts[result]) : nil
    }
  }

  /// In the order of the design; empty where nothing is varied, or too much.
  package private(set) var all: [Combination]
  /// Rows of each.
  private let sample: Int

  init(_ design: SweepDesign, results: Int) {
    let isTold = !design.axes.isEmpty && (2...Self.most).contains(design.combinations)
    let none = Combination(
      counts: Array(repeating: 0, count: results), sums: Array(repeating: ExactSum(), count: results))
    all = Array(repeating: none, count: isTold ? design.combinations : 0)
    sample = design.sample
  }

  /// Adds one block of neighbouring rows.
  ///
  /// - Parameters:
  ///   - results: `[results][rows]`
  ///   - unbalanced: 1 where the money does not balance. `[rows]`
  ///   - infeasible: 1 where it does not or the plan cannot be built. `[rows]`
  mutating func add(_ results: [[Double]], unbalanced: [Double], infeasible: [Double], firstRow: Int) {
    guard !all.isEmpty else { return }
    var row = 0
    while row < infeasible.count {
      let place = (firstRow + row) / sample
      let end = min(infeasible.count, (place + 1) * sample - firstRow)
      all[place].rows += end - row
      all[place].balances += unbalanced[row..<end].count { $0 == 0 }
      all[place].feasible += infeasible[row..<end].count { $0 == 0 }
      for (result, column) in results.enumerated() {
        let known = column[row..<end].filter(isCounted)
        guard !known.isEmpty else { continue }
        all[place].counts[result] += known.count
        all[place].sums[result].add(known.reduce(0, +))
      }
      row = end
    }
  }

  /// Whether it has as many of each kind as another, none of more rows than there are.
  func isShaped(as other: SweepCombinations, rows: Int) -> Bool {
    all.count == other.all.count && sample == other.sample
      && zip(all, other.all).allSatisfy { one, other in
        one.counts.count == other.counts.count && one.sums.count == other.sums.count
          && (one.counts + [one.rows, one.balances, one.feasible]).allSatisfy { (0...rows).contains($0) }
      }
  }

  mutating func add(_ other: SweepCombinations) {
    for place in all.indices {
      all[place].rows += other.all[place].rows
      all[place].balances += other.all[place].balances
      all[place].feasible += other.all[place].feasible
      for result in all[place].sums.indices {
        all[place].counts[result] += other.all[place].counts[result]
        all[place].sums[result].add(other.all[place].sums[result])
      }
    }
  }
}
