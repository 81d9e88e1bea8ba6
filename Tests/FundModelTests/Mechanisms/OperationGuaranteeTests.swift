import FundFormula
import FundModel
import Testing

struct OperationGuaranteeTests {
  func guarantee(
    _ years: Double, _ more: Values = [:], income: Given = .path(["2025-01": 300, "2027-01": 600]),
    building: Int = 12, step: TimeStep = .year
  ) throws -> Computed {
    try ScenarioBuilder(building: building, operating: 4, step: step)
      .block("operations.fees", "operation.income", ["price": 1, "occupancy": income])
      .block("operations.other", "operation.income", ["price": 50])
      .block(
        "operations.least", "operation.guarantee",
        (["amount": 500, "of": ["fees"], "years": .number(years)] as Values).merging(more) { $1 }
      ).computed()
  }

  @Test func `pays what the named incomes lack, for so many years`() throws {
    #expect(near(try guarantee(3).flow("operations.least"), [0, 200, 0, 0, 0]))
    let both = try guarantee(3, ["of": ["fees", "other"]])
    #expect(near(both.flow("operations.least"), [0, 150, 0, 0, 0]))
    #expect(near(both("parties.operator.paid"), 150))
    let long = try guarantee(3, ["amount": 1000])
    #expect(near(long.flow("operations.least"), [0, 700, 400, 400, 0]))
  }

  @Test func `is settled by years, whatever the periods`() throws {
    // 100 a year to July and 900 after: 500 in the year.
    let uneven = Given.path(["2025-01": 100, "2026-07": 900])
    for step in [TimeStep.year, .halfYear, .quarter, .month] {
      #expect(near(try guarantee(1, income: uneven, step: step).sum("operations.least"), 0), "\(step)")
      let short = try guarantee(1, ["amount": 700], income: uneven, step: step)
      #expect(near(short.sum("operations.least"), 200), "\(step)")
    }
  }

  @Test func `a guarantee that begins in the middle of a year counts the income of its months`() throws {
    // July 2026 to June 2027: half of 500 − 300 in each of two calendar years.
    for step in [TimeStep.year, .quarter, .month] {
      let result = try guarantee(1, income: .path(300), building: 18, step: step)
      #expect(near(result.sum("operations.least"), 200), "\(step)")
    }
  }
}
