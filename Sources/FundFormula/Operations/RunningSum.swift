package import FundNumerics

/// The sum of a row from the first period to each.
package struct RunningSum: Operation {
  package static let name = "runningSum"
  package init() {}
  package var linearity: Linearity { .joint }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      if t == 0 {
        lanes.copy(arguments[0][t], into: result[t])
      } else {
        lanes.add(result[t - 1], arguments[0][t], into: result[t])
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("SUM", [arguments.seriesToHere(0)], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("sum", [arguments.seriesToHere(0)], separator: "; ")
  }
}
