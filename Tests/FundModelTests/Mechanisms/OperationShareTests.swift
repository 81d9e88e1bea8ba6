import FundFormula
import FundModel
import Testing

struct OperationShareTests {
  let base = ScenarioBuilder(building: 12, operating: 2)
    .block(
      "operations.shops", "operation.income",
      ["price": 1, "occupancy": .path(["2026-01": 700, "2027-01": 100])]
    )
    .block("operations.parking", "operation.income", ["price": 300])
    .block("operations.staff", "operation.cost", ["amount": 500])

  func share(_ more: Values) throws -> Computed {
    try base.block(
      "operations.part", "operation.share",
      (["share": 0.3, "payee": "operator"] as Values).merging(more) { $1 }
    ).computed()
  }

  @Test func `is a share of all income, or of one`() throws {
    #expect(near(try share([:]).flow("operations.part"), [0, 300, 120]))
    #expect(near(try share(["of": ["parking"]]).flow("operations.part"), [0, 90, 90]))
  }

  @Test func `after operating cost never below zero`() throws {
    // 1,000 − 500; 400 − 500
    #expect(near(try share(["basis": "net"]).flow("operations.part"), [0, 150, 0]))
  }

  @Test func `after cost by years, whatever the periods`() throws {
    // 400 a year to July 2026, 1,600 after: 1,000 in the year, against 500 of cost.
    for step in [TimeStep.year, .quarter, .month] {
      let result = try ScenarioBuilder(building: 12, operating: 1, step: step)
        .block(
          "operations.shops", "operation.income",
          ["price": 1, "occupancy": .path(["2026-01": 400, "2026-07": 1600])]
        )
        .block("operations.staff", "operation.cost", ["amount": 500])
        .block("operations.part", "operation.share", ["share": 0.3, "payee": "operator", "basis": "net"])
        .computed()
      #expect(near(result.sum("operations.part"), 150), "\(step)")
    }
  }

  @Test func `lowers what covers debt`() throws {
    #expect(near(try share([:]).row("rows.operatingNet"), [0, 200, -220]))
  }

  @Test func `is support of upkeep where it goes to the upkeep account`() throws {
    let classes = try ["operator", "upkeepFund", "propertyManager"].map { payee in
      try share(["payee": Given(word: payee)]).model.flows.first { $0.id == "operations.part" }?.flowClass
    }
    #expect(classes == [.incomeShare, .upkeepSupport, .upkeepSupport])
  }
}
