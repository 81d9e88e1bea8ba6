import FundFormula
import FundModel
import Testing

struct CostDemolitionTests {
  @Test func `costs the old area less what the material brings`() throws {
    let result = try ScenarioBuilder().homes("a", 10, 45).homes("b", 5, 60)
      .block("costs.tear", "cost.demolition", ["unitCost": 120, "salvage": 20]).computed()
    #expect(near(result("costs.tear.total"), 75_000))  // 750 m² × (120 − 20)
    #expect(near(result("balance.costs.tear.demolition"), 75_000))
  }

  @Test func `brings money where the material is worth more, and no grant pays for it`() throws {
    let result = try ScenarioBuilder().homes("a", 10, 45)
      .block("costs.tear", "cost.demolition", ["unitCost": 20, "salvage": 120])
      .grant("city", 1000, ["eligible": ["demolition"]]).computed()
    #expect(near(result("costs.tear.total"), -45_000))
    #expect(result("allocation.city.used") == 0)
  }
}
