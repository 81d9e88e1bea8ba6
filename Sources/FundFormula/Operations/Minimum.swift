package import FundNumerics

/// The smaller of a and b
package struct Minimum: Operation {
  package static let name = "minimum"
  package init() {}

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.minimum(arguments[0][t], arguments[1][t], into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("MIN", [arguments.argument(0), arguments.argument(1)], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("min", [arguments.argument(0), arguments.argument(1)], separator: "; ")
  }
}
