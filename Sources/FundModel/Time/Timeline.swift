internal import FundFormula

/// The length of a period.
package enum TimeStep: String, Sendable, Hashable, CaseIterable, Codable {
  case month, quarter, halfYear, year

  package var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    }
  }
}

/// A moment a schedule speaks of: a date, or a milestone and so many months after it.
package enum Moment: Sendable, Hashable {
  case date(YearMonth)
  case milestone(String, plus: Int)
}

/// When an amount is paid: shares of it over the timeline.
package enum Schedule: Sendable, Hashable {
  case at(Moment)
  /// Evenly month by month, or by an S-curve, between two moments.
  case span(from: Moment, to: Moment, isSCurve: Bool)
  /// Shares that add to 1, each at its moment.
  case shares([Share])
  /// As the named costs are paid.
  case following([String])

  package struct Share: Sendable, Hashable {
    package let moment: Moment
    package let share: Double
    package init(_ moment: Moment, _ share: Double) {
      self.moment = moment
      self.share = share
    }
  }

  package static let throughConstruction = Schedule.span(
    from: .milestone("start", plus: 0), to: .milestone("handover", plus: 0), isSCurve: false)
  package static let atStart = Schedule.at(.milestone("start", plus: 0))
  package static let atHandover = Schedule.at(.milestone("handover", plus: 0))

  /// The moments it speaks of.
  package var moments: [Moment] {
    switch self {
    case .at(let moment): [moment]
    case .span(let from, let to, _): [from, to]
    case .shares(let shares): shares.map(\.moment)
    case .following: []
    }
  }
}

