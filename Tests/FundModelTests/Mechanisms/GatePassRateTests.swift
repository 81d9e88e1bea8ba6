import FundFormula
import FundModel
import Testing

struct GatePassRateTests {
  let programme = ScenarioBuilder(project: ["communities": 10]).cost("works", 1000)
    .block("gates.rate", "gate.passRate", ["share": 0.8])

  @Test func `scales what requires it`() throws {
    let result = try programme.grant("city", 500, ["requires": ["rate"]]).grant("province", 300).computed()
    #expect(near(result("funding.city.total"), 400))
    #expect(near(result.planned("funding.city"), [500, 0]))
    #expect(near(result("funding.province.total"), 300))
  }

  @Test func `scales what money with a purpose is entitled to, once`() throws {
    let result = try programme.grant("city", 500, ["requires": ["rate"], "eligible": ["worksBasic"]])
      .computed()
    #expect(near(result("funding.city.entitlement"), 400))
    #expect(near(result("funding.city.total"), 400))
  }

  @Test func `stops nothing`() throws {
    let result = try programme.grant("city", 500, ["requires": ["rate"]]).computed()
    #expect(near(result.result("fundingGap")?.value ?? .nan, 600))
  }

  @Test func `is refused for a single project`() {
    let single = ScenarioBuilder().block("gates.rate", "gate.passRate", ["share": 0.8])
    #expect(single.faults == ["gates.rate.kind"])
    #expect(programme.faults == [])
  }
}
