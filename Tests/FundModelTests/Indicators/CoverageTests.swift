import FundFormula
import FundModel
import Testing

/// coverage, coverageAllDebt, coveragePrincipal, coverageGross, lowestCoverage, lowestCumulativeCoverage, appliedSales.
struct CoverageTests {
  let base = ScenarioBuilder(building: 12, operating: 6).cost("works", 1000)
    .block("operations.rent", "operation.income", ["price": 300])
    .block("operations.staff", "operation.cost", ["amount": 50])
  let bond: Values = ["amount": 1000, "coupon": 0.03, "term": 5]

  @Test func `net income over the life of the bond against its principal and interest`() throws {
    let result = try base.block("debt.bond", "bond", bond).computed()
    // 2026–2030: 5 × 250 against 1,000 + 150; 2031 is beyond the bond.
    #expect(near(result.indicator("coverage"), 1250.0 / 1150))
    #expect(near(result.indicator("coverageAllDebt"), 1250.0 / 1150))
    #expect(near(result.indicator("coveragePrincipal"), 1.25))
    #expect(near(result.indicator("coverageGross"), 1500.0 / 1150))
  }

  @Test func `a bullet is tested by cash in hand, not by its last year`() throws {
    let result = try base.block("debt.bond", "bond", bond).computed()
    // 30 a year, 1,030 in 2030: 250/1,030; with four times 220 in hand (880 + 250)/1,030.
    #expect(near(result.indicator("lowestCoverage"), 250.0 / 1030))
    #expect(near(result.indicator("lowestCumulativeCoverage"), 1130.0 / 1030))
    #expect(result.row("rows.debtServiceByYear") == [0, 30, 30, 30, 30, 1030, 0])
  }

