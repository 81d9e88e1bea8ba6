import FundFormula
import FundModel
import Testing

struct OperationRewardTests {
  func reward(_ more: Values = [:]) throws -> Computed {
    try ScenarioBuilder(building: 12, operating: 3).block(
      "operations.reward", "operation.reward",
      ([
        "amount": 1000, "score": .path(["2026-01": 0.59, "2027-01": 0.6, "2028-01": 0.9]),
      ] as Values).merging(more) { $1 }
    ).computed()
  }

  @Test func `is the amount by the score`() throws {
    #expect(near(try reward().flow("operations.reward"), [0, 590, 600, 900]))
  }

  @Test func `nothing below the threshold, all of it on the threshold`() throws {
    #expect(near(try reward(["threshold": 0.6]).flow("operations.reward"), [0, 0, 600, 900]))
  }

  @Test func `comes from government`() throws {
    let result = try reward()
    #expect(near(result("parties.district.paid"), 2090))
    #expect(near(result.row("accounts.project.cash"), [0, 590, 1190, 2090]))
  }
}
