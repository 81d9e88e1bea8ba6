import FundFormula
import FundModel
import Testing

/// Where a gap comes from, by product: by hand, and over random scenarios.
struct ProductTests {
  /// 100 homes of 50 m² that grow to 70, 20 homes of 100 m² for sale, built at 1,000 a m²; a car park of 10 spaces.
  private var plan: ScenarioBuilder {
    ScenarioBuilder(building: 12, project: ["parkingBuilt": 10])
      .homes("a", 100, 50, new: 70)
      .block("costs.building", "cost.perArea", ["unitCost": 1000, "area": "built", "class": "worksRebuild"])
      .block(
        "costs.spaces", "cost.perUnit", ["unitCost": 60_000, "quantity": "parking", "class": "worksRebuild"]
      )
      .block("costs.yard", "cost.lumpSum", ["amount": 400_000, "class": "worksImproving"])
      .block("costs.fees", "cost.lumpSum", ["amount": 300_000, "class": "otherCost"])
      .block("costs.rent", "cost.lumpSum", ["amount": 200_000, "class": "transition"])
      .block("funding.owners", "residents.priceByBand", ["price": 400, "extraPrice": 2500, "takeUp": 0.9])
      .block("funding.parking", "residents.parking", ["count": 10, "price": 50_000, "takeUp": 0.8])
      .block(
        "funding.homes", "sale.homes", ["homes": 20, "homeArea": 100, "price": 3000, "sellingCost": 0.02]
      )
      .grant("city", 500_000)
      .block("funding.rest", "topUp", ["payer": "district", "maximum": 100_000])
  }

  private func account(_ result: Computed, _ product: Product) throws -> (Double, Double, Double) {
    let found = try #require(result.model.products.first { $0.product == product }, "\(product)")
    return (
      found.cost.map(result.value) ?? 0, found.income.map(result.value) ?? 0, result.value(found.lacks)
    )
  }

  @Test func `rebuilding is divided by floor area, the rest goes where it belongs`() throws {
    let result = try plan.computed()
    // 7,000 m² for those who return, 2,000 of them extra; 2,000 for sale: 9,000 m² of 1,000 each.
    let expected: [(Product, Double, Double)] = [
      (.homesReturned, 5000 * 1000 + 200_000, 100 * 50 * 400), (.extraArea, 2000 * 1000, 2000 * 0.9 * 2500),
      (.homesForSale, 2000 * 1000 + 120_000, 2000 * 3000), (.parking, 600_000, 400_000),
      (.commonWorks, 400_000, 0), (.sharedCosts, 300_000, 0), (.contributions, 0, 500_000),
    ]
    for (product, cost, income) in expected {
      let found = try account(result, product)
      #expect(near(found.0, cost) && near(found.1, income) && near(found.2, cost - income), "\(product)")
    }
  }

  @Test func `where only common parts are renewed owners pay for these`() throws {
    let result = try ScenarioBuilder(building: 12).homes("a", 10, 50).cost("pipes", 1000)
      .block("funding.owners", "residents.perHousehold", ["amount": 30]).computed()
    let found = try account(result, .commonWorks)
    #expect(near(found.0, 1000) && near(found.1, 300) && near(found.2, 700))
  }

  @Test(arguments: ["worksBasic", "worksImproving", "worksUpgrading"])
  func `works on what stands are common works by whatever area they are counted`(flowClass: String) throws {
    // 10 homes of 50 m² at 300: nobody moves out.
    let result = try ScenarioBuilder(building: 12).homes("a", 10, 50)
      .block(
        "costs.roofs", "cost.perArea",
        ["unitCost": 300, "area": "old", "class": Given(stringLiteral: flowClass)]
      )
      .grant("city", 100_000).computed()
    #expect(near(try account(result, .commonWorks).0, 150_000))
    #expect(!result.model.products.contains { $0.product == .homesReturned })
  }

  @Test func `fees by the area of today are shared, rebuilding by it is of homes returned`() throws {
    let result = try ScenarioBuilder(building: 12).homes("a", 10, 50)
      .block("costs.survey", "cost.perArea", ["unitCost": 20, "area": "old", "class": "otherCost"])
      .block("costs.rebuild", "cost.perArea", ["unitCost": 2000, "area": "old", "class": "worksRebuild"])
      .computed()
    #expect(near(try account(result, .sharedCosts).0, 10_000))
    #expect(near(try account(result, .homesReturned).0, 1_000_000))
  }

  @Test func `rebuilding without floor areas is shared`() throws {
    let result = try ScenarioBuilder(building: 12).cost("works", 1000, "worksRebuild").computed()
    #expect(near(try account(result, .sharedCosts).2, 1000))
  }

  @Test func `products add up to uses, sources and the gap, whatever is planned`() throws {
    for seed in 1...300 {
      let result = try RandomScenario(seed: seed, step: .year, reversed: seed % 2 == 0).builder.computed()
      let most = result.evaluation.largestAmount(in: result.model.graph)
      func sum(_ amount: (ProductAccount) -> Scalar?) -> Double {
        result.model.products.compactMap(amount).map(result.value).reduce(0, +)
      }
      for (added, whole) in [
        (sum(\.cost), "totalUses"), (sum(\.income), "totalSources"), (sum { $0.lacks }, "fundingGap"),
      ] {
        #expect(abs(added - result.indicator(whole)) <= 1e-9 * most, "\(whole), seed \(seed)")
      }
    }
  }
}
