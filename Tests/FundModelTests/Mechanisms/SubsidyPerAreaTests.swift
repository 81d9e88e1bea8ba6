import FundFormula
import FundModel
import Testing

struct SubsidyPerAreaTests {
  @Test func `pays up to a standard, what lies above stays with others`() throws {
    // 5,786 yuan a m² against a cost of 8,400: 1,000 m² leave 2,614,000.
    let result = try ScenarioBuilder(project: ["oldArea": 1000]).cost("build", 8_400_000, "worksRebuild")
      .block(
        "funding.city", "subsidy.perArea", ["standard": 5786, "payer": "city", "eligible": ["worksRebuild"]]
      )
      .computed()
    #expect(near(result("funding.city.total"), 5_786_000))
    #expect(near(result.indicator("fundingGap"), 2_614_000))
  }

  @Test func `a cheaper building is paid in full and no more`() throws {
    let result = try ScenarioBuilder(project: ["oldArea": 1000]).cost("build", 4_000_000, "worksRebuild")
      .block(
        "funding.city", "subsidy.perArea", ["standard": 5786, "payer": "city", "eligible": ["worksRebuild"]]
      )
      .computed()
    #expect(near(result("funding.city.total"), 4_000_000))
    #expect(near(result("allocation.city.unused"), 1_786_000))
  }

  @Test func `counts the area its author names`() throws {
    let result = try ScenarioBuilder(project: ["areas": .numbers(["facade": 300])]).homes(
      "a", 10, 45, new: 50
    )
    .block("funding.a", "subsidy.perArea", ["standard": 10, "payer": "city", "area": "facade"])
    .block("funding.b", "subsidy.perArea", ["standard": 10, "payer": "city", "area": "new"]).computed()
    #expect(near(result("funding.a.total"), 3000))
    #expect(near(result("funding.b.total"), 5000))
  }
}
