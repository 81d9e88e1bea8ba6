import FundFormula
import FundModel
import Testing

struct OperationUpkeepDepositTests {
  func deposit(_ more: Values = [:]) -> ScenarioBuilder {
    ScenarioBuilder(building: 12, operating: 2).homes("a", 100, 60).cost("works", 100)
      .block(
        "operations.deposit", "operation.upkeepDeposit",
        ([
          "first": 50, "amount": 0.5, "collection": .path(0.8), "account": "upkeepFund",
        ] as Values).merging(more) { $1 })
  }

  @Test func `is a first deposit, then so much a month`() throws {
    let result = try deposit().computed()
    // 6,000 m² × 50, and 6,000 × 0.5 × 12 × 80 %
    #expect(near(result.flow("operations.deposit"), [0, 328_800, 28_800]))
    #expect(near(result.row("accounts.upkeepFund.cash"), [0, 328_800, 357_600]))
  }

  @Test func `begins when its author says, the first deposit with it`() throws {
    // From July 2027: half a year of deposits, and the first in that year.
    let result = try deposit(["from": .moment("2027-07")]).computed()
    #expect(near(result.flow("operations.deposit"), [0, 0, 300_000 + 14_400]))
  }

  @Test func `is no source of construction and no cash of the project`() throws {
    let result = try deposit().computed()
    #expect(result.indicator("totalSources") == 0)
    #expect(near(result.row("accounts.project.cash"), [-100, -100, -100]))
  }

  @Test func `in the account of the project it is a warning`() {
    #expect(deposit().faults == [])
    #expect(deposit(["account": "project"]).faults == ["operations.deposit.account"])
  }
}
