import FundFormula
import FundModel
import Testing

struct OperationDividendTests {
  /// A company with 500 of equity in 2025 and 1,000 a year in 2026–2028.
  func company(_ more: Values, step: TimeStep = .year) -> ScenarioBuilder {
    ScenarioBuilder(building: 12, operating: 3, step: step)
      .grant("equity", 500, ["class": "equity", "account": "projectCompany"], payer: "privatePartner")
      .block("operations.rent", "operation.income", ["price": 1000, "account": "projectCompany"])
      .block(
        "operations.dividend", "operation.dividend",
        (["share": 0.5, "account": "projectCompany"] as Values).merging(more) { $1 })
  }

  @Test func `is a share of the cash above the reserve at each year's end`() throws {
    let result = try company(["reserve": 600]).computed()
    // 1,500 − 600 = 900; 1,050 + 1,000 − 600 = 1,450; 1,325 + 1,000 − 600 = 1,725
    #expect(near(result.flow("operations.dividend"), [0, 450, 725, 862.5]))
    #expect(near(result.row("accounts.projectCompany.cash"), [500, 1050, 1325, 1462.5]))
    #expect(near(result("investors.privatePartner.invested"), 500))
  }

  @Test func `on quarters it is paid in the year's last`() throws {
    let result = try company(["reserve": 600], step: .quarter).computed()
    #expect(near(result.sum("operations.dividend"), 450 + 725 + 862.5))
    #expect(near(result.flow("operations.dividend")[7], 450))
    #expect(result.flow("operations.dividend")[6] == 0)
  }

  @Test func `never takes the account below its reserve`() throws {
    #expect(try company(["reserve": 5000]).computed().sum("operations.dividend") == 0)
    let all = try company(["share": 1, "reserve": 700]).computed()
    #expect(near(all.row("accounts.projectCompany.cash"), [500, 700, 700, 700]))
  }

  @Test func `is no cost of operation and covers no debt`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 1)
      .block("operations.rent", "operation.income", ["price": 1000])
      .block("operations.dividend", "operation.dividend", ["share": 1]).computed()
    #expect(near(result.row("rows.operatingNet"), [0, 1000]))
    #expect(near(result.flow("operations.dividend"), [0, 1000]))
    #expect(near(result.row("accounts.project.cash"), [0, 0]))
  }

  @Test func `counts the cash the project has at the start`() throws {
    let result = try ScenarioBuilder(finance: ["openingCash": 1000])
      .block("operations.dividend", "operation.dividend", ["share": 1, "from": .moment("2025-01")]).computed()
    #expect(near(result.flow("operations.dividend"), [1000, 0]))
    #expect(near(result.row("accounts.project.cash"), [0, 0]))
  }

  @Test func `shares beyond the whole are a fault`() {
    let second: Values = ["share": 0.6, "account": "projectCompany", "payee": "stateCompany"]
    #expect(company([:]).block("operations.b", "operation.dividend", second).faults == ["operations.b.share"])
    #expect(company(["share": 0.4]).block("operations.b", "operation.dividend", second).faults == [])
  }
}
