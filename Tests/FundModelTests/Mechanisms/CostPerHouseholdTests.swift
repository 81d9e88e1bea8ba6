import FundFormula
import FundModel
import Testing

struct CostPerHouseholdTests {
  @Test func `multiplies households by an amount`() throws {
    let result = try ScenarioBuilder().homes("a", 10, 45).homes("b", 5, 60)
      .block("costs.meter", "cost.perHousehold", ["amount": 1200, "class": "worksImproving"]).computed()
    #expect(near(result("costs.meter.total"), 18_000))  // 15 × 1,200
    #expect(near(result("balance.costs.meter.worksImproving"), 18_000))
  }

  @Test func `takes the households of the project where it says so`() throws {
    let result = try ScenarioBuilder(project: ["households": 100])
      .block("costs.meter", "cost.perHousehold", ["amount": 1200, "class": "worksImproving"]).computed()
    #expect(near(result("costs.meter.total"), 120_000))
  }

  @Test func `splitting a home type in two changes nothing`() throws {
    func total(_ scenario: ScenarioBuilder) throws -> Double {
      try scenario.block("costs.meter", "cost.perHousehold", ["amount": 1200, "class": "worksImproving"])
        .computed()("costs.meter.total")
    }
    #expect(
      near(
        try total(ScenarioBuilder().homes("a", 15, 45)),
        try total(ScenarioBuilder().homes("a", 7, 45).homes("b", 8, 45))))
  }
}
