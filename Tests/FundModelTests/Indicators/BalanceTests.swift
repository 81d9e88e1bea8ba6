import FundFormula
import FundModel
import Testing

/// totalUses, totalSources, securedSources, marketSources, marketShare, the gaps, gapShare.
struct BalanceTests {
  @Test func `uses, sources and the gap before and after the top-up`() throws {
    let result = try ScenarioBuilder(project: ["households": 10]).cost("works", 700).cost(
      "fee", 300, "otherCost"
    )
    .grant("city", 400, ["status": "received"]).grant(
      "province", 100, ["status": "applied"], payer: "province"
    )
    .block("funding.owners", "residents.perHousehold", ["amount": 20, "status": "committed"])
    .block("funding.rest", "topUp", ["payer": "district", "maximum": 250, "status": "committed"]).computed()
    #expect(near(result.indicator("totalUses"), 1000))
    #expect(near(result.indicator("fundingGapBeforeTopUp"), 300))  // 1,000 − 400 − 100 − 200
    #expect(near(result.indicator("totalSources"), 950))
    #expect(near(result.indicator("fundingGap"), 50))
    #expect(near(result.indicator("gapShare"), 0.3))
    #expect(near(result.indicator("securedSources"), 850))  // all but the province's
    #expect(result.indicator("marketSources") == 0)
    #expect(result.model.balance.uses.map(\.id) == ["costs.works.worksBasic", "costs.fee.otherCost"])
    #expect(result.model.balance.topUps.map(\.payer) == ["district"])
  }

  @Test func `an empty scenario has a balance of nothing and ratios that do not apply`() throws {
    let result = try ScenarioBuilder().computed()
    for id in ["totalUses", "totalSources", "fundingGap", "lifeBalance", "lowestCash", "npv"] {
      #expect(result.indicator(id) == 0, "\(id)")
    }
    for id in [
      "gapShare", "governmentShare", "residentShare", "capitalRatio", "marketShare", "burdenPerHousehold",
    ] {
      #expect(result.reason(id) == .noDenominator, "\(id)")
    }
    #expect(result.reason("irr") == .noFlows)
    #expect(result.reason("payback") == .notReached)
    #expect(result.outcome("indicators.coverage") == nil)
    #expect(result.indicator("survives") == 1)
  }

  @Test func `sales and unsigned operators' money rest on the market`() throws {
    let base = ScenarioBuilder(selling: 12).homes("a", 10, 50, new: 60).cost("works", 5000)
      .block("funding.homes", "sale.homes", ["homes": 2, "homeArea": 50, "price": 10])
      .block("funding.extra", "residents.priceByBand", ["price": 1, "extraPrice": 5])
      .block("funding.parking", "residents.parking", ["count": 4, "price": 25])
      .grant("signed", 70, ["status": "committed"], payer: "operator").grant("open", 30, payer: "operator")
    let result = try base.computed()
    // Homes 1,000, extra area 10 × 10 × 5 = 500, parking 100, the operator's open 30; of 2,200 in all.
    #expect(near(result.indicator("marketSources"), 1630))
    #expect(near(result.indicator("totalSources"), 2200))
    #expect(near(result.indicator("marketShare"), 1630.0 / 2200))
  }

  @Test func `debt counts net of what is repaid inside the horizon`() throws {
    let result = try ScenarioBuilder(building: 24, selling: 24, operating: 5).cost("works", 1000)
      .block(
        "debt.loan", "loan",
        [
          "amount": 600, "rate": 0, "years": 3, "schedule": .schedule(.atStart),
          "repayment": "equalPrincipal",
        ]
      ).computed()
    // Repaid 200 a year in 2027, 2028, 2029; the horizon ends with 2028.
    #expect(near(result("balance.debt.loan.loanDrawn"), 200))
    #expect(near(result.indicator("fundingGap"), 800))
    #expect(near(result.indicator("debtShare"), 1))
    #expect(near(result.indicator("lifeBalance"), -1000))
  }

  @Test func `a bridging loan repaid from sales closes no gap, its interest widens it`() throws {
    // Uses 100, own 40, sales 50: short by 10 with or without a loan of 50 that the sales repay.
    func gap(rate: Double) throws -> Computed {
      try ScenarioBuilder(building: 12, selling: 12).cost("works", 100).grant("own", 40)
        .block("funding.homes", "sale.homes", ["homes": 1, "homeArea": 50, "price": 1])
        .block(
          "debt.bridge", "loan",
          [
            "amount": 50, "rate": .number(rate), "years": 0, "schedule": .schedule(.atStart),
            "repayment": "bullet",
            "bridge": true, "drawTiming": "end", "paymentFrequency": "yearly",
          ]
        ).computed()
    }
    #expect(near(try gap(rate: 0).indicator("fundingGap"), 10))
    // One year of interest at 5 % on 50.
    let dear = try gap(rate: 0.05)
    #expect(near(dear.indicator("fundingGap"), 12.5))
    #expect(near(dear.indicator("totalUses"), 102.5))
    // Without the loan 60 are missing in 2025; the timing gap leaves bridging aside.
    #expect(near(dear.indicator("timingGap"), 60))
    #expect(near(dear.indicator("lowestCash"), -12.5))
    #expect(near(dear.indicator("lifeBalance"), -12.5))
  }

  @Test func `interest inside the horizon is a use, after it is not`() throws {
    let result = try ScenarioBuilder(building: 24, operating: 5).cost("works", 1000)
      .block("debt.bond", "bond", ["amount": 1000, "coupon": 0.03, "term": 5]).computed()
    // One coupon (2026) falls inside 2025–2026, four after.
    #expect(near(result.indicator("totalUses"), 1030))
    #expect(near(result("balance.debt.bond.interestPaid"), 30))
    #expect(near(result("balance.debt.bond.bondDrawn"), 1000))
    // Two years of interest run up while it builds.
    #expect(near(result.indicator("totalInvestment"), 1060))
    #expect(near(result.indicator("constructionInvestment"), 1000))
  }

  @Test func `only the operating surplus inside the horizon is a source, a deficit a use`() throws {
    func scenario(_ income: Double, horizon: String?) -> ScenarioBuilder {
      ScenarioBuilder(
        building: 12, operating: 4, finance: horizon.map { ["balanceHorizon": .moment($0)] } ?? [:]
      )
      .cost("works", 1000)
      .block("operations.rent", "operation.income", ["price": .number(income)])
      .block("operations.staff", "operation.cost", ["amount": 100])
    }
    let early = try scenario(150, horizon: nil).computed()
    #expect(early.indicator("totalSources") == 0)
    let late = try scenario(150, horizon: "2027-12").computed()
    #expect(near(late("balance.operatingSurplus"), 100))
    #expect(near(late.indicator("fundingGap"), 900))
    let poor = try scenario(60, horizon: "2027-12").computed()
    #expect(near(poor("balance.operatingDeficit"), 80))
    #expect(near(poor.indicator("totalUses"), 1080))
    #expect(poor("balance.operatingSurplus") == 0)
  }
}
