import FundFormula
import FundModel
import Testing

struct ResidentMaintenanceFundTests {
  @Test func `spends so much per m², and counts as residents' money`() throws {
    let result = try ScenarioBuilder().homes("a", 10, 45, new: 50).cost("roof", 40_000)
      .block("funding.fund", "residents.maintenanceFund", ["amount": 80]).computed()
    #expect(near(result("funding.fund.total"), 36_000))  // 450 m² × 80
    #expect(near(result.indicator("residentPayments"), 36_000))
    #expect(near(result.indicator("residentCostShare"), 0.9))
    #expect(near(result("parties.upkeepFund.paid"), 36_000))
  }
}
