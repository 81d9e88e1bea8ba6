package import FundNumerics

/// a + b + …
package struct Add: Operation {
  package static let name = "add"
  package init() {}

  package var linearity: Linearity { .joint }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      guard arguments.count > 1 else {
        lanes.copy(arguments[0][t], into: result[t])
        continue
      }
      lanes.add(arguments[0][t], arguments[1][t], into: result[t])
      for place in 2..<arguments.count { lanes.add(result[t], arguments[place][t], into: result[t]) }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment { sum(arguments, sign: "+") }
  package func words(_ arguments: some FormulaRendering) -> Fragment { sum(arguments, sign: " + ") }

  private func sum(_ arguments: some FormulaRendering, sign: String) -> Fragment {
    Fragment(
      (0..<arguments.count).map { arguments.argument($0).bracketed(below: .sum) }.joined(separator: sign),
      .sum)
  }
}
