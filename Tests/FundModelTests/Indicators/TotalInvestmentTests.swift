import FundFormula
import FundModel
import Testing

/// totalInvestment, constructionInvestment, capitalRatio.
struct TotalInvestmentTests {
  @Test func `construction, interest that runs up meanwhile, working capital`() throws {
    for grace in ["paid", "capitalised"] {
      let result = try ScenarioBuilder(building: 12, operating: 5).cost("works", 800).cost(
        "stock", 100, "workingCapital"
      )
      .cost("agents", 40, "sellingCost").grant("own", 300)
      .block(
        "debt.loan", "loan",
        [
          "amount": 500, "rate": 0.06, "years": 4, "schedule": .schedule(.atStart), "drawTiming": "begin",
          "interestInGrace": Given(.word(grace)),
        ]
      ).computed()
      #expect(near(result.indicator("constructionInvestment"), 800))
      #expect(near(result.indicator("totalInvestment"), 930))  // 800 + 30 + 100, whoever pays the 30 and when
      #expect(near(result.indicator("capitalRatio"), 300.0 / 860))  // 800 + 30 + 30 % of 100
      #expect(near(result.indicator("totalUses"), grace == "paid" ? 970 : 940))
    }
  }

  @Test func `bonds and sales are no capital`() throws {
    let result = try ScenarioBuilder(building: 12, selling: 12, operating: 5).cost("works", 1000).grant(
      "own", 200
    )
    .block("debt.bond", "bond", ["amount": 500, "coupon": 0, "term": 5])
    .block("funding.homes", "sale.homes", ["homes": 1, "homeArea": 300, "price": 1])
    .block("funding.rest", "topUp", ["payer": "district"]).computed()
    // The top-up of 0 would count; 200 of 1,000 do.
    #expect(near(result.indicator("capitalRatio"), 0.2))
  }

  @Test func `working capital belongs to it, whenever it is put in`() throws {
    // 45,000 of works; 5,000 of working capital when operation begins, after the balance horizon.
    let result = try ScenarioBuilder(building: 24, operating: 10, step: .year).cost("works", 45_000)
      .block(
        "costs.stock", "cost.lumpSum",
        ["amount": 5000, "class": "workingCapital", "schedule": .at("2027-01")]
      ).computed()
    #expect(near(result.indicator("totalInvestment"), 50_000))
    #expect(near(result.indicator("totalUses"), 45_000))
  }
}
