import FundFormula
import FundModel
import Testing

struct OperationPublicPaymentTests {
  func payment(
    _ values: Values, income: Given = .path(["2026-01": 600, "2027-01": 1200]), step: TimeStep = .year
  )
    throws -> Computed
  {
    try ScenarioBuilder(building: 12, operating: 2, step: step)
      .block("operations.users", "operation.income", ["price": 1, "occupancy": income])
      .block(
        "operations.pay", "operation.publicPayment", (["amount": 1000] as Values).merging(values) { $1 }
      ).computed()
  }

  @Test func `for availability a fixed amount, a part of it by performance`() throws {
    #expect(near(try payment([:]).flow("operations.pay"), [0, 1000, 1000]))
    let scored = try payment(["linkedShare": 0.3, "score": .path(["2026-01": 0.8, "2027-01": 1])])
    // 1,000 × (1 − 0.3 × 0.2)
    #expect(near(scored.flow("operations.pay"), [0, 940, 1000]))
  }

  @Test func `for viability what users do not pay of the target`() throws {
    let result = try payment(["mode": "viabilityGap"])
    #expect(near(result.flow("operations.pay"), [0, 400, 0]))
    let scored = try payment(["mode": "viabilityGap", "linkedShare": 0.5, "score": .path(0.9)])
    #expect(near(scored.flow("operations.pay"), [0, 380, 0]))
  }

  @Test func `is settled by years, whatever the periods`() throws {
    // 300 a year to July, 1,700 after: 1,000 in 2026, as much as the target; 1,700 in 2027.
    let income = Given.path(["2026-01": 300, "2026-07": 1700])
    for step in [TimeStep.year, .quarter, .month] {
      let result = try payment(["mode": "viabilityGap"], income: income, step: step)
      #expect(near(result.sum("operations.pay"), 0), "\(step)")
      let more = try payment(["mode": "viabilityGap", "amount": 1200], income: income, step: step)
      #expect(near(more.sum("operations.pay"), 200), "\(step)")
    }
  }

  @Test func `is income before tax that covers no debt`() throws {
    let result = try payment([:])
    #expect(near(result.row("rows.operatingNet"), [0, 600, 1200]))
    #expect(near(result.row("rows.investmentCashFlow"), [0, 1600, 2200]))
    #expect(near(result("parties.district.paid"), 2000))
  }
}
