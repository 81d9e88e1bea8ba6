import FundFormula
import FundModel
import Testing

/// The matching table, by hand: two grants, three costs.
struct MatchingTests {
  private static func project() -> ScenarioBuilder {
    ScenarioBuilder().cost("pipes", 1000).cost("lifts", 600, "worksImproving").cost("fees", 200, "otherCost")
  }

  @Test func `cells, rows and columns add, and what is not allowed has no cell`() throws {
    let values = try Self.project()
      .grant("basic", 800, ["eligible": ["worksBasic"]])
      .grant("lift", 900, ["eligible": ["worksImproving"]])
      .grant("free", 50).computed()
    let matching = try #require(values.model.matching)
    #expect(matching.sources.map(\.path) == ["funding.basic", "funding.lift"])
    #expect(matching.costs.map(\.path) == ["costs.pipes", "costs.lifts", "costs.fees"])
    func cell(_ source: Int, _ cost: Int) -> Double? {
      matching.amount(of: matching.sources[source], for: matching.costs[cost]).map { values.value($0) }
    }
    #expect(cell(0, 0) == 800 && cell(1, 1) == 600)
    #expect(cell(0, 1) == nil && cell(1, 0) == nil && cell(0, 2) == nil && cell(1, 2) == nil)
    #expect(matching.costs.map { values.value($0.need) } == [1000, 600, 200])
    #expect(matching.costs.map { values.value($0.paid) } == [800, 600, 0])
    #expect(matching.costs.map { values.value($0.gap) } == [200, 0, 200])
    #expect(matching.sources.map { values.value($0.entitlement) } == [800, 900])
    #expect(matching.sources.map { values.value($0.used) } == [800, 600])
    #expect(matching.sources.map { values.value($0.unused) } == [0, 300])
    #expect(values.value(matching.need) == 1800 && values.value(matching.paid) == 1400)
    #expect(values.value(matching.gap) == 400)
  }

  @Test func `grants that only exclude each other are bound to no cost`() throws {
    let values = try Self.project().grant("large", 500, ["excludes": ["small"]]).grant("small", 300)
      .computed()
    let matching = try #require(values.model.matching)
    #expect(matching.sources.allSatisfy { !$0.isBound })
    #expect(matching.cells.isEmpty)
    #expect(matching.sources.map { values.value($0.used) } == [500, 0])
    #expect(values.value(matching.paid) == 0)
  }

  @Test func `without restricted money there is no table`() throws {
    #expect(try Self.project().grant("free", 50).computed().model.matching == nil)
  }

  @Test func `lines of one class are one total, top-ups and debt apart`() throws {
    let values = try Self.project().grant("a", 100).grant("b", 50)
      .grant("loan", 300, payer: "bank")
      .block("funding.rest", "topUp", ["payer": "district"]).computed()
    #expect(values("balance.classes.sources.fiscalGrant") == 150)
    #expect(values("balance.classes.uses.worksBasic") == 1000)
    #expect(values("balance.classes.topUp.topUp") == 1350)
    #expect(values("balance.debt") == 300)
    #expect(values.outcome("balance.classes.sources.costShare") == nil)
  }
}
