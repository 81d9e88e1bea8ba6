import FundFormula
import FundModel
import Testing

struct SubsidyMatchingTests {
  func paid(_ more: Values) throws -> Double {
    try ScenarioBuilder(project: ["households": 100])
      .block("funding.owners", "residents.perHousehold", ["amount": 3000])
      .block(
        "funding.match", "subsidy.matching",
        (["rate": 0.5, "match": ["owners"], "payer": "district"] as Values).merging(more) { $1 }
      ).computed()("funding.match.total")
  }

  @Test func `matches what owners pay up to a maximum`() throws {
    #expect(near(try paid([:]), 150_000))  // half of 100 × 3,000
    #expect(near(try paid(["maximum": 120_000]), 120_000))
    #expect(near(try paid(["rate": 2]), 600_000))
  }
}
