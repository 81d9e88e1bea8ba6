package import FundNumerics

/// The largest value of a row from the first period to each.
package struct RunningMaximum: Operation {
  package static let name = "runningMaximum"
  package init() {}

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      if t == 0 {
        lanes.copy(arguments[0][t], into: result[t])
      } else {
        lanes.maximum(result[t - 1], arguments[0][t], into: result[t])
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("MAX", [arguments.seriesToHere(0)], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("max", [arguments.seriesToHere(0)], separator: "; ")
  }
}
