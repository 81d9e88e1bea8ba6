import Foundation
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

  @Test func `grows by years of operation, or by calendar years where its author says so`() throws {
    let result = try income(["growth": 0.05])
    #expect(near(result.flow("operations.parking"), [0, 360_000, 378_000, 396_900]))
    let quarters = try income(["growth": 0.05], step: .quarter)
    #expect(near(quarters.flow("operations.parking")[4], 90_000))
    #expect(near(quarters.flow("operations.parking")[8], 94_500))
  }

  @Test func `two years of income are the same however long the works take`() throws {
    // 120,000 a year, then a tenth more: 252,000. By calendar years the January after handover counts as a year of growth:
    // one month + a year × 1.1 + eleven months × 1.21 after 11 months of works; eleven, twelve and one after 13.
    for (building, byCalendar) in [(11, 275_100.0), (12, 252_000), (13, 254_100)] {
      for (style, sum) in [("operatingYear", 252_000.0), ("calendarYear", byCalendar)] {
        let result = try ScenarioBuilder(building: building, operating: 2)
          .block(
            "operations.i", "operation.income",
            ["price": 120_000, "growth": 0.1, "growthStyle": Given(word: style)]
          ).computed()
        #expect(near(result.sum("operations.i"), sum), "\(building) \(style)")
      }
    }
  }

  @Test func `smooth growth counts from the middle of each month, on every step`() throws {
    // The mean of 1.21^((m + ½)/12) over twelve months, as a geometric series.
    let month = pow(1.21, 1.0 / 12)
    let mean = pow(1.21, 1.0 / 24) * 0.21 / (month - 1) / 12
    for step in TimeStep.allCases {
      let result = try income(["growth": 0.21, "growthStyle": "smooth"], step: step)
      let first = zip(result.years, result.flow("operations.parking")).filter { $0.0 == 2026 }.map(\.1)
      #expect(near(first.reduce(0, +), 360_000 * mean), "\(step)")
    }
  }

  @Test func `a price by years holds until the next`() throws {
    let result = try income(["price": .path(["2024-01": 2, "2027-01": 3, "2028-07": 4])])
    #expect(near(result.flow("operations.parking"), [0, 200, 300, 350]))
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
