import FundFormula
import FundModel
import Testing

struct GateEligibilityTests {
  @Test func `holds or does not`() throws {
    for holds in [true, false] {
      let result = try ScenarioBuilder().cost("works", 1)
        .block("gates.danger", "gate.eligibility", ["holds": Given(.flag(holds))]).computed()
      #expect(result.isMet("danger") == (holds ? 1 : 0))
    }
  }

  @Test func `does not where nothing is said`() throws {
    let result = try ScenarioBuilder().cost("works", 1).block("gates.danger", "gate.eligibility", [:])
      .computed()
    #expect(result.isMet("danger") == 0)
  }
}
