import FundFormula
import FundModel
import Testing

struct SubsidyPerHouseholdTests {
  @Test func `pays for every household`() throws {
    let result = try ScenarioBuilder(project: ["households": 357_100])
      .block(
        "funding.city", "subsidy.perHousehold", ["amount": 6000, "payer": "city", "status": "committed"]
      )
      .block("funding.district", "subsidy.perHousehold", ["amount": .atLeast(6000), "payer": "district"])
      .computed()
    #expect(near(result("funding.city.total"), 2_142_600_000))  // 357,100 × 6,000
    #expect(near(result.indicator("totalSources"), 4_285_200_000))
    #expect(near(result.indicator("securedSources"), 2_142_600_000))
    #expect(result.model.flows.map(\.isAtLeast) == [false, true])
  }

  @Test func `pays nothing to nobody`() throws {
    let result = try ScenarioBuilder().homes("a", 0, 45)
      .block("funding.city", "subsidy.perHousehold", ["amount": 6000, "payer": "city"]).computed()
    #expect(result("funding.city.total") == 0)
  }

  @Test func `never pays more than the costs it is for`() throws {
    let result = try ScenarioBuilder(project: ["households": 100]).cost("pipes", 400_000).cost(
      "gym", 1e6, "worksUpgrading"
    )
    .block(
      "funding.city", "subsidy.perHousehold", ["amount": 6000, "payer": "city", "eligible": ["worksBasic"]]
    )
    .computed()
    #expect(near(result("funding.city.entitlement"), 600_000))
    #expect(near(result("allocation.city.used"), 400_000))
    #expect(near(result("allocation.city.unused"), 200_000))
    #expect(near(result("funding.city.total"), 400_000))
  }
}
