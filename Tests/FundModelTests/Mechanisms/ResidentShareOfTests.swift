import FundFormula
import FundModel
import Testing

struct ResidentShareOfTests {
  let base = ScenarioBuilder().homes("a", 10, 45).homes("b", 5, 60).cost("build", 1_000_000, "worksRebuild")

  @Test func `spreads a share of the cost by titled area`() throws {
    let result = try base.block(
      "funding.owners", "residents.shareOf", ["share": 0.6, "base": ["worksRebuild"]]
    )
    .computed()
    #expect(near(result("funding.owners.total"), 600_000))
    // 600,000 over 750 m² is 800 a m².
    #expect(near(result("households.a.payment"), 36_000))
    #expect(near(result("households.b.payment"), 48_000))
  }

  @Test func `or evenly`() throws {
    let result =
      try base
      .block("funding.owners", "residents.shareOf", ["share": 0.6, "base": ["build"], "spread": "household"])
      .computed()
    #expect(near(result("households.a.payment"), 40_000))
    #expect(near(result("households.b.payment"), 40_000))
  }

  @Test func `homes without area share evenly, and no share is lost`() throws {
    let result = try ScenarioBuilder().homes("a", 10, 0).homes("b", 5, 0).cost("build", 900, "worksRebuild")
      .block("funding.owners", "residents.shareOf", ["share": 1, "base": ["worksRebuild"]]).computed()
    #expect(near(result("funding.owners.total"), 900))
    #expect(near(result("households.b.payment"), 60))
  }

  @Test func `without households nobody pays`() throws {
    let result = try ScenarioBuilder().homes("a", 0, 45).cost("build", 900, "worksRebuild")
      .block("funding.owners", "residents.shareOf", ["share": 1, "base": ["worksRebuild"]]).computed()
    #expect(result("funding.owners.total") == 0)
  }
}
