package import FundNumerics

/// a × b; of rows, period by period
package struct Multiply: Operation {
  package static let name = "multiply"
  package init() {}

  package var linearity: Linearity { .single([0, 1]) }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.multiply(arguments[0][t], arguments[1][t], into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    Fragment(
      arguments.argument(0).bracketed(below: .product) + "*" + arguments.argument(1).bracketed(below: .atom),
      .product)
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    Fragment(
      arguments.argument(0).bracketed(below: .product) + " × "
        + arguments.argument(1).bracketed(below: .atom),
      .product)
  }
}
