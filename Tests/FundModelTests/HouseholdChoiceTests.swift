import FundFormula
import FundModel
import Testing

/// What one household pays by what it chooses, beside averages that no single one pays.
struct HouseholdChoiceTests {
  /// 100 homes of 50 m² that may grow by 20 at 2,000 a m²; half take it up. A fifth buys a space at 100,000.
  private func plan(_ more: Values = [:]) -> ScenarioBuilder {
    ScenarioBuilder(building: 12, project: ["parkingBuilt": 20]).homes("a", 100, 50, new: 70)
      .block(
        "funding.owners", "residents.priceByBand",
        (["price": 1000, "extraPrice": 2000, "takeUp": 0.5] as Values).merging(more) { $1 }
      )
      .block("funding.parking", "residents.parking", ["count": 20, "price": 100_000])
  }

  private func choices(_ result: Computed) throws -> [String: Double] {
    let bill = try #require(result.model.households.first)
    return Dictionary(uniqueKeysWithValues: bill.choices.map { ($0.id, result.value($0.value)) })
  }

  @Test func `with and without extra area and a space`() throws {
    let result = try plan().computed()
    // The average: 50,000 + 20,000 of extra area + 20,000 of parking, which nobody pays.
    #expect(near(result("households.a.payment"), 90_000))
    let choices = try choices(result)
    #expect(choices.count == 4)
    for (id, amount) in [("without", 50_000.0), ("extra", 90_000), ("parking", 150_000), ("both", 190_000)] {
      #expect(near(try #require(choices["choice.\(id)"]), amount), "\(id)")
    }
  }

  /// Homes pay 50,000 and withdraw 20,000; of the rest they borrow half at 6 % over ten years: 15,000, repaid by 120
  /// instalments of 166.53 (Excel: PMT(0.5%, 120, -15000) = 166.5307529).
  @Test func `with and without a loan`() throws {
    let result = try ScenarioBuilder(building: 12).homes("a", 100, 50)
      .block("funding.owners", "residents.perArea", ["price": 1000, "area": "old"])
      .block(
        "funding.means", "residents.means",
        [
          "of": ["owners"], "providentFund": 20_000, "loanShare": 0.5, "loanRate": 0.06, "loanYears": 10,
        ]
      ).computed()
    let choices = try choices(result)
    #expect(choices.count == 2)
    #expect(near(try #require(choices["choice.withoutLoan"]), 30_000))
    #expect(near(try #require(choices["choice.loan"]), 15_000 + 120 * 166.5307529, 1e-7))
    let bill = try #require(result.model.households.first)
    #expect(near(result.value(try #require(bill.ownMoney)), 15_000))
  }

  @Test func `an adjustment factor moves what is chosen too`() throws {
    let choices = try choices(try plan(["scale": 1.1]).computed())
    #expect(near(try #require(choices["choice.without"]), 55_000))
    #expect(near(try #require(choices["choice.extra"]), 99_000))
  }

  @Test func `where nothing is to be chosen there is nothing to list`() throws {
    let result = try ScenarioBuilder(building: 12).homes("a", 10, 50)
      .block("funding.owners", "residents.perArea", ["price": 100, "area": "old"]).computed()
    #expect(try #require(result.model.households.first).choices.isEmpty)
  }
}
