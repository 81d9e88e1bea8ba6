import FundFormula
import FundModel
import Testing

struct CostPerUnitTests {
  @Test func `multiplies a quantity of the project by its unit cost`() throws {
    let result = try ScenarioBuilder(project: ["quantities": .numbers(["lifts": 6, "pipes": 1200])])
      .block(
        "costs.lifts", "cost.perUnit", ["quantity": "lifts", "unitCost": 500_000, "class": "worksImproving"]
      )
      .block("costs.pipes", "cost.perUnit", ["quantity": "pipes", "unitCost": 850, "class": "worksBasic"])
      .block("costs.none", "cost.perUnit", ["quantity": "wells", "unitCost": 850, "class": "worksBasic"])
      .computed()
    #expect(near(result("costs.lifts.total"), 3_000_000))  // 6 × 500,000
    #expect(near(result("costs.pipes.total"), 1_020_000))  // 1,200 × 850
    #expect(result("costs.none.total") == 0)
  }
}