  @Test func `by calendar years on finer steps`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 6, step: .quarter).cost("works", 1000)
      .block("operations.rent", "operation.income", ["price": 300])
      .block("operations.staff", "operation.cost", ["amount": 50]).block("debt.bond", "bond", bond).computed()
    // The bond ends in January 2030: by whole years the same as on yearly steps.
    #expect(near(result.indicator("coverage"), 1250.0 / 1150))
    #expect(near(result.indicator("lowestCumulativeCoverage"), 1130.0 / 1030))
    let service = zip(result.years, result.row("rows.debtServiceByYear")).filter { $0.1 != 0 }
    #expect(service.map(\.0) == [2026, 2027, 2028, 2029, 2030])
    #expect(near(service.map(\.1), [30, 30, 30, 30, 1030]))
  }

  @Test func `loans count in all debt, bridging loans in none`() throws {
    let result = try base.block("debt.bond", "bond", ["amount": 500, "coupon": 0.04, "term": 5])
      .block(
        "debt.loan", "loan",
        ["amount": 300, "rate": 0, "years": 3, "schedule": .schedule(.atStart)]
      )
      .block(
        "debt.bridge", "loan",
        ["amount": 700, "rate": 0.1, "years": 0, "schedule": .schedule(.atStart), "bridge": true]
      ).computed()
    #expect(near(result.indicator("coverage"), 1250.0 / 600))
    #expect(near(result.indicator("coverageAllDebt"), 1250.0 / 900))
  }

  @Test func `nothing is owed, nothing is asked`() throws {
    let result = try base.computed()
    #expect(result.outcome("indicators.coverage") == nil)
    let idle = try base.block("debt.bond", "bond", ["amount": 0, "coupon": 0.03, "term": 5]).computed()
    #expect(idle.reason("coverage") == .noDebt)
    #expect(idle.reason("lowestCoverage") == .noDebt)
  }

  @Test func `sales cover debt only with what the balance leaves over`() throws {
    // Uses 1,000; the bond brings 600, own money 100: of sales of 500 the balance takes 300, 200 are left.
    let scenario = ScenarioBuilder(building: 12, operating: 6).cost("works", 1000).grant("own", 100)
      .block("debt.bond", "bond", ["amount": 600, "coupon": 0, "term": 5])
      .block(
        "funding.homes", "sale.homes", ["homes": 1, "homeArea": 500, "price": 1, "schedule": .at("2025-12")])
    let result = try scenario.computed()
    #expect(near(result.indicator("appliedSales"), 300))
    #expect(near(result.indicator("coverage"), 200.0 / 600))
    // With a top-up all sales are applied: it pays what they leave, and serves no debt.
    let poor = try scenario.cost("more", 900).block("funding.rest", "topUp", ["payer": "district"]).computed()
    #expect(near(poor.indicator("appliedSales"), 500))
    #expect(near(poor.indicator("coverage"), 0))
  }

  @Test func `sales after the horizon cover while the debt stands`() throws {
    func coverage(_ when: String) throws -> Double {
      try ScenarioBuilder(building: 12, operating: 8).cost("works", 1000)
        .block("debt.bond", "bond", ["amount": 1000, "coupon": 0, "term": 5])
        .block(
          "funding.homes", "sale.homes", ["homes": 1, "homeArea": 500, "price": 1, "schedule": .at(when)]
        )
        .computed().indicator("coverage")
    }
    #expect(near(try coverage("2028-06"), 0.5))
    #expect(near(try coverage("2032-06"), 0))
  }

  @Test func `a loan repaid to nothing leaves no trace in later years`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 20).cost("works", 1000)
      .block("operations.rent", "operation.income", ["price": 300])
      .block(
        "debt.loan", "loan",
        [
          "amount": 1000, "rate": 0.0437, "years": 7, "repayment": "equalInstalment",
          "paymentFrequency": "yearly",
        ]
      ).computed()
    #expect(result.row("rows.debtServiceByYear").dropFirst(8).allSatisfy { $0 == 0 })
    // Every year the same: the level payment on 1,000.
    let payment = 1000 * 0.0437 / (1 - 1 / (0..<7).reduce(1.0) { power, _ in power * 1.0437 })
    #expect(near(result.indicator("lowestCoverage"), 300 / payment))
  }

  @Test func `taxes owed are taken off before debt is covered`() throws {
    // 2,000 at 3 % over five years; income 580 in each of five years. Interest of 60 is charged in the four years after
    // handover: tax 0.25 × (2,900 − 240) = 665; (2,900 − 665) ÷ 2,300.
    let result = try ScenarioBuilder(building: 12, operating: 5).cost("works", 2000)
      .block("debt.bond", "bond", ["amount": 2000, "coupon": 0.03, "term": 5])
      .block("operations.rent", "operation.income", ["price": 580])
      .block("taxes.income", "tax.income", ["rate": 0.25]).computed()
    #expect(near(result.indicator("coverage"), 2235.0 / 2300))
    // The cash left at the end is what is short: 2,235 − 2,300, with nothing over from construction.
    #expect(near(result.row("accounts.project.cash").last!, -65))
    #expect(near(result.indicator("lowestCumulativeCoverage"), 1 - 65.0 / 2060))
  }

  @Test func `a later loan's interest saves no tax for the bond`() throws {
    // Bond of 1,000 at 3 %, 30 a year; loan of 1,000 at 10 %. Income 500. For the bond alone the tax is
    // 0.25 × (5 × 500 − 4 × 30) = 595.
    let result = try ScenarioBuilder(building: 12, operating: 5).cost("works", 2000)
      .block("debt.bond", "bond", ["amount": 1000, "coupon": 0.03, "term": 5])
      .block("debt.loan", "loan", ["amount": 1000, "rate": 0.1, "years": 5, "schedule": .schedule(.atStart)])
      .block("operations.rent", "operation.income", ["price": 500])
      .block("taxes.income", "tax.income", ["rate": 0.25]).computed()
    #expect(near(result.indicator("coverage"), (2500.0 - 595) / 1150))
    #expect(result.indicator("coverageAllDebt") < result.indicator("coverage"))
  }
}
