package import FundNumerics

/// Sums of a row over groups of neighbouring periods (calendar years), each posted in its group's last period, zero
/// before. The second argument is the row of group numbers, for the workbook to look at.
package struct GroupSum: Operation {
  package static let name = "groupSum"
  /// The group of every period, rising.
  package let groups: [Int]

  package init(groups: [Int]) {
    precondition(zip(groups, groups.dropFirst()).allSatisfy { $0 <= $1 }, "groups \(groups) do not rise")
    self.groups = groups
  }

  package func shape(of arguments: [Shape]) -> Shape {
    precondition(
      arguments[0].count == groups.count, "\(groups.count) groups for \(arguments[0].count) periods")
    return arguments[0]
  }
  package var linearity: Linearity { .single([0]) }
  package var cellReadsReasons: Bool { true }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      guard isLast(t) else {
        lanes.fill(result[t], with: 0)
        continue
      }
      let first = firstPeriod(ofGroupAt: t)
      lanes.copy(arguments[0][first], into: result[t])
      for earlier in first + 1..<max(t + 1, first + 1) {
        lanes.add(result[t], arguments[0][earlier], into: result[t])
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let group = arguments.argument(1).text
    if arguments.mayBeMissing(0) {
      let own = arguments.series(0, from: starts).text
      return Fragment(
        own == "0"
          ? own : "IF(COUNT(\(own))<COLUMNS(\(own)),\(WorkbookReading.firstReason(in: own)),SUM(\(own)))")
    }
    return Fragment(
      "IF(\(group)<>\(arguments.following(1).text),"
        + "SUMIF(\(arguments.series(1).text),\(group),\(arguments.series(0).text)),0)")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("sum", [arguments.series(0, from: starts)], separator: "; ")
  }

  /// For each period the number, from 1, of its group's first one where the group ends, else 0.
  private var starts: [Int] { groups.indices.map { isLast($0) ? firstPeriod(ofGroupAt: $0) + 1 : 0 } }

  private func isLast(_ t: Int) -> Bool { t + 1 == groups.count || groups[t + 1] != groups[t] }
  private func firstPeriod(ofGroupAt t: Int) -> Int { groups.firstIndex(of: groups[t]) ?? t }
}
