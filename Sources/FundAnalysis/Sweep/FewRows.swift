internal import FundNumerics

/// The figures of a sweep of few rows, kept one by one so that their quantiles are exact: counts of neighbouring numbers
/// (`QuantileCounts`) are for rows beyond counting.
package struct FewRows: Sendable, Codable {
  /// The most rows that are kept.
  package static let most = 1000

  /// `[results][rows]`, only those with a value.
  private var values: [[Double]]

  package init(_ sweep: Sweep) { values = sweep.results.map { _ in [] } }

  package mutating func add(_ blocks: [Sweep.Block]) {
    for block in blocks {
      for (place, column) in block.results.enumerated() { values[place] += column.filter(\.isFinite) }
    }
  }

  /// Adds those of another process.
  mutating func add(_ other: FewRows) {
    for place in values.indices { values[place] += other.values[place] }
  }

  /// Whether they are of so many results, no more of each than there are rows.
  func isShaped(results: Int, rows: Int) -> Bool {
    values.count == results && values.allSatisfy { $0.count <= rows }
  }

  /// The quantiles of a result, between neighbours on a straight line, as those of counted numbers; nil where no row has a
  /// value.
  package func quantiles(_ shares: [Double], of result: Int) -> [Double?] {
    values[result].isEmpty
      ? shares.map { _ in nil } : OrderStatistics.quantiles(shares, of: values[result])
  }
}
