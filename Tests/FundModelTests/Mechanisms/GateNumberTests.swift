import FundFormula
import FundModel
import Testing

struct GateNumberTests {
  func isMet(_ value: Double, _ direction: String) throws -> Bool {
    try ScenarioBuilder().cost("works", 1).block(
      "gates.g", "gate.number",
      ["value": .number(value), "limit": 20, "direction": Given(word: direction)]
    ).computed().isMet("g") == 1
  }

  @Test func `is at least the limit, or at most`() throws {
    #expect(try isMet(20, "atLeast"))
    #expect(try !isMet(19.9, "atLeast"))
    #expect(try isMet(20, "atMost"))
    #expect(try !isMet(20.1, "atMost"))
    #expect(try isMet(-5, "atMost"))
  }
}
