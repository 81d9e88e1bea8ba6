import FundFormula
import FundModel
import Testing

/// Whether a plan holds, by hand: amounts in 万元 where the builder's numbers are.
struct VerdictTests {
  /// Works of 12,000, a grant of 9,000, homes for 2,000 at handover, a bond of 1,500 at 2.4 % over ten years.
  private func plan(loan: Double) -> ScenarioBuilder {
    let base = ScenarioBuilder(building: 24, selling: 12, operating: 10, step: .year).cost(
      "works", 12_000, "worksRebuild", ["schedule": .schedule(.throughConstruction)]
    )
    .grant("city", 9000, ["schedule": .schedule(.throughConstruction)])
    .block(
      "funding.homes", "sale.homes",
      ["homes": 20, "homeArea": 100, "price": 1, "schedule": .schedule(.atHandover)]
    )
    .block(
      "debt.bond", "bond", ["amount": 1500, "coupon": 0.024, "term": 10, "couponFrequency": "yearly"])
    return loan == 0
      ? base : base.block("debt.loan", "loan", ["amount": .number(loan), "rate": 0.036, "years": 10])
  }

  private func failed(_ result: Computed) -> [Verdict.Obstacle] {
    (result.model.verdict?.tests ?? []).filter { result.value($0.isPassed) != 1 }.map(\.obstacle)
  }

  @Test func `borrowed money is no surplus: a bond that is never repaid stands in the way`() throws {
    let result = try plan(loan: 0).computed()
    // Uses 12,000 and two coupons of 36 against 9,000 + 2,000 + 1,500: 428 over, but 1,500 and 360 of coupons fall due
    // and nothing earns them: 500 − 1,860.
    #expect(result.indicator("fundingGap") < 0)
    #expect(failed(result) == [.debtNotRepaid])
    #expect(near(result.value(result.model.verdict!.debtShort!), 1360))
    #expect(result(Verdict.holdsKey) == 0)
    let period = Int(result.value(result.model.verdict!.debtShortPeriod!))
    #expect(result.years[period - 1] == 2035)
  }

  @Test func `a second loan lifts neither the bond's coverage nor the verdict`() throws {
    for loan in [0.0, 3000, 6000] {
      let result = try plan(loan: loan).computed()
      #expect(near(result.indicator("coverage"), 500.0 / 1860), "\(loan)")
      #expect(result(Verdict.holdsKey) == 0)
    }
  }

  @Test func `income that repays the bond lets the plan hold`() throws {
    let earning = plan(loan: 0).block(
      "operations.rent", "operation.income", ["price": 200, "from": .moment("2027-01")])
    let result = try earning.computed()
    // Ten years of 200 against the 1,360 that were short.
    #expect(failed(result) == [] && result(Verdict.holdsKey) == 1)
  }

  @Test func `a top-up without a ceiling is a wish, one with a ceiling is money`() throws {
    let base = ScenarioBuilder(building: 12).cost("works", 1000).grant("city", 700)
    let open = try base.block("funding.rest", "topUp", ["payer": "district"]).computed()
    #expect(near(open.indicator("fundingGap"), 0))
    #expect(failed(open) == [.openTopUp])
    let capped = try base.block("funding.rest", "topUp", ["payer": "district", "maximum": 400]).computed()
    #expect(failed(capped) == [])
    let low = try base.block("funding.rest", "topUp", ["payer": "district", "maximum": 100]).computed()
    #expect(failed(low) == [.gap])
    // Where nothing is to be topped up, its ceiling does not matter.
    let idle = try ScenarioBuilder(building: 12).cost("works", 600).grant("city", 700)
      .block("funding.rest", "topUp", ["payer": "district"]).computed()
    #expect(failed(idle) == [])
  }

  @Test func `a condition that stops, and more than can be built, stand in the way`() throws {
    let base = ScenarioBuilder(building: 12, project: ["parkingBuilt": 10, "households": 100]).cost(
      "works", 600
    )
    .grant("city", 700)
    let stopped = try base.block("gates.age", "gate.number", ["value": 10, "limit": 20]).computed()
    #expect(failed(stopped) == [.stopped])
    let oversold = try base.block(
      "funding.parking", "residents.parking", ["count": 11, "price": 1, "takeUp": 1]
    ).computed()
    #expect(failed(oversold) == [.notBuildable])
  }

  @Test func `half a fen is nothing, a fen is something`() throws {
    func gap(_ amount: Double) throws -> [Verdict.Obstacle] {
      failed(try ScenarioBuilder(building: 12).cost("works", 1000 + amount).grant("city", 1000).computed())
    }
    #expect(try gap(0.004) == [])
    #expect(try gap(0.01) == [.gap])
  }

  @Test func `uses that are an outcome have no verdict`() throws {
    let result = try ScenarioBuilder(building: 12, finance: ["usesAreOutcome": true]).cost("works", 1000)
      .computed()
    #expect(result.model.verdict == nil)
  }

  @Test func `cash short for a while is told apart from a debt that is not repaid`() throws {
    // The works are paid at once, the grant comes when they end: 700 are short in 2025 and nothing later.
    let result = try ScenarioBuilder(building: 24, operating: 6, step: .year).cost("works", 1000)
      .grant("city", 700, ["schedule": .schedule(.atHandover)])
      .block("debt.bond", "bond", ["amount": 300, "coupon": 0, "term": 5])
      .block("operations.rent", "operation.income", ["price": 100]).computed()
    #expect(failed(result) == [.shortInTime])
    #expect(near(result("verdict.shortInTime.short"), 700))
  }
}
