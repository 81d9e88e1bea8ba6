import FundFormula
import FundModel
import Testing

struct CostCashExitTests {
  /// 100 homes of 60 m², 70 m² after; 30 households take cash.
  let leaving = ScenarioBuilder(building: 24, selling: 12).homes("a", 100, 60, new: 70, ["cashShare": 0.3])
  let cash: Values = ["price": 8000, "amount": 20_000]

  @Test func `pays titled area × price and an amount to those who leave`() throws {
    let result = try leaving.block("costs.leave", "cost.cashExit", cash).computed()
    // 30 × (60 × 8,000 + 20,000)
    #expect(near(result.flow("costs.leave.a"), [15_000_000, 0, 0]))
    #expect(near(result("project.homeTypes.a.cash"), 30))
    #expect(near(result("project.homeTypes.a.return"), 70))
    #expect(near(result.indicator("totalUses"), 15_000_000))
    #expect(near(result.indicator("constructionInvestment"), 15_000_000))
    #expect(near(result("parties.residents.received"), 15_000_000))
  }

  @Test func `money for compensation pays it`() throws {
    let result = try leaving.block("costs.leave", "cost.cashExit", cash)
      .grant("city", 20_000_000, ["eligible": ["compensation"]]).computed()
    #expect(near(result("allocation.city.used"), 15_000_000))
  }

  @Test func `the area they leave is sold, and costs and money count by it`() throws {
    let result = try leaving.block("costs.leave", "cost.cashExit", cash)
      .block("funding.left", "sale.homes", ["area": "vacated", "price": 12_000])
      .block("costs.refit", "cost.perArea", ["area": "vacated", "unitCost": 500, "class": "worksBasic"])
      .block("funding.city", "subsidy.perArea", ["area": "vacated", "standard": 100, "payer": "city"])
      .computed()
    // 30 homes × 70 m² = 2,100 m²
    #expect(near(result("funding.left.area"), 2100))
    #expect(near(result("funding.left.total"), 25_200_000))
    #expect(near(result("costs.refit.total"), 1_050_000))
    #expect(near(result("funding.city.total"), 210_000))
    #expect(near(result.indicator("fundingGap"), 15_000_000 + 1_050_000 - 25_200_000 - 210_000))
  }

  @Test func `only those who return pay for their homes, and a bill is theirs`() throws {
    let result = try leaving.block("costs.leave", "cost.cashExit", cash)
      .block("funding.own", "residents.priceByBand", ["price": 1000]).computed()
    #expect(near(result("funding.own.total"), 70 * 60_000))
    // One household that returns pays for its 60 m²; what others receive is no line of its bill.
    #expect(near(result("households.a.payment"), 60_000))
    #expect(near(result("households.a.net"), 60_000))
  }

  @Test func `without anybody who leaves it is a slip`() {
    let all = ScenarioBuilder().homes("a", 100, 60).block("costs.leave", "cost.cashExit", cash)
    #expect(all.faults == ["costs.leave.price"])
    #expect(leaving.block("costs.leave", "cost.cashExit", cash).faults == [])
  }

  @Test func `of no households nothing`() throws {
    let result = try ScenarioBuilder().homes("a", 0, 60, ["cashShare": 0.3])
      .block("costs.leave", "cost.cashExit", cash).computed()
    #expect(result("costs.leave.total") == 0)
  }
}
