import FundFormula
import FundModel
import Testing

struct SubsidyLumpSumTests {
  @Test func `is a grant from government, a contribution from others`() throws {
    let result = try ScenarioBuilder().grant("city", 10).grant("water", 20, payer: "utilities")
      .grant("works", 30, payer: "rightsHolder").grant("runner", 40, payer: "operator")
      .grant("owners", 50, payer: "residents").grant("reward", 60, ["class": "incentiveGrant"]).computed()
    #expect(
      result.model.flows.map(\.flowClass) == [
        .fiscalGrant, .utilityShare, .rightsHolderShare, .operatorEquity, .costShare, .incentiveGrant,
      ])
    #expect(near(result.indicator("totalSources"), 210))
    #expect(near(result.indicator("governmentGross"), 70))
    #expect(near(result.indicator("residentPayments"), 50))
    // The operator has not signed.
    #expect(near(result.indicator("marketSources"), 40))
  }

  @Test func `arrives on its schedule`() throws {
    let shares = Schedule.shares([
      .init(.milestone("start", plus: 0), 0.4), .init(.milestone("handover", plus: 0), 0.5),
      .init(.milestone("handover", plus: 12), 0.1),
    ])
    let result = try ScenarioBuilder(building: 24, operating: 2).grant(
      "city", 1000, ["schedule": .schedule(shares)]
    )
    .computed()
    #expect(near(result.flow("funding.city"), [400, 500, 100, 0]))
    // The last part comes after the balance horizon.
    #expect(near(result.indicator("totalSources"), 900))
  }

  @Test func `follows the costs it names`() throws {
    let follow = Given.schedule(.following(["worksBasic"]))
    let result = try ScenarioBuilder(building: 24).cost("a", 100).cost(
      "b", 300, "worksBasic", ["schedule": .at("2026-05")]
    )
    .grant("city", 1000, ["schedule": follow]).computed()
    #expect(near(result.flow("funding.city"), [250, 750]))
  }
}
