package import FundNumerics

/// 1 where a ≥ b − tolerance, else 0
package struct Step: Operation {
  package static let name = "step"
  /// How far below b still counts.
  package let tolerance: Double

  package init(tolerance: Double) { self.tolerance = tolerance }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      lanes.step(arguments[0][t], atLeast: arguments[1][t], tolerance: tolerance, into: result[t])
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let value = arguments.argument(0).bracketed(below: .sum)
    let limit = arguments.argument(1).bracketed(below: .sum) + (tolerance == 0 ? "" : "-\(tolerance)")
    return Fragment("IF(\(value)>=\(limit),1,0)")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    let limit =
      arguments.argument(1).bracketed(below: .sum) + (tolerance == 0 ? "" : " − \(decimalText(tolerance))")
    return Fragment("[\(arguments.argument(0).bracketed(below: .sum)) ≥ \(limit)]")
  }
}
