package import FundNumerics

/// A row one period earlier, and an opening value in the first period: what rings are made of.
package struct Previous: Operation {
  package static let name = "previous"
  package init() {}

  package func shape(of arguments: [Shape]) -> Shape { arguments[0] }
  package var linearity: Linearity { .joint }
  package func reach(of position: Int) -> Reach { position == 0 ? .earlier : .same }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.copy(t == 0 ? arguments[1][0] : arguments[0][t - 1], into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    arguments.argument(0, earlier: 1, orElse: arguments.argument(1))
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    arguments.argument(0, earlier: 1, orElse: arguments.argument(1))
  }
}
