import FundAnalysis
import FundFormula
import FundModel
import FundScenario
import Testing

/// What figures of debt mean, on small plans worked by hand.
struct DebtMeaningTests {
  private func run(_ json: String, _ settings: [String: String] = [:]) throws -> ScenarioRun {
    ScenarioRun(try SampleScenarios.written(json, settings))
  }

  /// An operator borrows 10 million for works of its own at 5 %: half a year's draw bears interest in 2025, 125,000, and
  /// 375,000 in 2026; then 800,000 come in each year against 1,000,000 of principal and interest that falls by 50,000.
  private static let operatorDebt = """
    {"fundsim": 1, "title": "operator", "timeline": {"start": "2025-01", "constructionMonths": 24, "operationYears": 12,
      "operationStep": "year"}, "project": {"households": 100, "oldArea": 8000},
     "parties": {"op": {"label": "Operator", "group": "operator"}},
     "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 2000000},
      "own": {"kind": "cost.lumpSum", "class": "worksUpgrading", "amount": 10000000, "account": "op"}},
     "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 2000000}},
     "debt": {"l": {"kind": "loan", "account": "op", "amount": 10000000, "rate": 0.05, "years": 10,
      "paymentFrequency": "yearly"}},
     "operations": {"rent": {"kind": "operation.income", "account": "op", "price": 500000},
      "pay": {"kind": "operation.publicPayment", "account": "op", "mode": "availability", "amount": 300000,
       "payer": "district"}}}
    """

  @Test func `a debt of another account that is not repaid stands in the way`() throws {
    let run = try run(Self.operatorDebt)
    #expect(run.holds == false && run.obstacles.map(\.obstacle) == [.accountDebtNotRepaid])
    // 500,000 by 2026, then 700,000, 650,000 … 250,000 in 2036.
    let short = try #require(run.obstacles.first?.short.flatMap(run.outcome)?.value)
    #expect(abs(short - 5_250_000) < 0.01)
    // 525,000 more a year cover it in 2036, but not before: 1,200,000 are lacking in 2027 already.
    let more = try self.run(Self.operatorDebt, ["operations.rent.price": "2000000"])
    #expect(more.obstacles.map(\.obstacle) == [.accountDebtNotRepaid])
    let opened = try self.run(
      Self.operatorDebt, ["debt.l.interestInGrace": "capitalised", "operations.rent.price": "2000000"])
    #expect(opened.holds == true)
  }

  /// A loan of a million, repaid in March 2026, 2027 and 2028 with 453,000 to spare; later losses are no matter of it.
  private static let late = """
    {"fundsim": 1, "title": "late", "timeline": {"start": "2025-01", "constructionMonths": 12, "operationYears": 8,
      "operationStep": "month", "constructionStep": "month"}, "project": {"households": 100, "oldArea": 8000},
     "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 2000000}},
     "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 1500000}},
     "debt": {"l": {"kind": "loan", "amount": 1000000, "rate": 0.03, "years": 3, "firstRepayment": "2026-03",
      "paymentFrequency": "yearly", "drawTiming": "end"}},
     "operations": {"rent": {"kind": "operation.income", "price": 450000, "to": "2028-03"},
      "staff": {"kind": "operation.cost", "amount": 1000000, "from": "2028-06", "to": "2028-12"}}}
    """

  @Test func `what cash lacks behind the last repayment is no debt that is not repaid`() throws {
    let run = try run(Self.late)
    #expect(run.holds == true && run.obstacles.isEmpty)
    #expect(try #require(run.indicator("lowestCash")?.value) < -100_000)
  }

  /// Five repayments from 2026 that a condition moves by three years: those of 2032 and 2033 lie behind the end.
  @Test func `what is owed at the end is told with the end`() throws {
    let run = try run(
      """
      {"fundsim": 1, "title": "delay", "timeline": {"start": "2025-01", "constructionMonths": 12, "operationYears": 6,
        "operationStep": "year"}, "project": {"households": 100, "oldArea": 8000},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 2000000}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 2100000}},
       "debt": {"l": {"kind": "loan", "amount": 1000000, "rate": 0.03, "years": 5, "paymentFrequency": "yearly",
        "requires": ["g"]}},
       "operations": {"rent": {"kind": "operation.income", "price": 450000}},
       "gates": {"g": {"kind": "gate.number", "label": "G", "value": 1, "limit": 2, "effect": "delay",
        "delayMonths": 36}}}
      """)
    let test = try #require(run.obstacles.first { $0.obstacle == .debtNotRepaid })
    #expect(abs(try #require(test.short.flatMap(run.outcome)?.value) - 400_000) < 0.01)
    let period = try #require(run.model.verdict?.debtShortPeriod.flatMap(run.outcome)?.value)
    #expect(period == Double(run.model.timeline.count))
  }

