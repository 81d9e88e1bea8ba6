import FundFormula
import FundModel
import Testing

struct SubsidyByFactorsTests {
  func share(_ more: Values = [:]) -> ScenarioBuilder {
    ScenarioBuilder().cost("works", 100).block(
      "funding.centre", "subsidy.byFactors",
      ([
        "amount": 100_000_000, "difficulty": 1.2, "payer": "centralGovernment",
        "own": .numbers(["area": 2, "households": 3, "buildings": 10, "communities": 1]),
        "all": .numbers(["area": 60, "households": 100, "buildings": 300, "communities": 30]),
      ] as Values).merging(more) { $1 })
  }

  @Test func `weighs area, households, buildings and communities by the rule`() throws {
    let result = try share().computed()
    // 0.4 × 2.4/60 + 0.4 × 3.6/100 + 0.1 × 12/300 + 0.1 × 1.2/30
    #expect(near(result("funding.centre.share"), 0.016 + 0.0144 + 0.004 + 0.004))
    #expect(near(result("funding.centre.total"), 3_840_000))
  }

  @Test func `by weights of its author`() throws {
    let result = try share(["weights": .numbers(["area": 1])]).computed()
    #expect(near(result("funding.centre.total"), 4_000_000))
  }

  @Test func `all who share get the whole sum`() throws {
    // Two regions: 1 × 0.8 and 3 × 1.4 of a total of 5, for every factor.
    let shares = try [(1.0, 0.8), (3, 1.4)].map { own, difficulty in
      let names: KeyValuePairs = ["area": own, "households": own, "buildings": own, "communities": own]
      let all: KeyValuePairs = ["area": 5.0, "households": 5, "buildings": 5, "communities": 5]
      return try share([
        "difficulty": .number(difficulty), "own": .numbers(names), "all": .numbers(all),
      ]).computed()("funding.centre.share")
    }
    #expect(near(shares[0] + shares[1], 1))
  }

  @Test func `pays for what it may pay for, like other grants`() throws {
    let result = try share(["eligible": ["worksBasic"]]).computed()
    #expect(near(result("funding.centre.entitlement"), 3_840_000))
    #expect(near(result("funding.centre.total"), 100))
  }

  @Test func `a factor nobody knows, or without a total, is a fault`() {
    #expect(share().faults == [])
    #expect(share(["weights": .numbers(["trees": 1])]).faults == ["funding.centre.weights.trees"])
    #expect(
      share(["all": .numbers(["area": 60, "households": 100, "buildings": 300])]).faults == [
        "funding.centre.own.communities"
      ])
  }
}
