import FundFormula
import FundModel
import Testing

/// What government pays by year against its budget, and parties that get money back.
struct HighestFiscalShareTests {
  @Test func `the highest year counts, not the first and not the sum`() throws {
    // 100 and 300 of a budget of 10,000 that grows to 12,000: 1 % and 2.5 %.
    let result = try ScenarioBuilder(
      building: 24, finance: ["fiscalBudget": .path(["2025-01": 10_000, "2026-01": 12_000])]
    ).cost("works", 400).grant("first", 100)
      .grant("second", 300, ["schedule": .schedule(.atHandover)]).computed()
    #expect(near(result.indicator("highestFiscalShare"), 0.025))
  }

  @Test func `without a budget there is no share of it`() throws {
    let result = try ScenarioBuilder(building: 12).cost("works", 100).grant("city", 100).computed()
    #expect(result.outcome("indicators.highestFiscalShare") == nil)
  }

  @Test func `the present value of a party takes off what it gets back`() throws {
    // The district pays 1,000 in 2025 and is paid 300 in 2026; at 10 %, years counted to their end.
    let result = try ScenarioBuilder(building: 24, finance: ["discountRate": 0.1])
      .cost("works", 700)
      .cost("moved", 300, "otherCost", ["payee": "district", "schedule": .schedule(.atHandover)])
      .grant("district", 1000, payer: "district").computed()
    let burden = try #require(result.model.parties.first { $0.party.id == "district" })
    #expect(near(result.value(burden.net), 700))
    #expect(near(result.value(burden.presentValue), 1000 / 1.1 - 300 / 1.21))
  }
}
