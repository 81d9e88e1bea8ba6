import FundFormula
import FundModel
import Testing

/// Accounts beside the project's, and what those who put money in get back.
struct AccountViewTests {
  /// A company with 500 of equity, a loan of 1,000 at 10 % repaid over two years, works of 1,400 and income of 1,000.
  let company = ScenarioBuilder(building: 12, operating: 3)
    .cost("shell", 1400, "worksUpgrading", ["account": "projectCompany"])
    .grant("equity", 500, ["class": "equity", "account": "projectCompany"], payer: "privatePartner")
    .block(
      "debt.loan", "loan",
      [
        "amount": 1000, "rate": 0.1, "years": 2, "schedule": .schedule(.atStart), "drawTiming": "begin",
        "account": "projectCompany", "paymentFrequency": "yearly",
      ]
    )
    .block("operations.rent", "operation.income", ["price": 1000, "account": "projectCompany"])
    .block(
      "operations.part", "operation.share",
      ["share": 0.2, "payee": "project", "account": "projectCompany"])

  @Test func `an account has cash of its own`() throws {
    let result = try company.computed()
    // 2025: 500 + 1,000 − 1,400 − 100; then 800 less 500 + 100, 500 + 50, nothing.
    #expect(near(result.row("accounts.projectCompany.cash"), [0, 200, 450, 1250]))
    #expect(near(result("accounts.projectCompany.lowestCash"), 0))
    #expect(near(result("accounts.projectCompany.lowestCashPeriod"), 1))
    #expect(near(result("accounts.projectCompany.closingCash"), 1250))
    #expect(near(result("accounts.projectCompany.received"), 4500))
    #expect(near(result("accounts.projectCompany.paid"), 3250))
    // What it shares with the project is all the project has.
    #expect(near(result.row("accounts.project.cash"), [0, 200, 400, 600]))
    #expect(result.indicator("totalUses") == 0)
  }

  @Test func `covers its own debt from income in the life of it`() throws {
    let result = try company.computed()
    // 800 + 800 in 2026 and 2027 over principal 1,000 and interest 100 + 100 + 50.
    #expect(near(result("accounts.projectCompany.coverage"), 1600.0 / 1250))
    #expect(result.outcome("indicators.coverage") == nil)
    let free = try ScenarioBuilder().grant("equity", 5, ["account": "projectCompany"]).computed()
    #expect(free.outcome("accounts.projectCompany.coverage") == nil)
  }

  @Test func `lowest cash is told with its period`() throws {
    let result = try ScenarioBuilder(building: 36)
      .cost("shell", 300, "worksBasic", ["account": "operator", "schedule": .schedule(.atHandover)])
      .grant("equity", 200, ["account": "operator"]).computed()
    #expect(near(result.row("accounts.operator.cash"), [200, 200, -100]))
    #expect(near(result("accounts.operator.lowestCash"), -100))
    #expect(near(result("accounts.operator.lowestCashPeriod"), 3))
  }

  @Test func `accounts stand in the order of parties, the project's not among them`() throws {
    let result = try company.grant("fund", 5, ["account": "upkeepFund"])
      .grant("other", 5, ["account": "stateCompany"]).computed()
    #expect(result.model.accounts.map(\.party.id) == ["projectCompany", "stateCompany", "upkeepFund"])
  }

  @Test func `money with a purpose pays the costs of its own account`() throws {
    let result = try company.cost("works", 900, "worksUpgrading")
      .grant("city", 5000, ["eligible": ["worksUpgrading"]])
      .grant("company", 300, ["eligible": ["worksUpgrading"], "account": "projectCompany"]).computed()
    #expect(near(result("allocation.city.used"), 900))
    #expect(near(result("allocation.company.used"), 300))
    #expect(result.outcome("allocation.city.costs.shell") == nil)
  }

  @Test func `a schedule follows the costs of its own account`() throws {
    let result = try ScenarioBuilder(building: 36)
      .cost("works", 900, "worksBasic", ["schedule": .schedule(.atStart)])
      .cost("shell", 300, "worksBasic", ["account": "projectCompany", "schedule": .schedule(.atHandover)])
      .grant("own", 100, ["account": "projectCompany", "schedule": .schedule(.following(["worksBasic"]))])
      .grant("city", 100, ["schedule": .schedule(.following(["worksBasic"]))])
      .grant("named", 100, ["schedule": .schedule(.following(["shell"]))]).computed()
    #expect(near(result.flow("funding.own"), [0, 0, 100]))
    #expect(near(result.flow("funding.city"), [100, 0, 0]))
    #expect(near(result.flow("funding.named"), [0, 0, 100]))
  }
}

struct InvestorReturnTests {
  /// 30 million of an operator in 2025, a yearly yield of it for twenty years: 劲松.
  func jinsong(_ yield: Double, finance: Values = [:]) throws -> Computed {
    try ScenarioBuilder(building: 12, operating: 20, finance: finance)
      .cost("fitout", 30_000_000)
      .grant("operator", 30_000_000, payer: "operator")
      .block("operations.rent", "operation.income", ["price": .number(yield)])
      .block("operations.part", "operation.share", ["share": 1, "payee": "operator"]).computed()
  }

  /// The rate at which an annuity of 1 for `years` is worth `price`, by halving.
  func annuityRate(_ price: Double, years: Int) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<100 {
      let rate = (low + high) / 2
      let worth = (1...years).map { 1 / (1...$0).reduce(1.0) { value, _ in value * (1 + rate) } }.reduce(0, +)
      (low, high) = worth > price ? (rate, high) : (low, rate)
    }
    return low
  }

  @Test func `a tenth a year for twenty years is 7,75 per cent, 8 per cent is 4,96`() throws {
    for (yield, expected, years) in [(3_000_000.0, 0.0775, 10.0), (2_400_000, 0.0496, 12.5)] {
      for first in [0.0, 1] {
        let result = try jinsong(yield, finance: ["firstPeriod": .number(first)])
        let irr = result("investors.operator.irr")
        #expect(abs(irr - expected) < 5e-5)
        #expect(near(irr, annuityRate(30_000_000 / yield, years: 20)))
        #expect(near(result("investors.operator.invested"), 30_000_000))
        // The year of the investment is year 1, or year 0 where it is not discounted.
        #expect(near(result("investors.operator.payback"), years + first))
      }
    }
  }

  @Test func `present value by the discount rate`() throws {
    let result = try jinsong(3_000_000, finance: ["discountRate": 0.05, "firstPeriod": 0])
    // −30 million + 3 million × (1 − 1.05⁻²⁰) ÷ 0.05
    let discount = (1...20).reduce(1.0) { value, _ in value / 1.05 }
    #expect(near(result("investors.operator.npv"), -30_000_000 + 3_000_000 * (1 - discount) / 0.05))
  }

  @Test func `who never gets his money back has a reason`() throws {
    let result = try jinsong(1_000_000)
    #expect(result.outcome("investors.operator.payback")?.reason != nil)
    #expect(result.outcome("investors.operator.npv")?.value != nil)
  }

  @Test func `is told of those alone who pay and receive`() throws {
    let result = try jinsong(1).model
    #expect(result.investors.map(\.party.id) == ["operator"])
    #expect(try ScenarioBuilder().grant("g", 5, payer: "operator").computed().model.investors.isEmpty)
  }
}
