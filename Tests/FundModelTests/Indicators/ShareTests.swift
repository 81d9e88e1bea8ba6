import FundFormula
import FundModel
import Testing

/// governmentGross, governmentShare, governmentNet, residentPayments, residentShare, residentCostShare, burdens.
struct ShareTests {
  let base = ScenarioBuilder().homes("a", 10, 50, new: 60).cost("works", 10_000).cost(
    "land", 1000, "landPremium")

  @Test func `government's outlay, share and what it gets back`() throws {
    let result = try base.grant("city", 3000).grant("water", 500, payer: "utilities")
      .block("funding.rest", "topUp", ["payer": "district", "maximum": 2000]).computed()
    #expect(near(result.indicator("governmentGross"), 5000))
    #expect(near(result.indicator("governmentShare"), 5000.0 / 11_000))
    #expect(near(result.indicator("governmentNet"), 4000))
  }

  @Test func `premium paid by the sale of homes comes back too`() throws {
    let result = try ScenarioBuilder(selling: 12).cost("works", 10_000).grant("city", 3000)
      .block("funding.homes", "sale.homes", ["homes": 4, "homeArea": 50, "price": 10, "premiumPerHome": 100])
      .computed()
    #expect(near(result.indicator("governmentNet"), 2600))
  }

  @Test func `residents' payments are not netted against their allowances`() throws {
    let result = try base.block("funding.owners", "residents.priceByBand", ["price": 10, "extraPrice": 20])
      .block("funding.parking", "residents.parking", ["count": 5, "price": 60])
      .block("funding.fund", "residents.maintenanceFund", ["amount": 1])
      .block("costs.rent", "cost.transition", ["rate": 0, "floor": 5]).computed()
    // Own area 10 × 50 × 10 = 5,000, extra 10 × 10 × 20 = 2,000, parking 300, maintenance fund 500 × 1.
    #expect(near(result.indicator("residentPayments"), 7800))
    #expect(near(result.indicator("totalUses"), 12_200))  // with 10 × 5 × 24 of allowances
    #expect(near(result.indicator("residentShare"), 7800.0 / 12_200))
    #expect(near(result.indicator("residentCostShare"), 5500.0 / 12_200))
    #expect(near(result.indicator("burdenPerHousehold"), 780))
    #expect(near(result.indicator("burdenPerHouseholdWithoutParking"), 750))
    #expect(near(result.indicator("burdenPerArea"), 7800.0 / 500))
    // One bill: own 500, extra 200, parking 30, less an allowance of 120.
    #expect(near(result("households.a.payment"), 730))
    #expect(near(result("households.a.net"), 610))
  }

  @Test func `without areas or parking there is no such figure`() throws {
    let result = try ScenarioBuilder(project: ["households": 5]).computed()
    #expect(result.outcome("indicators.burdenPerArea") == nil)
    #expect(result.outcome("indicators.burdenPerHouseholdWithoutParking") == nil)
    #expect(result.indicator("burdenPerHousehold") == 0)
  }

  @Test func `what a party pays in present value`() throws {
    let result = try ScenarioBuilder(building: 24, finance: ["discountRate": 0.1])
      .grant("city", 100, ["schedule": .at("2026-03")]).computed()
    #expect(near(result("parties.city.paid"), 100))
    #expect(near(result("parties.city.presentValue"), 100 / 1.21))
  }
}
