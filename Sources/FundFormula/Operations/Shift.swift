package import FundNumerics

/// A row so many periods later, zero before.
package struct Shift: Operation {
  package static let name = "shift"
  package let periods: Int

  package init(by periods: Int) {
    precondition(periods >= 1, "a shift by \(periods) periods")
    self.periods = periods
  }

  package func shape(of arguments: [Shape]) -> Shape { arguments[0] }
  package var linearity: Linearity { .joint }
  package func reach(of position: Int) -> Reach { .earlier }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      if t < self.periods {
        lanes.fill(result[t], with: 0)
      } else {
        lanes.copy(arguments[0][t - self.periods], into: result[t])
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    arguments.argument(0, earlier: periods, orElse: Fragment("0"))
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    arguments.argument(0, earlier: periods, orElse: Fragment("0"))
  }
}
