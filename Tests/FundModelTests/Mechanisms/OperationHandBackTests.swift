import FundFormula
import FundModel
import Testing

struct OperationHandBackTests {
  @Test func `repairs before it are paid, the value is for the record`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 2)
      .block("operations.end", "operation.handBack", ["repairs": 100, "value": 5000]).computed()
    #expect(near(result.flow("operations.end"), [0, 0, 100]))
    #expect(near(result.flow("operations.end.value"), [0, 0, 5000]))
    #expect(near(result.row("accounts.project.cash"), [0, 0, -100]))
    #expect(near(result.row("rows.operatingNet"), [0, 0, -100]))
    #expect(result.outcome("parties.district.received") == nil)
  }

  @Test func `comes when its author says`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 2)
      .block("operations.end", "operation.handBack", ["repairs": 100, "at": .moment("2026-06")]).computed()
    #expect(near(result.flow("operations.end"), [0, 100, 0]))
    #expect(result.model.flows.count == 1)
  }
}
