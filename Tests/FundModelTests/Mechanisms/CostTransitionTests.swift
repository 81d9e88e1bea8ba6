import FundFormula
import FundModel
import Testing

struct CostTransitionTests {
  func scenario(building: Int, _ more: Values = [:], step: TimeStep = .quarter) -> ScenarioBuilder {
    ScenarioBuilder(building: building, step: step).homes("a", 10, 45).homes("b", 5, 60)
      .block(
        "costs.rent", "cost.transition", (["rate": 63, "floor": 3000] as Values).merging(more) { $1 })
  }

  @Test func `pays each household the larger of area × rate and the floor`() throws {
    let result = try scenario(building: 12).computed()
    // 45 × 63 = 2,835 < 3,000; 60 × 63 = 3,780.
    #expect(near(result("costs.rent.a.monthly"), 3000))
    #expect(near(result("costs.rent.b.monthly"), 3780))
    #expect(near(result.sum("costs.rent.a"), 360_000))  // 10 × 3,000 × 12
    #expect(near(result.sum("costs.rent.b"), 226_800))  // 5 × 3,780 × 12
    #expect(near(result("households.a.net"), -36_000))
  }

  @Test func `is prepaid: fifteen months are twelve and three`() throws {
    let result = try scenario(building: 15).computed()
    // Twelve months in January 2025, the last three in January 2026, the fifth quarter.
    #expect(near(result.flow("costs.rent.a"), [360_000, 0, 0, 0, 90_000]))
  }

  @Test func `after the first payment pays six months at a time`() throws {
    let result = try scenario(building: 29, ["extraMonths": 2]).computed()
    // 31 months: 12, 6, 6, 6, 1 in months 0, 12, 18, 24, 30: quarters 1, 5, 7, 9, 11 (the last beyond the timeline's ten).
    let monthly = 30_000.0
    #expect(near(result.flow("costs.rent.a"), [12, 0, 0, 0, 6, 0, 6, 0, 6, 1].map { $0 * monthly }))
  }

  @Test func `counts by months on yearly steps too`() throws {
    let result = try scenario(building: 15, step: .year).computed()
    #expect(near(result.flow("costs.rent.a"), [360_000, 90_000]))
  }

  @Test func `splitting a home type in two changes nothing`() throws {
    let whole = try ScenarioBuilder().homes("a", 10, 45).block("costs.rent", "cost.transition", ["rate": 63])
      .computed()
    let parts = try ScenarioBuilder().homes("a", 4, 45).homes("b", 6, 45)
      .block("costs.rent", "cost.transition", ["rate": 63]).computed()
    #expect(near(whole.row("costs.rent.row"), parts.row("costs.rent.row")))
  }

  @Test func `somebody else's payment is no use of the project`() throws {
    let result = try scenario(building: 12, ["payer": "implementer"])
      .grant("city", 1000, ["eligible": ["transition"]]).computed()
    #expect(result.indicator("totalUses") == 0)
    // Nor may a grant to the project pay for it.
    #expect(result("allocation.city.used") == 0)
    #expect(near(result("households.a.net"), -36_000))
  }

  @Test func `asks for home types`() {
    let scenario = ScenarioBuilder().block("costs.rent", "cost.transition", ["rate": 63])
    #expect(scenario.faults == ["costs.rent.rate"])
  }
}
