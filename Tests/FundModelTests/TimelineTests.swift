import FundModel
import Testing

struct TimelineTests {
  func timeline(
    _ start: String, building: Int, selling: Int = 0, operating: Int = 0, _ step: TimeStep = .year,
    then operationStep: TimeStep? = nil, _ milestones: [String: YearMonth] = [:]
  ) -> Timeline {
    Timeline(
      start: month(start), constructionMonths: building, salesMonths: selling, operationYears: operating,
      constructionStep: step, operationStep: operationStep ?? step, milestones: milestones)
  }

  @Test func `periods end with the calendar's months, quarters, half-years and years`() {
    #expect(
      timeline("2025-02", building: 3, .month).periods.map(\.label) == ["2025-02", "2025-03", "2025-04"])
    #expect(timeline("2025-02", building: 6, .quarter).periods.map(\.months) == [2, 3, 3])
    #expect(
      timeline("2025-02", building: 6, .quarter).periods.map(\.label) == ["2025 Q1", "2025 Q2", "2025 Q3"])
    #expect(timeline("2025-11", building: 6, .halfYear).periods.map(\.label) == ["2025 H2", "2026 H1"])
    #expect(timeline("2025-07", building: 18, .year).periods.map(\.months) == [6, 12])
    for step in TimeStep.allCases {
      let periods = timeline("2025-05", building: 25, operating: 3, step).periods
      #expect(periods.allSatisfy { $0.from / 12 == ($0.to - 1) / 12 })
      #expect(zip(periods, periods.dropFirst()).allSatisfy { $0.to == $1.from })
    }
  }

  @Test func `steps may change at handover, which may fall in the middle of one`() {
    let mixed = timeline("2025-01", building: 15, operating: 2, .quarter, then: .year)
    #expect(
      mixed.periods.map(\.label) == [
        "2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4", "2026 Q1", "2026", "2027", "2028",
      ])
    #expect(mixed.periods.map(\.months) == [3, 3, 3, 3, 3, 9, 12, 12])
    // The last building year is the first of operation.
    let years = timeline("2025-01", building: 18, operating: 2)
    #expect(years.periods.map(\.label) == ["2025", "2026", "2027", "2028"])
    #expect(years.handover == 2026 * 12 + 6)
    #expect(years.months(from: years.handover, to: years.end) == [0, 6, 12, 6])
  }

  @Test func `a delay moves handover and all that hangs on it`() throws {
    func computed(_ delay: Int) throws -> Computed {
      try ScenarioBuilder(building: 12, delay: delay, selling: 12, operating: 3, step: .quarter).cost(
        "works", 100
      )
      .block("funding.homes", "sale.homes", ["homes": 1, "homeArea": 50, "price": 1])
      .block("operations.rent", "operation.income", ["price": 40]).computed()
    }
    let (planned, late) = (try computed(0), try computed(6))
    #expect(late.model.timeline.handover == planned.model.timeline.handover + 6)
    #expect(late.model.timeline.end == planned.model.timeline.end + 6)
    #expect(near(late.flow("operations.rent"), [0, 0] + planned.flow("operations.rent")))
    #expect(near(late.flow("funding.homes.sale"), [0, 0] + planned.flow("funding.homes.sale")))
  }

  @Test
  func `a milestone that ends something falls in its last month, and what comes after begins behind it`() {
    let line = timeline(
      "2025-01", building: 24, selling: 12, operating: 5, .month, ["roof": month("2025-10")])
    #expect(line.month(of: .milestone("start", plus: 0)) == month("2025-01").monthIndex)
    #expect(line.month(of: .milestone("handover", plus: 0)) == month("2026-12").monthIndex)
    #expect(line.month(of: .milestone("handover", plus: 1)) == month("2027-01").monthIndex)
    #expect(line.month(of: .milestone("salesEnd", plus: 0)) == month("2027-12").monthIndex)
    #expect(line.month(of: .milestone("end", plus: 0)) == month("2031-12").monthIndex)
    #expect(line.month(of: .milestone("roof", plus: 2)) == month("2025-12").monthIndex)
    #expect(line.month(of: .milestone("nothing", plus: 0)) == nil)
    #expect(line.firstMonth(from: .milestone("handover", plus: 0)) == month("2027-01").monthIndex)
    #expect(line.endMonth(to: .milestone("handover", plus: 0)) == month("2027-01").monthIndex)
  }

  @Test func `an amount falls in the month, span or shares of its schedule`() {
    let quarters = timeline("2025-02", building: 11, .quarter)
    #expect(quarters.shares(.atStart) == [1, 0, 0, 0])
    #expect(quarters.shares(.atHandover) == [0, 0, 0, 1])
    let even: [Double] = [2, 3, 3, 3].map { $0 / 11 }
    #expect(near(quarters.shares(.throughConstruction)!, even))
    let shares = Schedule.shares([
      .init(.date(month("2025-05")), 0.3), .init(.milestone("handover", plus: 0), 0.7),
    ])
    #expect(quarters.shares(shares) == [0, 0.3, 0, 0.7])
    // 3x² − 2x³ at 2/11, 5/11, 8/11.
    let curve = quarters.shares(
      .span(from: .milestone("start", plus: 0), to: .milestone("handover", plus: 0), isSCurve: true))!
    let firstPart = 12.0 / 121 - 16.0 / 1331
    #expect(near(curve[0], firstPart))
    #expect(near(curve.reduce(0, +), 1))
    #expect(quarters.shares(.at(.date(month("2026-01")))) == nil)
    #expect(quarters.shares(.at(.date(month("2025-01")))) == nil)
    #expect(
      quarters.shares(.span(from: .date(month("2025-06")), to: .date(month("2025-03")), isSCurve: false))
        == nil)
  }

  @Test func `a span between milestones that coincide falls in the month that ends it`() {
    let line = timeline("2025-01", building: 12, .quarter)
    let sales = Schedule.span(
      from: .milestone("handover", plus: 0), to: .milestone("salesEnd", plus: 0), isSCurve: false)
    #expect(line.shares(sales) == [0, 0, 0, 1])
  }

  @Test func `every schedule inside the timeline adds to one`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let step = TimeStep.allCases[random.whole(0...3)]
      let later = TimeStep.allCases[random.whole(0...3)]
      let start = YearMonth(monthIndex: 2025 * 12 + random.whole(0...11))!
      let line = Timeline(
        start: start, constructionMonths: random.whole(1...40), salesMonths: random.whole(0...20),
        operationYears: random.whole(0...5), constructionStep: step, operationStep: later)
      let first = random.whole(line.start...line.end - 1)
      let last = random.whole(first...line.end - 1)
      let (from, to) = (Moment.date(YearMonth(monthIndex: first)!), Moment.date(YearMonth(monthIndex: last)!))
      let schedules: [Schedule] = [
        .at(from), .span(from: from, to: to, isSCurve: false), .span(from: from, to: to, isSCurve: true),
        .shares([.init(from, 0.25), .init(to, 0.75)]), .throughConstruction, .atHandover,
        .span(from: .milestone("handover", plus: 0), to: .milestone("salesEnd", plus: 0), isSCurve: true),
      ]
      for schedule in schedules { #expect(near(line.shares(schedule)!.reduce(0, +), 1), "\(schedule)") }
    }
  }

  @Test func `years are those of the calendar, on every step`() {
    for step in TimeStep.allCases {
      let line = timeline("2025-07", building: 30, step)
      #expect(line.calendarYears == [2025, 2026, 2027])
      #expect(line.yearPlaces == line.periods.map { $0.year - 2025 })
    }
    let mixed = timeline("2025-07", building: 12, operating: 2, .quarter, then: .year)
    #expect(mixed.yearPlaces == [0, 0, 1, 1, 1, 2, 3])
  }

  @Test func `days between the last days of periods, by the calendar`() {
    #expect(timeline("2025-01", building: 60).daysToEnd == [0, 365, 730, 1096, 1461])  // 2028 is a leap year
    #expect(timeline("2024-01", building: 3, .month).daysToEnd == [0, 29, 60])
    #expect(timeline("2025-01", building: 3, .month).daysToEnd == [0, 28, 59])
    // 1900 and 2100 have no 29 February, 2000 has.
    #expect(timeline("2099-01", building: 36).daysToEnd == [0, 365, 730])
    #expect(timeline("1999-01", building: 36).daysToEnd == [0, 366, 731])
  }

  @Test func `sums by calendar year stand in the last period of the year`() throws {
    let result = try ScenarioBuilder(start: "2025-04", building: 9, operating: 2, step: .quarter).cost(
      "works", 1
    )
    .block("operations.rent", "operation.income", ["price": 400])
    .block("debt.bond", "bond", ["amount": 1200, "coupon": 0.05, "term": 2]).computed()
    #expect(result.years == [2025, 2025, 2025, 2026, 2026, 2026, 2026, 2027, 2027, 2027, 2027])
    // Coupon in April 2026, coupon and principal in April 2027.
    #expect(near(result.row("rows.debtServiceByYear"), [0, 0, 0, 0, 0, 0, 60, 0, 0, 0, 1260]))
    // 400 a year against 60, then against 1,260.
    #expect(near(result.row("rows.dscr")[6], 400.0 / 60))
    #expect(near(result.row("rows.dscr")[10], 400.0 / 1260))
  }

  @Test func `the horizon ends with sales, or where the author says`() throws {
    func inside(_ finance: Values) throws -> Int {
      try ScenarioBuilder(building: 12, selling: 6, operating: 3, step: .quarter, finance: finance).cost(
        "works", 1
      )
      .computed().model.horizonEnd
    }
    #expect(try inside([:]) == month("2026-07").monthIndex)
    #expect(try inside(["balanceHorizon": .moment("2027-03")]) == month("2027-04").monthIndex)
    #expect(try inside(["balanceHorizon": .milestone("handover")]) == month("2026-01").monthIndex)
  }
}
