import FundFormula
import FundModel
import Testing

struct OperatingIncomeTests {
  func income(_ values: Values, start: String = "2025-01", building: Int = 12, step: TimeStep = .year) throws
    -> Computed
  {
    try ScenarioBuilder(start: start, building: building, operating: 3, step: step)
      .block(
        "operations.parking", "operation.income",
        (["quantity": 100, "price": 3600] as Values).merging(values) { $1 }
      ).computed()
  }

  @Test func `is quantity × price a year from handover to the end`() throws {
    #expect(near(try income([:]).flow("operations.parking"), [0, 360_000, 360_000, 360_000]))
  }

  @Test func `grows by calendar years`() throws {
    let result = try income(["growth": 0.05])
    #expect(near(result.flow("operations.parking"), [0, 360_000, 378_000, 396_900]))
    let quarters = try income(["growth": 0.05], step: .quarter)
    #expect(near(quarters.flow("operations.parking")[4], 90_000))
    #expect(near(quarters.flow("operations.parking")[8], 94_500))
  }

  @Test func `smooth growth counts from the middle of a period`() throws {
    let result = try income(["growth": 0.21, "growthStyle": "smooth"])
    // Half a year in: √1.21 = 1.1.
    #expect(near(result.flow("operations.parking")[1], 396_000))
  }

  @Test func `follows a path of occupancy`() throws {
    let result = try income(["occupancy": .path(["2026-01": 0.5, "2027-01": 0.8, "2028-07": 1])])
    // In 2028 half a year at 0.8, half at 1.
    #expect(near(result.flow("operations.parking"), [0, 180_000, 288_000, 324_000]))
  }

  @Test func `a year let from July on has the occupancy of its months`() throws {
    let path = Given.path(["2026-07": 0.5, "2026-10": 0.9])
    // Handover after June 2026: three months at 0.5, three at 0.9: 0.35 of a year's 360,000.
    for step in [TimeStep.month, .quarter, .halfYear, .year] {
      let result = try income(["occupancy": path], building: 18, step: step)
      let first = zip(result.years, result.flow("operations.parking")).filter { $0.0 == 2026 }.map(\.1)
        .reduce(0, +)
      #expect(near(first, 126_000), "\(step)")
    }
  }

  @Test func `runs between the moments it names`() throws {
    let result = try income(["from": .moment("2026-07"), "to": .moment("2027-06")], step: .quarter)
    #expect(near(result.sum("operations.parking"), 360_000))
    #expect(near(result.flow("operations.parking")[6], 90_000))
    #expect(result.flow("operations.parking")[5] == 0)
    #expect(result.flow("operations.parking")[10] == 0)
  }

  @Test func `counts by an area and by a quantity of the project`() throws {
    let result = try ScenarioBuilder(
      building: 12, operating: 1,
      project: ["areas": .numbers(["shops": 800]), "quantities": .numbers(["lifts": 6])]
    )
    .block("operations.shops", "operation.income", ["area": "shops", "price": 600])
    .block("operations.screens", "operation.income", ["units": "lifts", "quantity": 2, "price": 1000])
    .block("operations.both", "operation.income", ["units": "lifts", "area": "shops", "price": 1]).computed()
    #expect(near(result.flow("operations.shops"), [0, 480_000]))
    #expect(near(result.flow("operations.screens"), [0, 12_000]))  // two screens in each lift
    #expect(near(result.flow("operations.both"), [0, 4800]))
  }

  @Test func `a price rises by multiples from their dates on`() throws {
    let result = try income(["uplift": .path(["2026-01": 1, "2027-01": 1.5, "2028-07": 2])])
    // In 2028 half a year at 1.5, half at 2.
    #expect(near(result.flow("operations.parking"), [0, 360_000, 540_000, 630_000]))
  }

  @Test func `after the timeline it is nothing`() throws {
    let late = try income(["from": .moment("2040-01")])
    #expect(late.flow("operations.parking") == [0, 0, 0, 0])
    let none = try ScenarioBuilder().block("operations.p", "operation.income", ["price": 5]).computed()
    #expect(none.flow("operations.p") == [0, 0])
  }

  @Test func `comes from its payer and counts as operation`() throws {
    let result = try income(["payer": "residents"])
    #expect(near(result("parties.residents.paid"), 1_080_000))
    #expect(result.indicator("residentPayments") == 0)
    #expect(near(result.row("rows.operatingNet"), [0, 360_000, 360_000, 360_000]))
  }
}
