internal import FundFormula

/// The dates of one loan (贷款的计息与还款日期): what is interest-bearing time between them, and where each falls among
/// the periods of the timeline, which only sum them.
///
/// Before repayment interest runs up by calendar years, cut at handover (half of the year's draws bear it, 半期计息), or
/// by months. Repayments fall at the end of a month, so many times a year. Years end a place of their own, so that what
/// runs up is told by calendar year. Months are counted from year 0; each place is a span of them, paid at its end.
struct LoanDates: Sendable {
  let spans: [Range<Int>]
  /// Places before repayment begins.
  let graceCount: Int
  /// Places of the payments.
  let payments: [Int]
  let axis: Axis
  private let byMonths: Bool
  private let timeline: Timeline

  /// - Parameters: drawn: months in which it is drawn; first: month of the first payment; payments a year, at a distance
  ///   of whole months.
  init(
    _ key: String, drawn: Range<Int>, first: Int, payments count: Int, everyMonths distance: Int,
    byMonths: Bool, on timeline: Timeline
  ) {
    // Payments the timeline does not reach are a finding; here it ends with those it does.
    let dates = (0..<max(1, count)).map { first + 1 + $0 * distance }
    let end = timeline.periods.last?.to ?? timeline.end
    let ends = [dates[0]] + dates.dropFirst().filter { $0 <= end }
    let begin = max(min(ends[0] - 1, drawn.upperBound), ends[0] - distance)
    let start = min(byMonths ? drawn.lowerBound : max(timeline.start, drawn.lowerBound / 12 * 12), begin - 1)
    let inGrace = Self.spans(
      from: start, to: begin, cutAt: byMonths ? Array(start...begin) : [timeline.handover])
    var (spans, payments) = (inGrace, [Int]())
    for end in ends {
      spans += Self.spans(from: spans.last?.upperBound ?? begin, to: end, cutAt: [timeline.handover])
      payments.append(spans.count - 1)
    }
    self.spans = spans
    graceCount = inGrace.count
    self.payments = payments
    self.byMonths = byMonths
    axis = .dates(of: key, spans.count)
    self.timeline = timeline
  }

  /// Spans from one month to another, cut at years' ends and at some months.
  private static func spans(from start: Int, to end: Int, cutAt months: [Int]) -> [Range<Int>] {
    let years = Array(stride(from: (start / 12 + 1) * 12, to: end, by: 12))
    let inside = Set(years + months.filter { start < $0 && $0 < end }).sorted() + [end]
    return zip([start] + inside, inside).filter { $0 < $1 }.map { $0..<$1 }
  }

  /// Whether some payment closes several places, as where a year ends between two payments.
  var hasSplitIntervals: Bool { payments.count < spans.count - graceCount }

  /// For each place the payment that closes it, from the number of places in grace on; those in grace close themselves.
  var intervals: [Int] {
    var (groups, next) = (Array(0..<graceCount), 0)
    for place in graceCount..<max(graceCount, spans.count) {
      groups.append(graceCount + next)
      if next < payments.count, payments[next] == place { next += 1 }
    }
    return groups
  }

  // MARK: Rows

  func constant(_ value: (Int) -> Double) -> Row { .constant(spans.indices.map(value), on: axis) }

  /// Years each place lasts.
  var years: Row { constant { Double(spans[$0].count) / 12 } }
  /// 1 before repayment begins.
  var inGrace: Row { constant { $0 < graceCount ? 1 : 0 } }
  /// 1 from then on: after the last payment there is no place.
  var inRepayment: Row { constant { $0 < graceCount ? 0 : 1 } }
  /// 1 up to handover.
  var whileBuilt: Row { constant { spans[$0].upperBound <= timeline.handover ? 1 : 0 } }
  /// 1 where a payment falls.
  var isPayment: Row {
    let payments = Set(payments)
    return constant { payments.contains($0) ? 1 : 0 }
  }

  /// What a row of dates comes to in each period.
  func byPeriod(_ row: Row) -> Row {
    let last = timeline.count - 1
    return row.summed(
      to: .periods(timeline.count), at: spans.map { timeline.period(ofMonth: $0.upperBound - 1) ?? last })
  }

  /// What each place has of an amount that is drawn by these parts of months.
  func drawn(_ amount: Scalar, by shares: [(month: Int, share: Double)]) -> Row {
    var parts = [Double](repeating: 0, count: spans.count)
    for share in shares {
      let place = spans.firstIndex { share.month < $0.upperBound } ?? graceCount - 1
      parts[min(place, graceCount - 1)] += share.share
    }
    return amount * .constant(parts, on: axis)
  }

  /// What each place has of draws that are known by period alone: those of a year at its first place.
  func drawn(_ row: Row) -> Row {
    let places = timeline.periods.map { period -> Int in
      let month = byMonths ? period.from : period.year * 12
      return min(
        spans.firstIndex { max(month, spans[0].lowerBound) < $0.upperBound } ?? spans.count, graceCount - 1)
    }
    return row.summed(to: axis, at: places)
  }
}
