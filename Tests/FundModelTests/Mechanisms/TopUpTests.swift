import FundFormula
import FundModel
import Testing

struct TopUpTests {
  let base = ScenarioBuilder().cost("works", 1000).grant("city", 600)

  @Test func `pays what is missing after all other sources`() throws {
    let result = try base.block("funding.rest", "topUp", ["payer": "district"]).computed()
    #expect(near(result.indicator("fundingGapBeforeTopUp"), 400))
    #expect(near(result("funding.rest.total"), 400))
    #expect(near(result.indicator("fundingGap"), 0))
    #expect(near(result.indicator("governmentGross"), 1000))
    #expect(near(result.flow("funding.rest"), [200, 200]))
  }

  @Test func `never less than nothing`() throws {
    let result = try base.grant("province", 700).block("funding.rest", "topUp", ["payer": "district"])
      .computed()
    #expect(result("funding.rest.total") == 0)
    #expect(near(result.indicator("fundingGap"), -300))
  }

  @Test func `up to a limit, then the next by priority, in whichever order they stand`() throws {
    let first: Values = ["payer": "district", "maximum": 150, "priority": 1]
    let second: Values = ["payer": "stateCompany", "maximum": 200, "priority": 2]
    for scenario in [
      base.block("funding.a", "topUp", second).block("funding.b", "topUp", first),
      base.block("funding.b", "topUp", first).block("funding.a", "topUp", second),
    ] {
      let result = try scenario.computed()
      #expect(near(result("funding.b.total"), 150))
      #expect(near(result("funding.a.total"), 200))
      #expect(near(result.indicator("fundingGap"), 50))
    }
  }

  @Test func `what arrives after the horizon closes nothing and is a finding`() throws {
    let scenario = ScenarioBuilder(operating: 3).cost("works", 1000)
      .block("funding.rest", "topUp", ["payer": "district", "schedule": .at("2028-01")])
    let result = try scenario.computed()
    #expect(near(result("funding.rest.total"), 1000))
    #expect(near(result.indicator("fundingGap"), 1000))
    #expect(scenario.faults == ["funding.rest.schedule"])
    #expect(base.block("funding.rest", "topUp", ["payer": "district"]).faults == [])
  }
}
