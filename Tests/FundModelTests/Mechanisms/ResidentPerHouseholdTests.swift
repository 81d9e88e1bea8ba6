import FundFormula
import FundModel
import Testing

struct ResidentPerHouseholdTests {
  @Test func `an amount from each or a total from all`() throws {
    let base = ScenarioBuilder().homes("a", 12, 45).homes("b", 5, 60)
    let each = try base.block("funding.owners", "residents.perHousehold", ["amount": 100_000]).computed()
    #expect(near(each("funding.owners.total"), 1_700_000))
    let all = try base.block("funding.owners", "residents.perHousehold", ["total": 1_880_000]).computed()
    #expect(near(all("funding.owners.total"), 1_880_000))
    #expect(near(all("households.b.payment"), 1_880_000 / 17))
    #expect(near(all.indicator("burdenPerHousehold"), 1_880_000 / 17))
  }

  @Test func `a total is paid in full whatever the project counts in all`() throws {
    let result = try ScenarioBuilder(project: ["households": 100]).homes("a", 12, 45).homes("b", 5, 60)
      .block("funding.owners", "residents.perHousehold", ["total": 1_880_000]).computed()
    #expect(near(result("funding.owners.total"), 1_880_000))
  }

  @Test func `a fraction of a household is not rounded up`() throws {
    let result = try ScenarioBuilder().homes("a", 0.5, 45)
      .block("funding.owners", "residents.perHousehold", ["total": 1000]).computed()
    #expect(near(result("funding.owners.total"), 1000))
  }

  @Test func `one of the two must be given`() {
    let base = ScenarioBuilder().homes("a", 12, 45)
    #expect(base.block("funding.o", "residents.perHousehold", [:]).faults == ["funding.o.amount"])
    #expect(
      base.block("funding.o", "residents.perHousehold", ["amount": 1, "total": 2]).faults == [
        "funding.o.amount"
      ])
    #expect(base.block("funding.o", "residents.perHousehold", ["amount": 1]).faults == [])
  }
}
