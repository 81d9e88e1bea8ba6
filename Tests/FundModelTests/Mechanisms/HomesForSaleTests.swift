import FundFormula
import FundModel
import Testing

struct HomesForSaleTests {
  @Test func `by number and area, with selling cost and premium for each home`() throws {
    let result = try ScenarioBuilder(building: 24, selling: 24)
      .block(
        "funding.homes", "sale.homes",
        ["homes": 106, "homeArea": 90, "price": 12_000, "sellingCost": 0.02, "premiumPerHome": 50_000]
      ).computed()
    // 106 × 90 × 12,000 over 2027–28
    #expect(near(result.flow("funding.homes.sale"), [0, 0, 57_240_000, 57_240_000]))
    #expect(near(result.sum("funding.homes.sellingCost"), 2_289_600))
    #expect(near(result.flow("funding.homes.landPremium"), [5_300_000, 0, 0, 0]))
    #expect(near(result("funding.homes.total"), 114_480_000))
    #expect(near(result.indicator("totalUses"), 7_589_600))
    #expect(near(result("parties.landAuthority.received"), 5_300_000))
    #expect(near(result("balance.funding.homes.homeSale"), 114_480_000))
  }

  @Test func `by the floor-area ratio, with premium per m²`() throws {
    let result = try ScenarioBuilder(
      building: 24, selling: 12,
      project: ["siteArea": 10_000, "floorAreaRatioBefore": 1.5, "floorAreaRatioAfter": 2.1]
    ).block(
      "funding.homes", "sale.homes",
      [
        "saleableShare": 0.8, "price": 10_000, "soldShare": 0.9, "premiumPerArea": 1000,
        "premiumPerHome": 20_000,
        "homeArea": 80,
      ]
    ).computed()
    // 10,000 × 0.6 × 0.8 = 4,800 m²; nine tenths sold; premium on all of it, and on its 60 homes.
    #expect(near(result("funding.homes.area"), 4800))
    #expect(near(result("funding.homes.total"), 43_200_000))
    #expect(near(result.sum("funding.homes.landPremium"), 4_800_000 + 1_200_000))
  }

  @Test func `at the market price of the home types where it has none of its own`() throws {
    let builder = ScenarioBuilder(selling: 12).homes("a", 10, 80, new: 100).homes("b", 30, 80, new: 100)
    let homes: Values = ["homes": 2, "homeArea": 100]
    #expect(builder.block("funding.homes", "sale.homes", homes).faults == ["funding.homes.price"])
    var priced = builder
    priced.homeTypes[0].values["marketPrice"] = 8000
    priced.homeTypes[1].values["marketPrice"] = 12_000
    let result = try priced.block("funding.homes", "sale.homes", homes)
      .block("costs.works", "cost.perArea", ["class": "worksRebuild", "area": "built", "unitCost": 1000])
      .computed()
    // 1,000 m² at 8,000 and 3,000 at 12,000: 11,000 on average.
    #expect(near(result("funding.homes.total"), 2_200_000))
    // Built are the homes of the households and those for sale.
    #expect(near(result("costs.works.total"), 4_200_000))
  }

  @Test func `a lower ratio sells nothing`() throws {
    let result = try ScenarioBuilder(
      selling: 12, project: ["siteArea": 10_000, "floorAreaRatioBefore": 2.5, "floorAreaRatioAfter": 2.1]
    ).block("funding.homes", "sale.homes", ["saleableShare": 0.8, "price": 10_000]).computed()
    #expect(result("funding.homes.total") == 0)
  }

  @Test func `by an area of the project, as its homes' premium too`() throws {
    let result = try ScenarioBuilder(building: 24, project: ["areas": .numbers(["shops": 900])])
      .block(
        "funding.shops", "sale.homes",
        ["area": "shops", "price": 10_000, "soldShare": 0.5, "premiumPerHome": 5000, "homeArea": 90]
      ).computed()
    #expect(near(result("funding.shops.area"), 900))
    #expect(near(result("funding.shops.total"), 4_500_000))
    #expect(near(result.sum("funding.shops.landPremium"), 50_000))
  }

  @Test func `homes that households leave are no added floor area`() throws {
    let site: Values = ["siteArea": 10_000, "floorAreaRatioBefore": 1.5, "floorAreaRatioAfter": 2.0]
    let homes = ScenarioBuilder(project: site).homes("a", 100, 60, new: 70, ["cashShare": 0.3])
    let left = try homes.block("funding.left", "sale.homes", ["area": "vacated", "price": 1]).computed()
    #expect(near(left("funding.left.area"), 2100))
    #expect(near(left("limits.addedArea"), 1000))  // 100 × 10 m², whoever lives there
    let more = try homes.block("funding.more", "sale.homes", ["homes": 10, "homeArea": 90, "price": 1])
      .computed()
    #expect(near(more("limits.addedArea"), 1900))
  }

  @Test func `without months of sales the homes are paid at handover`() throws {
    let result = try ScenarioBuilder(building: 24)
      .block("funding.homes", "sale.homes", ["homes": 10, "homeArea": 100, "price": 10_000]).computed()
    #expect(near(result.flow("funding.homes.sale"), [0, 10_000_000]))
  }

  @Test func `says in one way how much is sold`() {
    func faults(_ values: Values, _ project: Values = [:]) -> [String] {
      ScenarioBuilder(selling: 12, project: project)
        .block("funding.h", "sale.homes", (["price": 1] as Values).merging(values) { $1 }).faults
    }
    let site: Values = ["siteArea": 1, "floorAreaRatioBefore": 1, "floorAreaRatioAfter": 2]
    #expect(faults([:]) == ["funding.h.homes"])
    #expect(faults(["homes": 1, "homeArea": 50]) == [])
    #expect(faults(["saleableShare": 1]) == ["funding.h.homes"])
    #expect(faults(["saleableShare": 1], site) == [])
    #expect(faults(["homes": 1, "homeArea": 50, "saleableShare": 1], site) == ["funding.h.homes"])
    #expect(faults(["saleableShare": 1, "premiumPerHome": 5], site) == ["funding.h.premiumPerHome"])
    #expect(faults(["area": "vacated"]) == [])
    #expect(faults(["area": "vacated", "homeArea": 80, "premiumPerHome": 5]) == [])
    #expect(faults(["area": "vacated", "premiumPerHome": 5]) == ["funding.h.premiumPerHome"])
    #expect(faults(["area": "built"]) == ["funding.h.area"])
    #expect(faults(["area": "vacated", "homes": 5]) == ["funding.h.homes"])
    #expect(faults(["area": "vacated", "homes": 5, "homeArea": 80]) == ["funding.h.homes"])
    #expect(faults(["area": "vacated", "saleableShare": 1]) == ["funding.h.homes"])
    #expect(faults(["area": "vacated", "saleableShare": 1], site) == ["funding.h.homes"])
  }
}
