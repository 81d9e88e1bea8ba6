import FundFormula
import FundModel
import Testing

struct CostLumpSumTests {
  @Test func `falls on its schedule`() throws {
    let result = try ScenarioBuilder(building: 24, step: .quarter)
      .block("costs.a", "cost.lumpSum", ["amount": 800, "class": "worksBasic"])
      .block("costs.b", "cost.lumpSum", ["amount": 800, "class": "otherCost", "schedule": .at("2025-08")])
      .block(
        "costs.c", "cost.lumpSum",
        ["amount": 800, "class": "otherCost", "schedule": .span("2025-11", "2026-02")]
      )
      .computed()
    #expect(near(result.flow("costs.a"), [Double](repeating: 100, count: 8)))
    #expect(near(result.flow("costs.b"), [0, 0, 800, 0, 0, 0, 0, 0]))
    // November and December in the fourth quarter, January and February in the fifth.
    #expect(near(result.flow("costs.c"), [0, 0, 0, 400, 400, 0, 0, 0]))
  }

  @Test func `goes to the land authority when it is land premium, unless its author says`() throws {
    let result = try ScenarioBuilder().cost("land", 50, "landPremium")
      .cost("fee", 7, "landPremium", ["payee": "contractors"]).computed()
    #expect(near(result("parties.landAuthority.received"), 50))
    #expect(near(result("parties.contractors.received"), 7))
  }
}
