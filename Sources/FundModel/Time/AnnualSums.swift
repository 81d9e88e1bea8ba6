internal import FundFormula

/// Sums by calendar year, as the yearly tables of a study have them: what present values, rates of return and payback
/// are computed from, so that the length of periods changes none of them
/// (Documentation/decisions/model.md, 2026-12-01: yearly figures come from calendar years).
///
/// The first calendar year is year 1 and discounted by one year (`firstPeriod` 1, Excel's NPV), or year 0 and not
/// discounted (`firstPeriod` 0).
struct AnnualSums: Sendable {
  private let places: [Int]
  private let axis: Axis
  /// The numbers of the years: 1, 2, 3 …, or 0, 1, 2 …
  let numbers: [Double]
  /// The same as a row.
  let years: Row

  init(_ timeline: Timeline, firstYear: Int) {
    places = timeline.yearPlaces
    axis = .years(timeline.calendarYears.count)
    numbers = timeline.calendarYears.indices.map { Double(firstYear + $0) }
    years = .constant(numbers, on: axis)
  }

  /// What a row of periods comes to in each calendar year.
  func sums(_ row: Row) -> Row { row.summed(to: axis, at: places) }

  /// The sums under this name, by calendar year.
  func row(_ key: String) -> Row { .reference(key, on: axis) }

  func presentValue(_ yearly: Row, at rate: Scalar) -> Scalar { yearly.presentValue(at: rate, times: years) }

  /// What rounding leaves of a year's sum is no flow.
  func internalRate(_ yearly: Row) -> Scalar { yearly.internalRate(times: years, least: Tolerance.amount) }

  /// Each year's sum, discounted.
  func discounted(_ yearly: Row, at rate: Scalar) -> Row {
    yearly * growth(.zero - rate / (.one + rate), years: years)
  }
}

extension FlowBook {
  /// The project investment cash flow by calendar year.
  var yearlyInvestmentFlow: Row { annual.row(Self.yearlyInvestmentFlowKey) }
}
