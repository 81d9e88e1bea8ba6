import FundFormula
import FundModel
import Testing

/// lowestCash, lowestCashPeriod, survives, timingGap, lifeBalance.
struct CashTests {
  @Test func `finds the lowest cumulative cash and when it is`() throws {
    let result = try ScenarioBuilder(building: 36, operating: 3, finance: ["openingCash": 20]).cost(
      "works", 300
    )
    .grant("a", 250, ["schedule": .at("2026-03")]).cost(
      "more", 100, "worksBasic", ["schedule": .at("2027-03")]
    )
    .block("operations.rent", "operation.income", ["price": 60]).computed()
    // 20 − 300, + 250, − 100, + 60 thrice: −280, −30, −130, −70, −10, 50.
    #expect(near(result.row("accounts.project.cash"), [-280, -30, -130, -70, -10, 50]))
    #expect(near(result.indicator("lowestCash"), -280))
    #expect(result.indicator("lowestCashPeriod") == 1)
    #expect(result.indicator("survives") == 0)
    #expect(near(result.indicator("timingGap"), 280))
    #expect(near(result.indicator("lifeBalance"), 30))
  }

  @Test func `half a fen below zero is not below zero`() throws {
    func survives(_ grant: Double) throws -> Double {
      try ScenarioBuilder().cost("works", 1000).grant("city", grant).computed().indicator("survives")
    }
    #expect(try survives(999.996) == 1)
    #expect(try survives(999.994) == 0)
    #expect(try survives(1000) == 1)
  }

  @Test func `the first of equal lows is named`() throws {
    let result = try ScenarioBuilder(building: 36).cost("works", 10).computed()
    #expect(result.indicator("lowestCashPeriod") == 1)
  }

  @Test func `over the whole life principal is neutral, all interest counts, the top-up too`() throws {
    func scenario(_ grace: String) -> ScenarioBuilder {
      ScenarioBuilder(building: 12, operating: 6).cost("works", 1000).grant("city", 300)
        .block(
          "debt.loan", "loan",
          [
            "amount": 600, "rate": 0.05, "years": 5, "schedule": .schedule(.atStart), "drawTiming": "begin",
            "interestInGrace": Given(.word(grace)), "paymentFrequency": "yearly",
          ]
        )
        .block("operations.rent", "operation.income", ["price": 200])
        .block("funding.rest", "topUp", ["payer": "district"])
    }
    // Paid: 30, then 5 % of 600, 480, 360, 240, 120 = 90. Top-up closes 1,000 + 30 − 300 − 600 = 130.
    let paid = try scenario("paid").computed()
    #expect(near(paid.indicator("lifeBalance"), 510))  // 300 + 130 + 1,200 − 1,000 − 120
    // Added: 630 repaid in five parts, 5 % of 630 × (1 + .8 + .6 + .4 + .2) = 94.5; top-up 100.
    let added = try scenario("capitalised").computed()
    #expect(near(added.indicator("lifeBalance"), 475.5))  // 300 + 100 + 1,200 − 1,000 − 30 − 94.5
    // Once all debt is repaid that is what cash has become.
    for result in [paid, added] {
      #expect(near(result.indicator("lifeBalance"), result.row("accounts.project.cash").last!))
    }
  }
}
