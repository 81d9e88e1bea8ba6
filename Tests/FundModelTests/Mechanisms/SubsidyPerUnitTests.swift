import FundFormula
import FundModel
import Testing

struct SubsidyPerUnitTests {
  func paid(_ values: Values) throws -> Double {
    try ScenarioBuilder(project: ["quantities": .numbers(["lifts": 3])])
      .block(
        "funding.lifts", "subsidy.perUnit",
        (["quantity": "lifts", "payer": "district", "maximum": 800_000] as Values).merging(values) { $1 }
      ).computed()("funding.lifts.total")
  }

  @Test func `pays the maximum where no cost is named`() throws {
    #expect(near(try paid([:]), 2_400_000))  // 3 × 800,000
  }

  @Test func `pays a share of a unit's cost up to the maximum`() throws {
    #expect(near(try paid(["unitCost": 900_000, "share": 0.6]), 1_620_000))  // 3 × 540,000
    #expect(near(try paid(["unitCost": 900_000]), 2_400_000))  // the maximum binds
    #expect(near(try paid(["unitCost": 0]), 0))
  }
}
