import FundFormula
import FundModel
import Testing

/// What government puts in while it is built beside what it finally bears, by level.
struct GovernmentBurdenTests {
  @Test func `a payment through operation is no money of construction and is borne all the same`() throws {
    // The city gives 1,000 at the start; the district pays 100 a year for five years; homes bring 50 of land premium.
    let result = try ScenarioBuilder(building: 12, operating: 5, finance: ["discountRate": 0]).cost(
      "works", 1500
    )
    .grant("city", 1000)
    .block(
      "operations.payment", "operation.publicPayment",
      ["mode": "viabilityGap", "amount": 100, "payer": "district"]
    )
    .block(
      "funding.homes", "sale.homes",
      ["homes": 1, "homeArea": 10, "price": 60, "premiumPerHome": 50, "schedule": .schedule(.atStart)]
    ).computed()
    let burden = try #require(result.model.government)
    func level(_ id: String) throws -> [Double] {
      let level = try #require((burden.levels + [burden.total]).first { $0.id == id })
      return [
        level.construction.map(result.value) ?? 0, result.value(level.paid), result.value(level.received),
        result.value(level.net), result.value(level.presentValue),
      ]
    }
    #expect(near(try level("city"), [1000, 1000, 0, 1000, 1000]))
    #expect(near(try level("district"), [0, 500, 0, 500, 500]))
    #expect(near(try level("landAuthority"), [0, 0, 50, -50, -50]))
    #expect(near(try level("total"), [1000, 1500, 50, 1450, 1450]))
    #expect(near(result.indicator("governmentNet"), 1450))
  }

  @Test func `levels add up to the share and the net outlay of government`() throws {
    for seed in 1...200 {
      let result = try RandomScenario(seed: seed, step: .year).builder.computed()
      let most = result.evaluation.largestAmount(in: result.model.graph)
      let total = try #require(result.model.government).total
      let share = result.indicator("governmentShare") * result.indicator("totalUses")
      #expect(abs(result.value(total.construction!) - share) <= 1e-9 * most, "seed \(seed)")
      #expect(abs(result.value(total.net) - result.indicator("governmentNet")) <= 1e-9 * most, "seed \(seed)")
    }
  }
}
