import FundFormula
import FundModel
import Testing

/// What is available for which debt, reading by reading.
struct CoverageReadingTests {
  /// 2,000 of works paid by a bond of 1,000 at 4 % over 5 years and a loan of 1,000 at 5 % repaid in five years' equal parts,
  /// both drawn in January 2025 when the works are paid; 600 a year from 2026 to 2030, 100 of cost.
  private func plan(_ bond: Values = [:], _ loan: Values = [:], tax: Bool = false) throws -> Computed {
    var builder = ScenarioBuilder(building: 12, operating: 5)
      .cost("works", 2000)
      .block(
        "debt.bond", "bond",
        (["amount": 1000, "coupon": 0.04, "term": 5] as Values).merging(bond) { $1 }
      )
      .block(
        "debt.loan", "loan",
        ([
          "amount": 1000, "rate": 0.05, "years": 5, "paymentFrequency": "yearly",
          "schedule": .schedule(.atStart),
          "drawTiming": "end",
        ] as Values).merging(loan) { $1 }
      )
      .block("operations.rent", "operation.income", ["price": 400])
      .block("operations.shops", "operation.income", ["price": 200])
      .block("operations.staff", "operation.cost", ["amount": 100])
    if tax { builder = builder.block("taxes.income", "tax.income", ["rate": 0.25]) }
    return try builder.computed()
  }

  private func ratio(_ result: Computed, _ id: String) -> Double { result("coverageReadings.\(id).ratio") }

  @Test func `bonds before loans, unless their author ranks them`() throws {
    // Bond: 1,000 + 5 × 40 = 1,200. Loan: 1,000 + 50 + 40 + 30 + 20 + 10 = 1,150. Net income 5 × 500 = 2,500.
    let usual = try plan()
    #expect(near(ratio(usual, "bonds"), 2500.0 / 1200))
    #expect(near(ratio(usual, "rank1"), 2500.0 / 1200))
    #expect(near(ratio(usual, "rank2"), (2500.0 - 1200) / 1150))
    #expect(near(ratio(usual, "all"), 2500.0 / 2350))
    let turned = try plan(["rank": 2], ["rank": 1])
    #expect(near(ratio(turned, "rank1"), 2500.0 / 1150))
    #expect(near(ratio(turned, "rank2"), (2500.0 - 1150) / 1200))
    // What a document prints for the bond is what is left for it.
    #expect(near(turned.indicator("coverage"), (2500.0 - 1150) / 1200))
    #expect(near(turned.indicator("coverageAllDebt"), 2500.0 / 2350))
    // Of the same rank the other counts as earlier.
    let equal = try plan(["rank": 1], ["rank": 1])
    #expect(near(equal.indicator("coverage"), (2500.0 - 1150) / 1200))
    #expect(equal.outcome("coverageReadings.rank1.ratio") == nil)
  }

  @Test func `after tax, before it, and were income net already`() throws {
    // Profit with the bond's interest alone: it runs from January 2025 to January 2030, 40 a year, and what runs up while
    // building belongs to the assets: 460 in 2026 to 2029, 500 in 2030; a quarter of it.
    let result = try plan(tax: true)
    let tax = 0.25 * (4 * 460 + 500)
    #expect(near(ratio(result, "bonds"), (2500 - tax) / 1200))
    #expect(near(ratio(result, "bondsBeforeTax"), 2500.0 / 1200))
    #expect(near(ratio(result, "bondsIncomeIsNet"), (3000 - tax) / 1200))
    #expect(near(ratio(result, "bondsPrincipal"), (2500 - tax) / 1000))
    #expect(near(ratio(result, "bondsGross"), 3000.0 / 1200))
  }

  @Test func `a loan that ranks first is taxed with its own interest alone`() throws {
    // 50, 40, 30, 20, 10 of interest: profits of 2,500 − 150.
    let result = try plan(["rank": 2], ["rank": 1], tax: true)
    #expect(near(ratio(result, "rank1"), (2500 - 0.25 * 2350) / 1150))
  }

  @Test func `streams of its own serve a debt alone`() throws {
    let result = try plan(["streams": ["shops"]], ["streams": ["rent", "staff"]])
    #expect(near(ratio(result, "streams.bond"), 1000.0 / 1200))
    #expect(near(ratio(result, "streams.loan"), 1500.0 / 1150))
    #expect(try plan().outcome("coverageReadings.streams.bond.ratio") == nil)
  }
}
