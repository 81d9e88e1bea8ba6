package import FundNumerics

internal import Foundation

/// The present value of a row at a rate a year: Σ flow ÷ (1 + rate)^years.
package struct PresentValue: Operation {
  package static let name = "presentValue"
  package init() {}

  package func shape(of arguments: [Shape]) -> Shape {
    _ = Shape.elementwise([arguments[0], arguments[2]])
    return .scalar
  }
  package var linearity: Linearity { .single([0]) }
  package func reach(of position: Int) -> Reach { .whole }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    let (row, rate, times) = (arguments[0], arguments[1], arguments[2])
    if rate.isUniform && times.isUniform && !result.isUniform {
      // One factor a period serves all lanes.
      let logarithm = -log1p(lanes[rate[0], 0])
      lanes.fill(result[0], with: 0)
      for t in 0..<row.count {
        lanes.accumulate(row[t], times: exp(logarithm * lanes[times[t], 0]), into: result[0])
      }
    } else if times.isUniform, !row.isUniform,
      let values = LanePresentValues(times: (0..<times.count).map { lanes[times[$0], 0] })
    {
      values.write(flowsFrom: row.offset, at: rate[0], on: lanes, into: result[0])
    } else {
      for lane in 0..<(result.isUniform ? 1 : lanes.width) {
        let logarithm = -log1p(lanes[rate[0], lane])
        var sum = 0.0
        for t in 0..<row.count { sum += lanes[row[t], lane] * exp(logarithm * lanes[times[t], lane]) }
        lanes[result[0], lane] = sum
      }
    }
    for lane in lanes.lanesMissing(result[0]) {
      lanes[result[0], lane] = firstMissing(arguments, lane, on: lanes) ?? .nan
    }
  }

  /// The reason that stands first: in the row, the rate, the times.
  private func firstMissing(_ arguments: Span<Series>, _ lane: Int, on lanes: Lanes) -> Double? {
    for place in arguments.indices {
      let series = arguments[place]
      let missing = (0..<series.count).lazy.map { lanes[series[$0], lane] }.first(where: \.isNaN)
      if let missing { return missing }
    }
    return nil
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let rate = arguments.argument(1).bracketed(below: .product)
    return Fragment("SUMPRODUCT(\(arguments.series(0).text)/(1+\(rate))^\(arguments.series(2).text))")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("NPV", [arguments.argument(1), arguments.series(2), arguments.series(0)], separator: "; ")
  }
}
