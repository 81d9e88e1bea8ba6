internal import FundFormula

/// Sums by calendar year, as the yearly tables of a study have them: what present values, rates of return and payback
/// are computed from, so that the length of periods changes none of them (DESIGN §3, Time).
///
/// The first calendar year is year 1 and discounted by one year (`firstPeriod` 1, Excel's NPV), or year 0 and not
/// discounted (`firstPeriod` 0).
struct AnnualSums: Sendable {
  private let places: [Int]
  private let axis: Axis
  private let firstYear: Int

  init(_ timeline: Timeline, firstYear: Int) {
    places = timeline.yearPlaces
    axis = .years(timeline.calendarYears.count)
    self.firstYear = firstYear
  }

  /// The numbers of the years: 1, 2, 3 …, or 0, 1, 2 …
  var numbers: [Double] { (0..<axis.count).map { Double(firstYear + $0) } }

  /// The numbers of the years as a row.
  var years: Row { .constant(numbers, on: axis) }

  /// What a row of periods comes to in each calendar year.
  func sums(_ row: Row) -> Row { row.summed(to: axis, at: places) }

  /// The sums under this name, by calendar year.
  func row(_ key: String) -> Row { .reference(key, on: axis) }

  func presentValue(_ yearly: Row, at rate: Scalar) -> Scalar { yearly.presentValue(at: rate, times: years) }

  func internalRate(_ yearly: Row) -> Scalar { yearly.internalRate(times: years) }

  /// Each year's sum, discounted.
  func discounted(_ yearly: Row, at rate: Scalar) -> Row {
    yearly * growth(.zero - rate / (.one + rate), years: years)
  }
}

extension FlowBook {
  /// Sums by calendar year, numbered by the convention of `finance.firstPeriod`.
  var annual: AnnualSums { AnnualSums(timeline, firstYear: finance[FinanceFacts.firstPeriod]) }

  /// The project investment cash flow by calendar year.
  var yearlyInvestmentFlow: Row { annual.row(Self.yearlyInvestmentFlowKey) }
}
