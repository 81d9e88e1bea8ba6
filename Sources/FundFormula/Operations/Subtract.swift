package import FundNumerics

/// a − b
package struct Subtract: Operation {
  package static let name = "subtract"
  package init() {}

  package var linearity: Linearity { .joint }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.subtract(arguments[0][t], arguments[1][t], into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    Fragment(
      arguments.argument(0).bracketed(below: .sum) + "-" + arguments.argument(1).bracketed(below: .product),
      .sum)
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    Fragment(
      arguments.argument(0).bracketed(below: .sum) + " − " + arguments.argument(1).bracketed(below: .product),
      .sum)
  }
}
