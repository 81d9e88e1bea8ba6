package import FundNumerics

internal import Foundation

/// (1 + rate)^years. Whole years by repeated squaring, which is exact in the same bits on every machine.
package struct Growth: Operation {
  package static let name = "growth"
  package init() {}

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    let (rate, years) = (arguments[0], arguments[1])
    for t in periods {
      if years.isUniform {
        let exponent = lanes[years[t], 0]
        lanes.map(rate[t], into: result[t]) { power($0, exponent) }
      } else {
        for lane in 0..<lanes.width {
          lanes[result[t], lane] = power(lanes[rate[t], lane], lanes[years[t], lane])
        }
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment { text(arguments) }
  package func words(_ arguments: some FormulaRendering) -> Fragment { text(arguments) }

  private func text(_ arguments: some FormulaRendering) -> Fragment {
    let base = "(1+" + arguments.argument(0).bracketed(below: .product) + ")"
    return Fragment("(" + base + "^" + arguments.argument(1).bracketed(below: .atom) + ")")
  }

  /// (1 + rate)^years; `pow` alone takes a missing value to the power 0 for 1.
  private func power(_ rate: Double, _ years: Double) -> Double {
    if rate.isNaN { return rate }
    if years.isNaN { return years }
    return years == years.rounded() && abs(years) <= 400
      ? wholePower(1 + rate, Int(years)) : pow(1 + rate, years)
  }

  /// base^exponent by repeated squaring.
  private func wholePower(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, abs(exponent))
    while left > 0 {
      if left & 1 == 1 { result *= square }
      square *= square
      left >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }
}
