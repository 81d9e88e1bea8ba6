package import FundNumerics

/// The larger of a and b
package struct Maximum: Operation {
  package static let name = "maximum"
  package init() {}

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.maximum(arguments[0][t], arguments[1][t], into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("MAX", [arguments.argument(0), arguments.argument(1)], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("max", [arguments.argument(0), arguments.argument(1)], separator: "; ")
  }
}
