import FundFormula
import FundModel
import Testing

struct SubsidyShareOfTests {
  let base = ScenarioBuilder().cost("pipes", 600).cost("lift", 400, "worksImproving")

  @Test func `is a share of named costs up to a maximum`() throws {
    let result =
      try base
      .block(
        "funding.a", "subsidy.shareOf", ["share": 0.3, "base": ["worksBasic", "lift"], "payer": "city"]
      )
      .block(
        "funding.b", "subsidy.shareOf",
        ["share": 0.3, "base": ["pipes"], "maximum": 100, "payer": "province"]
      )
      .computed()
    #expect(near(result("funding.a.total"), 300))  // 30 % of 1,000
    #expect(near(result("funding.b.total"), 100))  // 30 % of 600 is 180
  }

  @Test func `of no cost is nothing`() throws {
    let result = try ScenarioBuilder()
      .block("funding.a", "subsidy.shareOf", ["share": 0.3, "base": ["worksBasic"], "payer": "city"])
      .computed()
    #expect(result("funding.a.total") == 0)
  }
}
