import FundFormula
import FundModel
import Testing

/// The bill of a door-to-door visit, worked by hand: 45 m² billed as 53, 60 m² with 20 m² more (浙工新村's rules).
struct HouseholdBillTests {
  /// 10 small and 20 middle homes, 15 months, parking for every household at 200,000 yuan.
  private func bills(means: Bool = false, parking: Bool = true) throws -> Computed {
    var builder = ScenarioBuilder(start: "2025-01", building: 15, step: .month)
      .homes("small", 10, 45, new: 53).homes("middle", 20, 60, new: 80)
      .block(
        "costs.transition", "cost.transition",
        ["rate": 63, "floor": 3000, "prepaidMonths": 12, "thenEvery": 3]
      )
      .block(
        "funding.residents", "residents.priceByBand",
        [
          "price": 1350, "minimumArea": 53, "extraPrice": 34520, "extraCap": 20,
          "schedule": .schedule(
            .shares([
              .init(.milestone("start", plus: 0), 0.3), .init(.milestone("handover", plus: 0), 0.7),
            ])),
          "extraSchedule": .schedule(.atHandover),
        ])
    if parking {
      builder = builder.block(
        "funding.parking", "residents.parking",
        ["count": 30, "price": 200_000, "schedule": .schedule(.atHandover)])
    }
    if means {
      builder = builder.block(
        "funding.means", "residents.means",
        ["of": ["residents"], "providentFund": 20_000, "loanShare": 0.5, "schedule": .schedule(.atStart)])
    }
    builder.homeTypes[1].values["marketPrice"] = 33_000
    builder.homeTypes[1].values["innerArea"] = 48
    builder.homeTypes[1].values["newInnerArea"] = 60
    builder.homeTypes[0].values["innerArea"] = 36
    builder.homeTypes[0].values["newInnerArea"] = 35
    return try builder.computed()
  }

  @Test func `a bill is what is paid, what is received, and the rest`() throws {
    let values = try bills()
    // 53 × 1,350; 60 × 1,350 + 20 × 34,520; parking 200,000 each.
    #expect(near(values("households.small.payment"), 71_550 + 200_000))
    #expect(near(values("households.middle.payment"), 81_000 + 690_400 + 200_000))
    // max(63 × area, 3,000) × 15 months.
    #expect(near(values("households.small.received"), 45_000))
    #expect(near(values("households.middle.received"), 56_700))
    #expect(near(values("households.small.net"), 226_550))
    #expect(near(values("households.small.netWithoutParking"), 26_550))
    #expect(near(values("households.middle.netWithoutParking"), 714_700))
    let small = try #require(values.model.households.first)
    #expect(small.lines.map(\.isPaid) == [true, true, true, false])
    #expect(small.lines.map(\.flowClass) == [.costShare, .extraAreaPurchase, .parkingPurchase, .transition])
  }

  @Test func `areas say what is old, new, billed and extra, and whether the inner area is kept`() throws {
    let values = try bills()
    func facts(_ type: String) -> [String: Double] {
      let bill = values.model.households.first { $0.homeType.id == type }
      return Dictionary(
        uniqueKeysWithValues: (bill?.facts ?? []).map { ($0.id, values.value($0.value)) })
    }
    #expect(
      facts("small") == [
        "count": 10, "titleArea": 45, "innerArea": 36, "newArea": 53, "newInnerArea": 35, "innerAreaKept": 0,
        "billedArea": 53, "freeArea": 8, "extraArea": 0,
      ])
    #expect(
      facts("middle") == [
        "count": 20, "titleArea": 60, "innerArea": 48, "newArea": 80, "newInnerArea": 60, "innerAreaKept": 1,
        "billedArea": 60, "freeArea": 0, "extraArea": 20,
      ])
  }

  @Test func `the price of extra area stands against the market where the market is known`() throws {
    let values = try bills()
    #expect(near(values("households.middle.extraAreaDiscount"), 34_520.0 / 33_000))
    #expect(values("households.small.extraPrice") == 34_520)
    #expect(values.outcome("households.small.extraAreaDiscount") == nil)
  }

  @Test func `the schedule is the share of all payments, by period and by year`() throws {
    let values = try bills()
    let share = values.row("households.small.paidShare")
    let first = 0.3 * 71_550 / 271_550
    #expect(near(share[0], first) && near(share[14], 1 - first))
    #expect(share.filter { $0 != 0 }.count == 2)
    let byYear = values.row("households.small.paidShareByYear")
    #expect(near(byYear[11], first) && near(byYear[14], 1 - first))
  }

  @Test func `means pay a part, the household's own pocket the rest`() throws {
    let values = try bills(means: true)
    // 20,000 of 71,550 from the fund, half of the rest on loan; the rest and parking from its pocket.
    #expect(near(values("households.small.ownMoney"), 271_550 - 20_000 - 25_775))
    #expect(try bills().outcome("households.small.ownMoney") == nil)
  }

  @Test func `without parking there is one net position`() throws {
    let values = try bills(parking: false)
    #expect(values.outcome("households.small.netWithoutParking") == nil)
    #expect(near(values("households.small.net"), 26_550))
  }

  @Test func `payments without purchases leave extra area and parking out`() throws {
    // (10 × 71,550 + 20 × 81,000) / 30
    #expect(near(try bills().indicator("burdenPerHouseholdWithoutPurchases"), 77_850))
  }
}
