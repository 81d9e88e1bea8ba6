import FundFormula
import FundModel
import Testing

struct CoverageLimitsTests {
  /// 60 a year for two years against 100 repaid without interest: 1.2.
  func computed(_ finance: Values) throws -> Computed {
    try ScenarioBuilder(building: 12, operating: 2, finance: finance)
      .block("debt.bond", "bond", ["amount": 100, "coupon": 0, "term": 2])
      .block("operations.shops", "operation.income", ["price": 60]).computed()
  }

  @Test func `coverage is held against its lower limits unrounded`() throws {
    let usual = try computed([:])
    #expect(near(usual.indicator("coverage"), 1.2))
    #expect(usual("limits.coverage.met") == 1)
    #expect(usual("limits.coverageAllDebt.met") == 1)
    #expect(usual.model.coverageLimits.map { $0.indicator.id } == ["coverage", "coverageAllDebt"])
    let strict = try computed(["coverageLimit": 1.2000001, "coverageLimitAllDebt": 1.2])
    #expect(strict("limits.coverage.met") == 0)
    #expect(strict("limits.coverageAllDebt.met") == 1)
  }

  @Test func `without debt there is nothing to hold`() throws {
    #expect(try ScenarioBuilder().cost("works", 1).computed().model.coverageLimits.isEmpty)
  }
}
