package import FundNumerics

/// The sum of a row over all periods.
package struct Sum: Operation {
  package static let name = "sum"
  package init() {}

  package func shape(of arguments: [Shape]) -> Shape { .scalar }
  package var linearity: Linearity { .joint }
  package func reach(of position: Int) -> Reach { .whole }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    let row = arguments[0]
    lanes.copy(row[0], into: result[0])
    for t in 1..<max(row.count, 1) { lanes.add(result[0], row[t], into: result[0]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("SUM", [arguments.series(0)], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("sum", [arguments.series(0)], separator: "; ")
  }
}
