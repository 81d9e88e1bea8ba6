import FundFormula
import FundModel
import Testing

struct OperationRenewalTests {
  func renewal(_ more: Values = [:]) throws -> [Double] {
    try ScenarioBuilder(building: 12, operating: 7, project: ["quantities": .numbers(["lifts": 8])])
      .block(
        "operations.lifts", "operation.renewal",
        (["quantity": "lifts", "unitCost": 10_000, "every": 3] as Values).merging(more) { $1 }
      ).computed().flow("operations.lifts")
  }

  @Test func `falls due every so many years after handover`() throws {
    #expect(near(try renewal(), [0, 0, 0, 80_000, 0, 0, 80_000, 0]))
    #expect(near(try renewal(["first": 1]), [0, 80_000, 0, 0, 80_000, 0, 0, 80_000]))
  }

  @Test func `grows from handover`() throws {
    // 80,000 × 1.1³ and × 1.1⁶
    #expect(near(try renewal(["growth": 0.1]), [0, 0, 0, 106_480, 0, 0, 141_724.88, 0]))
  }

  @Test func `beyond the timeline it is none`() throws {
    #expect(near(try renewal(["every": 8]), Array(repeating: 0, count: 8)))
  }

  @Test func `is cost of operation`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 1)
      .block("operations.roof", "operation.renewal", ["unitCost": 50, "every": 1]).computed()
    #expect(near(result.row("rows.operatingNet"), [0, -50]))
    #expect(result.indicator("totalUses") == 0)
  }
}
