import FundFormula
import FundModel
import Testing

struct OperationConcessionTests {
  func space(_ more: Values = [:], in scenario: ScenarioBuilder = .init(building: 12, operating: 3))
    -> ScenarioBuilder
  {
    scenario.block(
      "operations.space", "operation.concession",
      ([
        "area": 800, "rent": 50, "years": 2, "occupancy": .path(0.5),
      ] as Values).merging(more) { $1 })
  }

  @Test func `lets the space for the years granted`() throws {
    // 800 × 50 × 12 × 50 %
    #expect(near(try space().computed().flow("operations.space.rent"), [0, 240_000, 240_000, 0]))
    let grown = try space(["growth": 0.1, "years": 3]).computed()
    #expect(near(grown.flow("operations.space.rent"), [0, 240_000, 264_000, 290_400]))
  }

  @Test func `fits it out, runs it and gives its grantor a part`() throws {
    let result = try space([
      "fitOut": 1000, "runningShare": 0.2, "grantorShare": 0.1, "spaceValue": 3_000_000,
    ]).computed()
    #expect(near(result.flow("operations.space.fitOut"), [800_000, 0, 0, 0]))
    #expect(near(result.flow("operations.space.running"), [0, 48_000, 48_000, 0]))
    #expect(near(result.flow("operations.space.grantor"), [0, 24_000, 24_000, 0]))
    #expect(near(result.row("rows.operatingNet"), [0, 168_000, 168_000, 0]))
    #expect(near(result("parties.rightsHolder.received"), 48_000))
    #expect(near(result.row("accounts.project.cash"), [-800_000, -632_000, -464_000, -464_000]))
    #expect(near(result.sum("operations.space.space"), 3_000_000))
  }

  @Test func `a condition bears on its rent once, and so on what is a share of it`() throws {
    let scenario = space(
      ["runningShare": 0.2, "grantorShare": 0.1, "requires": ["rate"]],
      in: ScenarioBuilder(building: 12, operating: 3, project: ["communities": 5])
    ).block("gates.rate", "gate.passRate", ["share": 0.5])
    let result = try scenario.computed()
    #expect(near(result.flow("operations.space.rent"), [0, 120_000, 120_000, 0]))
    #expect(near(result.flow("operations.space.running"), [0, 24_000, 24_000, 0]))
    #expect(near(result.flow("operations.space.grantor"), [0, 12_000, 12_000, 0]))
  }

  @Test func `years beyond the timeline are a warning`() {
    #expect(space(["years": 3]).faults == [])
    #expect(space(["years": 4]).faults == ["operations.space.years"])
  }
}
