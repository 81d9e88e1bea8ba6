package import FundNumerics

/// Sums of a row over groups of neighbouring periods (calendar years), each posted in its group's last period, zero
/// before.
package struct GroupSum: Operation {
  package static let name = "groupSum"
  /// The group of every period, rising.
  package let groups: [Int]
  /// For each period those of its group where it is the last of them, else none.
  private let parts: [Range<Int>]

  package init(groups: [Int]) {
    precondition(zip(groups, groups.dropFirst()).allSatisfy { $0 <= $1 }, "groups \(groups) do not rise")
    self.groups = groups
    parts = groups.indices.map { t in
      let isLast = t + 1 == groups.count || groups[t + 1] != groups[t]
      return isLast ? (groups.firstIndex(of: groups[t]) ?? t)..<t + 1 : t..<t
    }
  }

  package func shape(of arguments: [Shape]) -> Shape {
    precondition(
      arguments[0].count == groups.count, "\(groups.count) groups for \(arguments[0].count) periods")
    return arguments[0]
  }
  package var linearity: Linearity { .joint }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.sum(of: arguments[0], in: parts[t], into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("SUM", [arguments.series(0, in: parts[arguments.period])], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("sum", [arguments.series(0, in: parts[arguments.period])], separator: "; ")
  }
}
