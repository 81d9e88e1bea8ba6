import FundFormula
import FundModel
import Testing

struct TaxTurnoverTests {
  @Test func `is a rate of operating income and lowers what covers debt`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 2)
      .block("operations.rent", "operation.income", ["price": 1000, "growth": 0.1])
      .block("operations.other", "operation.income", ["price": 500, "account": "operator"])
      .block("taxes.turnover", "tax.turnover", ["rate": 0.06]).computed()
    #expect(near(result.flow("taxes.turnover"), [0, 60, 66]))
    #expect(near(result.row("rows.operatingNet"), [0, 940, 1034]))
    #expect(near(result("parties.taxOffice.received"), 126))
  }

  @Test func `of its own account`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 1)
      .block("operations.rent", "operation.income", ["price": 1000])
      .block("operations.other", "operation.income", ["price": 500, "account": "operator"])
      .block("taxes.turnover", "tax.turnover", ["rate": 0.1, "account": "operator"]).computed()
    #expect(near(result.flow("taxes.turnover"), [0, 50]))
  }
}
