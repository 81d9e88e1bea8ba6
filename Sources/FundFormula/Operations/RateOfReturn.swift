package import FundNumerics

/// The one rate a year at which a row has present value zero, or why there is none. Several rates are no answer.
package struct RateOfReturn: Operation {
  package static let name = "rateOfReturn"
  /// What is smaller than this is no flow but what rounding left of one.
  package let least: Double

  package init(least: Double = 0) { self.least = least }

  package func shape(of arguments: [Shape]) -> Shape {
    _ = Shape.elementwise(arguments)
    return .scalar
  }
  package func reach(of position: Int) -> Reach { .whole }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    let (row, times) = (arguments[0], arguments[1])
    if times.isUniform && !row.isUniform {
      let years = (0..<times.count).map { lanes[times[$0], 0] }
      if years.allSatisfy(\.isFinite) {
        LaneRates.known(times: years, reasons: Self.reasons, least: least).write(
          flowsFrom: row.offset, on: lanes, into: result[0])
        return
      }
    }
    for lane in 0..<(result.isUniform ? 1 : lanes.width) {
      let amounts = (0..<row.count).map { lanes[row[$0], lane] }
      let years = (0..<times.count).map { lanes[times[$0], lane] }
      let missing = amounts.first { !$0.isFinite } ?? years.first { !$0.isFinite }
      lanes[result[0], lane] =
        missing ?? Self.reasons.number(internalRate(amounts: amounts, times: years, least: least))
    }
  }

  private static let reasons = LaneRates.Reasons(
    noFlows: Reason.noFlows.number, noSignChange: Reason.noSignChange.number, noRoot: Reason.noRoot.number,
    several: Reason.severalRoots.number)

  /// A workbook cannot prove how many rates there are: the cell holds the rate found, as long as the present
  /// value at it still is zero, and the reason found otherwise.
  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let flows = arguments.series(0).text
    switch Outcome(arguments.found) {
    case .missing(let reason): return Fragment("IF(COUNT(\(flows))>0,\"\(reason.id)\",\"recompute\")")
    case .value(let rate):
      let terms = "\(flows)/(1+\(rate))^\(arguments.series(1).text)"
      return Fragment(
        "IF(ABS(SUMPRODUCT(\(terms)))<=1E-9*SUMPRODUCT(ABS(\(terms))),\(rate),\"recompute\")")
    }
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("IRR", [arguments.series(1), arguments.series(0)], separator: "; ")
  }
}

/// All rates a year at which flows at `times` (years) have present value zero, ascending: what stands behind
/// `Reason.severalRoots`. What is smaller than `least` is no flow.
package func allRates(of flows: [Double], times: [Double], least: Double = 0) -> [Double] {
  switch internalRate(amounts: flows, times: times, least: least) {
  case .rate(let rate): [rate]
  case .several(let rates): rates
  case .noFlows, .noSignChange, .noRoot: []
  }
}
