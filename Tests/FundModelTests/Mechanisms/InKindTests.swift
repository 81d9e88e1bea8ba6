import FundFormula
import FundModel
import Testing

struct InKindTests {
  @Test func `is for the record and touches no cash`() throws {
    let result = try ScenarioBuilder().cost("works", 100)
      .block("funding.space", "inKind", ["value": 5_000_000, "payer": "rightsHolder"]).computed()
    #expect(near(result.flow("funding.space"), [5_000_000, 0]))
    #expect(result.model.flows.first { $0.id == "funding.space" }?.isCash == false)
    #expect(result.indicator("totalSources") == 0)
    #expect(near(result.indicator("fundingGap"), 100))
    #expect(near(result.row("accounts.project.cash"), [-100, -100]))
    #expect(result.outcome("parties.rightsHolder.paid") == nil)
  }

  @Test func `goes to whom its author names`() throws {
    let result = try ScenarioBuilder()
      .block("funding.space", "inKind", ["value": 5, "payer": "city", "payee": "operator"]).computed()
    #expect(result.model.flows.map { [$0.from, $0.to] } == [["city", "operator"]])
  }
}
