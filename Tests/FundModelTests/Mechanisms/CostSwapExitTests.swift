import FundFormula
import FundModel
import Testing

struct CostSwapExitTests {
  /// 20 of 100 households of 60 m² go elsewhere.
  let leaving = ScenarioBuilder(building: 24).homes("a", 100, 60, ["swapShare": 0.2])

  @Test func `buys homes elsewhere, and the households pay their price`() throws {
    let result = try leaving.block("costs.else", "cost.swapExit", ["cost": 9000, "price": 3000, "area": 75])
      .computed()
    // 20 × 75 m² = 1,500 m²
    #expect(near(result.flow("costs.else.homes.a"), [13_500_000, 0]))
    #expect(near(result.flow("costs.else.price.a"), [4_500_000, 0]))
    #expect(near(result("costs.else.total"), 13_500_000))
    #expect(near(result.indicator("totalUses"), 13_500_000))
    #expect(near(result.indicator("totalSources"), 4_500_000))
    #expect(near(result.indicator("residentPayments"), 4_500_000))
  }

  @Test func `a home is as large as the titled area where none is said`() throws {
    let result = try leaving.block("costs.else", "cost.swapExit", ["cost": 9000]).computed()
    #expect(near(result("costs.else.total"), 20 * 60 * 9000))
    #expect(result.model.flows.map(\.id) == ["costs.else.homes.a"])
  }

  @Test func `swaps and cash leave the rest to return`() throws {
    let result = try ScenarioBuilder().homes("a", 100, 60, new: 80, ["swapShare": 0.2, "cashShare": 0.3])
      .block("costs.else", "cost.swapExit", ["cost": 1000])
      .block("costs.leave", "cost.cashExit", ["price": 1000])
      .block("costs.vacated", "cost.perArea", ["area": "vacated", "unitCost": 1, "class": "worksBasic"])
      .computed()
    #expect(near(result("project.homeTypes.a.return"), 50))
    #expect(near(result("costs.vacated.total"), 50 * 80))
    #expect(near(result("costs.else.total"), 1_200_000))
    #expect(near(result("costs.leave.total"), 1_800_000))
  }

  @Test func `without anybody who goes elsewhere it is a slip`() {
    let all = ScenarioBuilder().homes("a", 100, 60, ["cashShare": 0.2])
    #expect(all.block("costs.else", "cost.swapExit", ["cost": 1]).faults == ["costs.else.cost"])
    #expect(leaving.block("costs.else", "cost.swapExit", ["cost": 1]).faults == [])
  }
}
