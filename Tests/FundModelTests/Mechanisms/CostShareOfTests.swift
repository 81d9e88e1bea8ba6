import FundFormula
import FundModel
import Testing

struct CostShareOfTests {
  let base = ScenarioBuilder().cost("pipes", 600).cost("lift", 400, "worksImproving").cost(
    "tear", 100, "demolition")

  @Test func `is a share of works by default`() throws {
    let result = try base.block("costs.fee", "cost.shareOf", ["share": 0.05]).computed()
    #expect(near(result("costs.fee.total"), 50))  // 5 % of 600 + 400; demolition is not works
  }

  @Test func `is a share of named classes and blocks, itself left out`() throws {
    let result = try base.block("costs.fee", "cost.shareOf", ["share": 0.05])
      .block(
        "costs.reserve", "cost.shareOf",
        ["share": 0.1, "base": ["worksBasic", "lift", "otherCost", "contingency"], "class": "contingency"]
      )
      .computed()
    // 10 % of 600 + 400 + the fee of 50; of itself nothing.
    #expect(near(result("costs.reserve.total"), 105))
  }

  @Test func `blocks that need each other are a ring`() throws {
    let scenario = base.block("costs.fee", "cost.shareOf", ["share": 0.05, "base": ["contingency"]])
      .block("costs.reserve", "cost.shareOf", ["share": 0.1, "base": ["otherCost"], "class": "contingency"])
    #expect(throws: GraphError.self) { try scenario.computed() }
  }

  @Test func `of nothing is nothing`() throws {
    let result = try ScenarioBuilder().block("costs.fee", "cost.shareOf", ["share": 0.05]).computed()
    #expect(result("costs.fee.total") == 0)
  }
}
