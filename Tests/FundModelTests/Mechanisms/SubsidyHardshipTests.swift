import FundFormula
import FundModel
import Testing

struct SubsidyHardshipTests {
  let base = ScenarioBuilder().homes("a", 100, 60, new: 70).cost("works", 2_000_000)
    .block("funding.owners", "residents.perHousehold", ["amount": 20_000])

  @Test func `somebody else pays, residents pay less, and no gap closes`() throws {
    let (before, after) = (
      try base.computed(),
      try base.block("funding.relief", "subsidy.hardship", ["amount": 1000, "share": 0.1]).computed()
    )
    // 100 × 70 m² × 10 % × 1,000
    #expect(near(after("funding.relief.relief"), 700_000))
    #expect(near(after.sum("funding.relief.paid"), 700_000))
    #expect(near(after.sum("funding.relief.relieved"), -700_000))
    #expect(near(after("parties.residents.paid"), 1_300_000))
    #expect(near(after("parties.district.paid"), 700_000))
    #expect(near(after.indicator("governmentGross"), 700_000))
    #expect(near(after.indicator("residentPayments"), 1_300_000))
    #expect(near(after.indicator("totalSources"), before.indicator("totalSources")))
    #expect(near(after("funding.relief.total"), 0))
  }

  @Test func `of nobody in hardship nothing`() throws {
    let result = try base.block("funding.relief", "subsidy.hardship", ["amount": 1000, "share": 0]).computed()
    #expect(result.sum("funding.relief.paid") == 0)
  }

  @Test func `by the titled area, for a party of its own`() throws {
    let result = try base.block(
      "funding.relief", "subsidy.hardship",
      ["amount": 500, "share": 0.2, "area": "old", "payer": "city", "relieves": "hardshipHouseholds"]
    ).computed()
    #expect(near(result("parties.city.paid"), 600_000))
    #expect(near(result("parties.hardshipHouseholds.paid"), -600_000))
  }
}
