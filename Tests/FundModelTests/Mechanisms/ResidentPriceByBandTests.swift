import FundFormula
import FundModel
import Testing

/// The rules of 浙工新村: 1,350 yuan a m² of own area, billed for 53 m² at least, 34,520 for extra area up to 20 m².
struct ResidentPriceByBandTests {
  func bill(title: Double, new: Double, count: Double = 1, _ more: Values = [:]) throws -> Computed {
    try ScenarioBuilder().homes("a", count, title, new: new)
      .block(
        "funding.owners", "residents.priceByBand",
        (["price": 1350, "minimumArea": 53, "extraPrice": 34_520, "extraCap": 20] as Values).merging(more) {
          $1
        }
      ).computed()
  }

  @Test func `a small home pays for the least area billed`() throws {
    let result = try bill(title: 45, new: 53)
    #expect(near(result("households.a.payment"), 71_550))  // 53 × 1,350, no extra area
    #expect(result("funding.owners.a.extraArea") == 0)
    #expect(near(result("funding.owners.a.billedArea"), 53))
  }

  @Test func `extra area counts from the area billed`() throws {
    let result = try bill(title: 45, new: 73)
    #expect(near(result("households.a.payment"), 71_550 + 20 * 34_520))
  }

  @Test func `or from the titled area`() throws {
    let result = try bill(title: 45, new: 53, ["extraFrom": "title"])
    #expect(near(result("households.a.payment"), 71_550 + 8 * 34_520))
  }

  @Test func `up to a cap`() throws {
    let result = try bill(title: 45, new: 80)
    #expect(near(result("households.a.payment"), 71_550 + 20 * 34_520))
    #expect(near(try bill(title: 45, new: 80, ["extraCap": 30])("funding.owners.a.extraArea"), 27))
  }

  @Test func `a large home pays for its own area`() throws {
    let result = try bill(title: 60, new: 60)
    #expect(near(result("households.a.payment"), 81_000))
  }

  @Test func `only what is taken up is paid, on a schedule of its own`() throws {
    let result = try bill(
      title: 60, new: 80, count: 10, ["takeUp": 0.5, "extraSchedule": .schedule(.atHandover)])
    #expect(near(result.sum("funding.owners.own.a"), 810_000))
    #expect(near(result.flow("funding.owners.extra.a"), [0, 10 * 20 * 0.5 * 34_520]))
  }

  @Test func `an average billed area replaces the homes' own`() throws {
    // 浙工新村: 548 homes of 60 m² on average pay 44,388,000; 9,800 m² of extra area 338,296,000; 382,684,000 in all.
    let result = try ScenarioBuilder().homes("s", 200, 45, new: 53).homes("m", 200, 57, new: 77)
      .homes("l", 148, 70, new: 90)
      .block(
        "funding.owners", "residents.priceByBand",
        ["price": 1350, "minimumArea": 53, "averageBilledArea": 60, "extraPrice": 34_520]
      ).computed()
    let own = ["s", "m", "l"].map { result.sum("funding.owners.own.\($0)") }.reduce(0, +)
    #expect(near(own, 44_388_000))
    // Parts stay in the proportion of the areas billed: 53 to 57 for homes of s and m.
    #expect(near(result.sum("funding.owners.own.s") / result.sum("funding.owners.own.m"), 53.0 / 57))
    let extra = ["s", "m", "l"].map { result.sum("funding.owners.extra.\($0)") }.reduce(0, +)
    #expect(near(extra, (200 + 148) * 20 * 34_520))
  }

  @Test func `without households nobody pays`() throws {
    let result = try bill(title: 45, new: 73, count: 0, ["averageBilledArea": 60])
    #expect(result("funding.owners.total") == 0)
    #expect(result("households.a.payment") == 0)
  }

  @Test func `splitting a home type in two changes nothing`() throws {
    let rule: Values = [
      "price": 1350, "minimumArea": 53, "averageBilledArea": 58, "extraPrice": 34_520, "extraCap": 20,
    ]
    let whole = try ScenarioBuilder().homes("a", 10, 45, new: 73).homes("c", 3, 70, new: 80)
      .block("funding.owners", "residents.priceByBand", rule).computed()
    let parts = try ScenarioBuilder().homes("a", 4, 45, new: 73).homes("b", 6, 45, new: 73).homes(
      "c", 3, 70, new: 80
    )
    .block("funding.owners", "residents.priceByBand", rule).computed()
    #expect(near(whole("funding.owners.total"), parts("funding.owners.total")))
    #expect(near(whole("households.a.payment"), parts("households.b.payment")))
  }

  @Test func `asks for home types`() {
    let scenario = ScenarioBuilder().block("funding.owners", "residents.priceByBand", ["price": 1350])
    #expect(scenario.faults == ["funding.owners.price"])
  }

  @Test func `extra area at the market price of each home type`() throws {
    var builder = ScenarioBuilder().homes("a", 10, 50, new: 60).homes("b", 20, 50, new: 55)
    let owners: Values = ["price": 1000, "extraBy": "market"]
    #expect(builder.block("funding.o", "residents.priceByBand", owners).faults == ["funding.o.extraBy"])
    builder.homeTypes[0].values["marketPrice"] = 20_000
    builder.homeTypes[1].values["marketPrice"] = 30_000
    let result = try builder.block("funding.o", "residents.priceByBand", owners).computed()
    #expect(near(result.sum("funding.o.own.a") + result.sum("funding.o.own.b"), 1_500_000))
    #expect(near(result.sum("funding.o.extra.a"), 2_000_000))
    #expect(near(result.sum("funding.o.extra.b"), 3_000_000))
  }
}
