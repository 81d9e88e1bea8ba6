import FundFormula
import FundModel
import Testing

struct CostPerAreaTests {
  @Test func `multiplies an area by its unit cost`() throws {
    let scenario = ScenarioBuilder(building: 24, project: ["areas": .numbers(["roof": 200])])
      .homes("a", 10, 45, new: 53).homes("b", 5, 60, new: 73)
      .block("costs.old", "cost.perArea", ["unitCost": 100, "area": "old", "class": "worksBasic"])
      .block("costs.new", "cost.perArea", ["unitCost": 100, "area": "new", "class": "worksRebuild"])
      .block("costs.extra", "cost.perArea", ["unitCost": 100, "area": "extra", "class": "worksRebuild"])
      .block("costs.roof", "cost.perArea", ["unitCost": 100, "area": "roof", "class": "worksBasic"])
    let result = try scenario.computed()
    // 10×45 + 5×60 = 750 m² before, 10×53 + 5×73 = 895 after, 145 added, 200 of roof; evenly over two years.
    #expect(near(result.flow("costs.old"), [37_500, 37_500]))
    #expect(near(result.flow("costs.new"), [44_750, 44_750]))
    #expect(near(result("costs.extra.total"), 14_500))
    #expect(near(result("costs.roof.total"), 20_000))
    #expect(near(result.indicator("totalUses"), 75_000 + 89_500 + 14_500 + 20_000))
  }

  @Test func `takes areas of the project before those of its homes`() throws {
    let result = try ScenarioBuilder(project: ["oldArea": 1000, "newArea": 900]).homes("a", 10, 45)
      .block("costs.old", "cost.perArea", ["unitCost": 2, "area": "old", "class": "worksBasic"])
      .block("costs.extra", "cost.perArea", ["unitCost": 2, "area": "extra", "class": "worksBasic"])
      .computed()
    #expect(near(result("costs.old.total"), 2000))
    // Area lost is no negative extra area.
    #expect(result("costs.extra.total") == 0)
  }

  @Test func `costs nothing without households`() throws {
    let result = try ScenarioBuilder().homes("a", 0, 45)
      .block("costs.old", "cost.perArea", ["unitCost": 100, "area": "old", "class": "worksBasic"]).computed()
    #expect(result("costs.old.total") == 0)
    #expect(result.reason("gapShare") == .noDenominator)
  }
}
