package import FundNumerics

/// a ÷ b, and a reason where b is zero
package struct Divide: Operation {
  package static let name = "divide"
  /// Why there is no value where b is zero.
  package let reason: Reason

  package init(orElse reason: Reason) { self.reason = reason }

  package var linearity: Linearity { .single([0]) }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      lanes.divide(arguments[0][t], arguments[1][t], orWhereZero: reason.number, into: result[t])
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let denominator = arguments.argument(1)
    return Fragment(
      "IF(\(denominator.text)=0,\"\(reason.id)\","
        + arguments.argument(0).bracketed(below: .product) + "/"
        + denominator.bracketed(below: .atom) + ")")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    Fragment(
      arguments.argument(0).bracketed(below: .product) + " ÷ "
        + arguments.argument(1).bracketed(below: .atom),
      .product)
  }
}
