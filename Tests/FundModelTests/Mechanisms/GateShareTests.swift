import FundFormula
import FundModel
import Testing

struct GateShareTests {
  func isMet(_ values: Values) throws -> Bool {
    try ScenarioBuilder().cost("works", 1).block("gates.g", "gate.share", values).computed().isMet("g") == 1
  }

  @Test func `reaches what is asked, exactly too`() throws {
    #expect(try isMet(["value": 0.9, "threshold": 0.9]))
    #expect(try isMet(["value": 0.95, "threshold": 0.9]))
    #expect(try !isMet(["value": 0.899, "threshold": 0.9]))
  }

  @Test func `or stays below it`() throws {
    #expect(try isMet(["value": 0.3, "threshold": 0.3, "direction": "atMost"]))
    #expect(try !isMet(["value": 0.301, "threshold": 0.3, "direction": "atMost"]))
  }
}
