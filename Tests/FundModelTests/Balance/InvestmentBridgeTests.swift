import FundFormula
import FundModel
import Testing

/// The line from the uses to total investment.
struct InvestmentBridgeTests {
  @Test func `interest accrued stands for interest paid, selling cost is no investment`() throws {
    // A bond of 1,000 at 10 %, issued in January 2025: construction of two years accrues, the horizon of three pays.
    let result = try ScenarioBuilder(building: 24, selling: 12, operating: 5).cost("works", 5000)
      .block("debt.bond", "bond", ["amount": 1000, "coupon": 0.1, "term": 6])
      .block(
        "funding.homes", "sale.homes", ["homes": 1, "homeArea": 100, "price": 60, "sellingCost": 0.05]
      ).computed()
    let amounts = result.model.bridge.terms.map { result.value($0.amount) }
    let paid = result.model.flows.filter { $0.flowClass == .interestPaid }.map {
      result.flow($0.id).prefix(3).reduce(0, +)
    }.reduce(0, +)
    #expect(paid > 0 && near(amounts[0], -paid))
    #expect(near(amounts[2], -300))
    let added = result.indicator("totalUses") + amounts.reduce(0, +)
    #expect(near(added, result.indicator("totalInvestment")))
  }

  @Test func `the terms add up, whatever is planned`() throws {
    for seed in 1...300 {
      let result = try RandomScenario(seed: seed, step: .year).builder.computed()
      let most = result.evaluation.largestAmount(in: result.model.graph)
      let terms = result.model.bridge.terms.map { result.value($0.amount) }.reduce(0, +)
      let added = result.indicator("totalUses") + terms
      #expect(abs(added - result.indicator("totalInvestment")) <= 1e-9 * most, "seed \(seed)")
    }
  }
}