/// The dated periods of a scenario. Periods end with calendar months, quarters, half-years or years, so that none
/// straddles two calendar years; the first may be short. Months are counted from year 0.
package struct Timeline: Sendable, Hashable {
  /// One period: months `from` up to, not including, `to`.
  package struct Period: Sendable, Hashable {
    package let from: Int
    package let to: Int
    package let step: TimeStep

    package var months: Int { to - from }
    package var year: Int { from / 12 }

    /// `2024`, `2024 Q3`, `2024 H1`, `2024-07`.
    package var label: String {
      let month = from % 12
      return switch step {
      case .year: "\(year)"
      case .halfYear: "\(year) H\(month / 6 + 1)"
      case .quarter: "\(year) Q\(month / 3 + 1)"
      case .month: YearMonth(monthIndex: from)?.description ?? "\(year)"
      }
    }
  }

  package let start: Int
  /// The month after the last of construction, delay included.
  package let handover: Int
  /// The month after the last of sales.
  package let salesEnd: Int
  /// The month after the last of operation.
  package let end: Int
  package let periods: [Period]
  /// Months of milestones of the author's own.
  package let milestones: [String: Int]

  /// - Parameters: start; months of construction with delay; months of sales after handover; years of operation
  ///   after it; the steps before and after handover.
  package init(
    start: YearMonth, constructionMonths: Int, salesMonths: Int, operationYears: Int,
    constructionStep: TimeStep,
    operationStep: TimeStep, milestones: [String: YearMonth] = [:]
  ) {
    self.start = start.monthIndex
    handover = start.monthIndex + constructionMonths
    salesEnd = handover + salesMonths
    end = max(handover + operationYears * 12, salesEnd)
    self.milestones = milestones.mapValues(\.monthIndex)
    periods = Self.periods(
      from: self.start, handover: handover, to: end, constructionStep: constructionStep,
      operationStep: operationStep)
  }

  /// The same dates on the periods of a pool.
  init(_ timeline: Timeline, on periods: [Period]) {
    start = timeline.start
    handover = timeline.handover
    salesEnd = timeline.salesEnd
    end = timeline.end
    milestones = timeline.milestones
    self.periods = periods
  }

  /// Periods that hold all of these timelines: the first one's steps of construction until the last handover, then
  /// its steps of operation.
  static func periods(
    holding timelines: [Timeline], constructionStep: TimeStep, operationStep: TimeStep
  ) -> [Period] {
    periods(
      from: timelines.map(\.start).min() ?? 0, handover: timelines.map(\.handover).max() ?? 0,
      to: timelines.map(\.end).max() ?? 0, constructionStep: constructionStep, operationStep: operationStep)
  }

  private static func periods(
    from start: Int, handover: Int, to end: Int, constructionStep: TimeStep, operationStep: TimeStep
  ) -> [Period] {
    var (periods, month): ([Period], Int) = ([], start)
    while month < end {
      let step = month < handover ? constructionStep : operationStep
      // The next end of a calendar step; a coarser step begins only where its calendar allows.
      let next = (month / step.months + 1) * step.months
      periods.append(Period(from: month, to: next, step: step))
      month = next
    }
    return periods
  }

  package var count: Int { periods.count }

  // MARK: Months

  /// The month in which a payment at `moment` falls: a milestone that ends something falls in its last month.
  package func month(of moment: Moment) -> Int? {
    switch moment {
    case .date(let date): date.monthIndex
    case .milestone("start", let plus): start + plus
    case .milestone("handover", let plus): handover - 1 + plus
    case .milestone("salesEnd", let plus): salesEnd - 1 + plus
    case .milestone("end", let plus): end - 1 + plus
    case .milestone(let name, let plus): milestones[name].map { $0 + plus }
    }
  }

  /// The month a span that begins at `moment` begins in: after a milestone that ends something.
  package func firstMonth(from moment: Moment) -> Int? {
    switch moment {
    case .milestone("handover", let plus): handover + plus
    case .milestone("salesEnd", let plus): salesEnd + plus
    default: month(of: moment)
    }
  }

  /// The month after the last of a span that ends at `moment`, which belongs to it.
  package func endMonth(to moment: Moment) -> Int? {
    switch moment {
    case .milestone("start", let plus): start + plus
    default: month(of: moment).map { $0 + 1 }
    }
  }

  /// The period that holds a month, nil outside the timeline.
  package func period(ofMonth month: Int) -> Int? { periods.firstIndex { $0.from <= month && month < $0.to } }

  // MARK: Rows of structure

  /// Months of each period that lie in `from ..< to`.
  package func months(from: Int, to: Int) -> [Double] {
    periods.map { Double(max(0, min($0.to, to) - max($0.from, from))) }
  }

  /// The part of each period's months of operation that lies in `months`: 1 where all do, 0 where it has none.
  func shares(ofOperationIn months: Range<Int>) -> [Double] {
    let operating = self.months(
      from: min(months.lowerBound, handover), to: max(months.upperBound, end))
    return zip(self.months(from: months.lowerBound, to: months.upperBound), operating).map {
      $1 == 0 ? 0 : $0 / $1
    }
  }

  /// 1 for periods whose last month lies in `months`: the last period may end with time, in its middle.
  func ends(in months: Range<Int>) -> [Double] {
    periods.map { months.contains(min($0.to, max(end, $0.from + 1)) - 1) ? 1 : 0 }
  }

  /// The month after so many years of operation, the project's own end at the latest: in a pool others may go on.
  func afterHandover(years: Int) -> Int { min(handover + 12 * years, end) }

  /// 1 for periods whose last month, so many months later, still lies in the timeline.
  func arrives(after months: Int) -> [Double] {
    periods.map { period(ofMonth: $0.to - 1 + months) == nil ? 0 : 1 }
  }

  /// For each period the one that holds its last month so many months later; the last where time ends before.
  package func delayed(by months: Int) -> [Int] {
    periods.map { period(ofMonth: $0.to - 1 + months) ?? count - 1 }
  }

  /// 1 for periods that begin before `month`, else 0.
  package func before(_ month: Int) -> [Double] { periods.map { $0.from < month ? 1 : 0 } }

  /// The shares of an amount that fall in each period; nil where a moment lies outside the timeline.
  package func shares(_ schedule: Schedule) -> [Double]? {
    var result = [Double](repeating: 0, count: count)
    switch schedule {
    case .at(let moment):
      guard let month = month(of: moment), let period = period(ofMonth: month) else { return nil }
      result[period] = 1
    case .span(let from, let to, let isSCurve):
      guard var first = firstMonth(from: from), let last = endMonth(to: to) else { return nil }
      // A span between milestones that coincide (no months of sales) falls in the month that ends it.
      if first == last { first = last - 1 }
      guard first < last, period(ofMonth: first) != nil, period(ofMonth: last - 1) != nil else { return nil }
      for (index, period) in periods.enumerated() {
        let (a, b) = (max(period.from, first), min(period.to, last))
        guard a < b else { continue }
        result[index] =
          Self.progress(Double(b - first) / Double(last - first), isSCurve)
          - Self.progress(Double(a - first) / Double(last - first), isSCurve)
      }
    case .shares(let shares):
      for share in shares {
        guard let month = month(of: share.moment), let period = period(ofMonth: month) else { return nil }
        result[period] += share.share
      }
    case .following: return nil
    }
    return result
  }

  /// The shares of an amount by month; nil where a schedule follows costs, which are known by period alone, or where a
  /// moment lies outside the timeline.
  func sharesByMonth(_ schedule: Schedule) -> [(month: Int, share: Double)]? {
    if case .following = schedule { return nil }
    let months = months
    return Timeline(self, on: months).shares(schedule).map { shares in
      zip(months, shares).filter { $1 != 0 }.map { (month: $0.from, share: $1) }
    }
  }

  /// The same time in months.
  private var months: [Period] {
    let first = periods.first?.from ?? start
    return (first..<max(first, periods.last?.to ?? end)).map { Period(from: $0, to: $0 + 1, step: .month) }
  }

  /// The part done after `x` of the time: evenly, or 3x² − 2x³.
  private static func progress(_ x: Double, _ isSCurve: Bool) -> Double { isSCurve ? x * x * (3 - 2 * x) : x }

  /// The calendar year of each period, for sums by year.
  package var years: [Int] { periods.map(\.year) }

  /// The calendar years it touches, in order: the places of the axis of years.
  package var calendarYears: [Int] {
    guard let first = periods.first?.year, let last = periods.last?.year else { return [] }
    return Array(first...last)
  }

  /// For each period the place of its year among ``calendarYears``.
  package var yearPlaces: [Int] { periods.map { $0.year - (periods.first?.year ?? 0) } }

  /// Days from the last day of the first period to the last day of each, for dated rates (ACT/365).
  package var daysToEnd: [Double] {
    let days = periods.map { Self.daysBefore(month: $0.to) }
    return days.map { Double($0 - (days.first ?? 0)) }
  }

  /// Days from 1 March of year 0 to the first day of a month, by the Gregorian calendar.
  private static func daysBefore(month: Int) -> Int {
    let shifted = month - 2
    let (year, ofYear) = (shifted >= 0 ? shifted / 12 : -1, ((shifted % 12) + 12) % 12)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * ofYear + 2) / 5
  }
}
