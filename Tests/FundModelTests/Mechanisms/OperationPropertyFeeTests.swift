import FundFormula
import FundModel
import Testing

struct OperationPropertyFeeTests {
  /// 100 homes of 60 m².
  func fee(_ more: Values = [:], step: TimeStep = .year) throws -> Computed {
    try ScenarioBuilder(building: 12, operating: 2, step: step).homes("a", 100, 60, new: 75)
      .block("operations.fee", "operation.propertyFee", (["fee": 2] as Values).merging(more) { $1 })
      .computed()
  }

  @Test func `is area × fee × twelve months`() throws {
    #expect(near(try fee().flow("operations.fee"), [0, 144_000, 144_000]))
    #expect(near(try fee(["area": "new"]).flow("operations.fee"), [0, 180_000, 180_000]))
    #expect(
      near(try fee(step: .quarter).flow("operations.fee").suffix(8), Array(repeating: 36_000, count: 8)))
  }

  @Test func `by what is collected, and growth`() throws {
    // 46.27 % at first, 71 % a year later, as at Shijingshan.
    let result = try fee(["collection": .path(["2026-01": 0.4627, "2027-01": 0.71]), "growth": 0.1])
    #expect(near(result.flow("operations.fee"), [0, 66_628.8, 112_464]))
  }

  @Test func `shares of income count it`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 1).homes("a", 100, 60)
      .block("operations.fee", "operation.propertyFee", ["fee": 2, "account": "propertyManager"])
      .block(
        "operations.part", "operation.share",
        ["share": 0.25, "payee": "upkeepFund", "account": "propertyManager"]
      ).computed()
    #expect(near(result.flow("operations.part"), [0, 36_000]))
    #expect(near(result.row("accounts.propertyManager.cash"), [0, 108_000]))
    // Nothing of it is the project's.
    #expect(result.row("accounts.project.cash") == [0, 0])
  }
}
