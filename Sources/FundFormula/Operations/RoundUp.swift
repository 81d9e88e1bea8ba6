package import FundNumerics

/// The next whole number not below a; what lies a millionth or less above a whole number counts as that number.
package struct RoundUp: Operation {
  package static let name = "roundUp"
  static let slack = 1e-6
  package init() {}

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.map(arguments[0][t], into: result[t]) { ($0 - Self.slack).rounded(.up) } }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    Fragment("-INT(-(\(arguments.argument(0).bracketed(below: .sum))-\(Self.slack)))", .sum)
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    Fragment("ceil(\(arguments.argument(0).bracketed(below: .sum)) − 0.000001)")
  }
}
