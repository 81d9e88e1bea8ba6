import FundFormula
import FundModel
import Testing

struct OperatingCostTests {
  let base = ScenarioBuilder(building: 12, operating: 2)
    .block("operations.shops", "operation.income", ["price": 1000])
    .block("operations.parking", "operation.income", ["price": 500, "growth": 0.1])

  @Test func `is an amount a year that grows`() throws {
    let result = try base.block("operations.staff", "operation.cost", ["amount": 300, "growth": 0.02])
      .computed()
    #expect(near(result.flow("operations.staff"), [0, 300, 306]))
    #expect(near(result.row("rows.operatingNet"), [0, 1200, 1244]))
  }

  @Test func `or a share of all operating income`() throws {
    let result = try base.block(
      "operations.manager", "operation.cost", ["shareOfIncome": 0.2, "payee": "propertyManager"]
    )
    .computed()
    #expect(near(result.flow("operations.manager"), [0, 300, 310]))  // 20 % of 1,500 and of 1,550
    #expect(near(result("parties.propertyManager.received"), 610))
  }

  @Test func `a share of income is charged from and to its dates only`() throws {
    let late = base.block(
      "operations.manager", "operation.cost", ["shareOfIncome": 0.2, "from": .moment("2027-01")])
    #expect(near(try late.computed().flow("operations.manager"), [0, 0, 310]))
    // Half of 2026: half of its 300.
    let short = base.block(
      "operations.manager", "operation.cost", ["shareOfIncome": 0.2, "to": .moment("2026-06")])
    #expect(near(try short.computed().flow("operations.manager"), [0, 150, 0]))
    let grown = base.block("operations.manager", "operation.cost", ["shareOfIncome": 0.2, "growth": 0.1])
    #expect(grown.faults == ["operations.manager.growth"])
  }

  @Test func `a share without dates follows income that begins before handover`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 1)
      .block("operations.shops", "operation.income", ["price": 1000, "from": .moment("2025-07")])
      .block("operations.manager", "operation.cost", ["shareOfIncome": 0.2]).computed()
    #expect(near(result.flow("operations.manager"), [100, 200]))  // 20 % of 500 and of 1,000
  }

  @Test func `of no income is nothing`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 2)
      .block("operations.manager", "operation.cost", ["shareOfIncome": 0.2]).computed()
    #expect(result.sum("operations.manager") == 0)
  }

  @Test func `one of the two must be given`() {
    #expect(base.block("operations.c", "operation.cost", [:]).faults == ["operations.c.amount"])
    #expect(
      base.block("operations.c", "operation.cost", ["amount": 1, "shareOfIncome": 0.1]).faults == [
        "operations.c.amount"
      ])
    #expect(base.block("operations.c", "operation.cost", ["amount": 1]).faults == [])
  }
}
