import FundFormula
import FundModel
import Testing

struct GateIndicatorTests {
  func scenario(_ limit: Double, _ more: Values = [:]) -> ScenarioBuilder {
    ScenarioBuilder().cost("works", 1000).grant("city", 600)
      .block(
        "gates.g", "gate.indicator",
        (["indicator": "fundingGap", "limit": .number(limit), "direction": "atMost"] as Values).merging(more)
        { $1 })
  }

  @Test func `an indicator is held against a limit in its own unit`() throws {
    #expect(try scenario(400).computed().isMet("g") == 1)
    #expect(try scenario(399.996).computed().isMet("g") == 1)  // within half a fen
    #expect(try scenario(399.9).computed().isMet("g") == 0)
    let least = try scenario(500, ["indicator": "totalSources", "direction": "atLeast"]).computed()
    #expect(least.isMet("g") == 1)
    #expect(near(least("gates.g.value"), 600))
  }

  @Test func `stopped by its own figure the project keeps it as planned`() throws {
    let result = try scenario(100).computed()
    #expect(result.result("fundingGap")?.reason == .stopped)
    #expect(near(result.indicator("fundingGap"), 400))
  }

  @Test func `money that would move the figure it waits for is a circle`() {
    let ring = scenario(100, ["effect": "switch"]).grant("province", 400, ["requires": ["g"]])
    #expect { try ring.computed() } throws: { error in
      guard case GraphError.ring(let keys) = error else { return false }
      return keys.contains { $0.hasPrefix("gates.g") } && keys.contains { $0.contains("funding.province") }
    }
  }

  @Test func `money that does not is none`() throws {
    let result = try scenario(500, ["indicator": "constructionInvestment", "effect": "switch"])
      .grant("province", 400, ["requires": ["g"]]).computed()
    #expect(result.isMet("g") == 0)
    #expect(result("funding.province.total") == 0)
  }

  @Test func `an indicator the scenario lacks is a fault`() {
    #expect(scenario(1, ["indicator": "coverage"]).faults == ["gates.g.indicator"])
    #expect(scenario(1).faults == [])
    var outcome = scenario(1)
    outcome.finance["usesAreOutcome"] = true
    #expect(outcome.faults == ["gates.g.indicator"])
  }
}