  @Test func `a loan of ten years is no bridge, whatever it is called`() throws {
    let json = """
      {"fundsim": 1, "title": "bridge", "timeline": {"start": "2025-01", "constructionMonths": 24, "operationYears": 12,
        "operationStep": "year"}, "project": {"households": 100, "oldArea": 8000},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 20000000}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 10000000}},
       "debt": {"br": {"kind": "loan", "bridge": true, "amount": 11000000, "rate": 0.06, "years": 10,
        "paymentFrequency": "yearly"}},
       "operations": {"rent": {"kind": "operation.income", "price": 2500000}}}
      """
    let scenario = try SampleScenarios.written(json)
    #expect(scenario.findings.contains { $0.path == "debt.br.bridge" && $0.severity == .warning })
    let (called, plain) = (
      ScenarioRun(scenario), try run(json.replacing("\"bridge\": true, ", with: ""))
    )
    let coverage = try #require(called.indicator("coverageAllDebt")?.value)
    #expect(coverage == plain.indicator("coverageAllDebt")?.value && coverage > 1)
  }

  @Test func `a top-up without a ceiling is no capital`() throws {
    let json = """
      {"fundsim": 1, "title": "wish", "timeline": {"start": "2025-01", "constructionMonths": 24},
       "project": {"households": 100, "oldArea": 8000},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 20000000}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 2000000},
        "top": {"kind": "topUp", "payer": "district"}}}
      """
    #expect(abs(try #require(try run(json).indicator("capitalRatio")?.value) - 0.1) < 1e-12)
    let promised = try run(json, ["funding.top.maximum": "20000000"])
    #expect(abs(try #require(promised.indicator("capitalRatio")?.value) - 1) < 1e-12)
  }

  @Test func `what government lends it bears until it is repaid`() throws {
    let json = """
      {"fundsim": 1, "title": "lent", "timeline": {"start": "2025-01", "constructionMonths": 24, "operationYears": 12},
       "project": {"households": 100, "oldArea": 8000},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 20000000}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 10000000},
        "on": {"kind": "subsidy.lumpSum", "payer": "district", "class": "loanDrawn", "amount": 10000000}}}
      """
    let run = try run(json)
    let net = try #require(run.indicator("governmentNet")?.value)
    let outlay = try #require(run.indicator("governmentGross")?.value)
    #expect(abs(net - 20_000_000) < 1e-6 && abs(outlay - 10_000_000) < 1e-6)
    #expect(run.model.government.flatMap { run.outcome($0.total.net) }?.value == net)
  }

  /// A horizon in the middle of a year takes no part of that year's service away.
  @Test(arguments: ["handover", "handover+5", "handover+11"])
  func `cover by year is the income of the year over its service`(horizon: String) throws {
    let run = try run(
      """
      {"fundsim": 1, "title": "by year", "timeline": {"start": "2025-01", "constructionMonths": 18, "operationYears": 4,
        "operationStep": "month", "constructionStep": "month"}, "project": {"households": 100, "oldArea": 8000},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 2000000}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": 1500000}},
       "debt": {"l": {"kind": "loan", "amount": 600000, "rate": 0.03, "years": 3, "paymentFrequency": "monthly"}},
       "operations": {"rent": {"kind": "operation.income", "price": 250000}},
       "finance": {"balanceHorizon": "\(horizon)"}}
      """)
    let (dscr, service, income) = (
      try #require(run.row(YearlyRows.dscrKey)), try #require(run.row(YearlyRows.debtServiceKey)),
      try #require(run.row(YearlyRows.netIncomeKey))
    )
    var told = 0
    for place in dscr.indices where dscr[place].isFinite && service[place] > 0 {
      #expect(abs(dscr[place] * service[place] - income[place]) < 1e-6)
      told += 1
    }
    #expect(told >= 3)
  }

  /// Sales of 20 million pay works of 20 million; a loan of 5 million over four years. A bond before it, repaid in the
  /// fifteenth year, frees sales, but not for the loan: it is owed when the loan is long repaid.
  @Test func `a larger bond before it never makes a loan better covered`() throws {
    let json = """
      {"fundsim": 1, "title": "ranks", "timeline": {"start": "2025-01", "constructionMonths": 24, "operationYears": 20,
        "operationStep": "year"}, "project": {"households": 100, "oldArea": 8000},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": 20000000}},
       "funding": {"homes": {"kind": "sale.homes", "homes": 100, "homeArea": 80, "price": 2500, "schedule": "handover"}},
       "debt": {"bond": {"kind": "bond", "amount": 1000000, "coupon": 0.03, "term": 15, "couponFrequency": "yearly"},
        "loan": {"kind": "loan", "amount": 5000000, "rate": 0.04, "years": 4, "paymentFrequency": "yearly"}},
       "operations": {"rent": {"kind": "operation.income", "price": 1000000}}}
      """
    func available(_ bond: Int) throws -> Double {
      let run = try run(json, ["debt.bond.amount": "\(bond)"])
      return try #require(run.outcome("coverageReadings.rank2.available")?.value)
    }
    // Sales that serve: 20 − (20 − 5) million; rent of 2027 to 2030: 4 million; less coupons of the bond to 2030.
    let (small, large) = (try available(1_000_000), try available(15_000_000))
    #expect(small > large && small < 9_000_000)
    let coupons = (15_000_000 - 1_000_000) * 0.03
    #expect(abs((small - large) / coupons - ((small - large) / coupons).rounded()) < 1e-9)
    #expect(abs(small - (9_000_000 - 0.03 * 1_000_000 * (small - large) / coupons)) < 1e-6)
  }
}
