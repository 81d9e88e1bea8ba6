import FundFormula
import FundModel
import Testing

struct CountsAsTests {
  @Test func `money counts as the class its author says`() throws {
    let plain = try ScenarioBuilder().cost("works", 100).grant("x", 100).computed()
    let sale = try ScenarioBuilder().cost("works", 100)
      .grant("x", 100, ["countsAs": Given(.word("homeSale"))]).computed()
    #expect(near(plain.indicator("marketSources"), 0))
    #expect(near(sale.indicator("marketSources"), 100))
    // A sale is income of the project: −100 + 100 where a grant leaves −100.
    #expect(near(plain.row("rows.investmentCashFlow")[0], -100))
    #expect(near(sale.row("rows.investmentCashFlow")[0], 0))
    #expect(near(plain.indicator("totalSources"), sale.indicator("totalSources")))
    #expect(sale.model.balance.sources.map(\.countsAs) == [.homeSale])
  }

  @Test func `an income class says nothing of what the project pays`() throws {
    let cost = try ScenarioBuilder()
      .cost("works", 100, "worksBasic", ["countsAs": Given(.word("homeSale"))]).computed()
    #expect(near(cost.indicator("totalUses"), 100))
    #expect(cost.model.balance.uses.map(\.countsAs) == [nil])
  }
}
