import FundFormula
import FundModel
import Testing

/// What conditions do to money: they stop, switch off or delay it, and never scale it.
struct GateEffectTests {
  /// Works of 1,000, a grant of 600 for them that waits for a condition, one of 900 that does not.
  func scenario(
    _ holds: Given, _ effect: String, _ gate: Values = [:], step: TimeStep = .year,
    at: Given = .schedule(.atStart)
  ) -> ScenarioBuilder {
    ScenarioBuilder(building: 24, operating: 2, step: step).cost("works", 1000)
      .block(
        "gates.vote", "gate.eligibility",
        (["holds": holds, "effect": Given(word: effect)] as Values).merging(gate) { $1 }
      )
      .grant("city", 600, ["requires": ["vote"], "schedule": at])
      .grant("province", 100)
  }

  @Test func `a stopped project has no figure but those planned`() throws {
    let result = try scenario(false, "stop").computed()
    #expect(!result.model.indicators.isEmpty)
    for indicator in result.model.indicators {
      let node = try #require(result.model.node(of: indicator))
      #expect(result.evaluation.outcome(node).reason == .stopped, "\(indicator.id)")
    }
    // Planned money is listed, whole.
    #expect(near(result.flow("funding.city"), [600, 0, 0, 0]))
    #expect(near(result.indicator("totalSources"), 700))
    #expect(near(result("balance.funding.city.fiscalGrant"), 600))
  }

  @Test func `a condition that is met changes no figure`() throws {
    let (gated, free) = (
      try scenario(true, "stop").computed(),
      try ScenarioBuilder(building: 24, operating: 2).cost("works", 1000).grant("city", 600)
        .grant("province", 100).computed()
    )
    for indicator in free.model.indicators {
      #expect(gated.result(indicator.id) == free.outcome(indicator.key), "\(indicator.id)")
    }
  }

  @Test func `any of several conditions stops`() throws {
    let result = try scenario(true, "stop").block("gates.second", "gate.eligibility", [:]).computed()
    #expect(result.isMet("vote") == 1 && result.isMet("second") == 0)
    #expect(result.result("fundingGap")?.reason == .stopped)
  }

  @Test func `switched off, money does not flow; on, all of it`() throws {
    let off = try scenario(false, "switch").computed()
    #expect(off.flow("funding.city") == [0, 0, 0, 0])
    #expect(near(off.planned("funding.city"), [600, 0, 0, 0]))
    #expect(near(off.flow("funding.province"), [100, 0, 0, 0]))
    #expect(near(off.result("fundingGap")?.value ?? .nan, 900))
    let on = try scenario(true, "switch").computed()
    #expect(near(on.flow("funding.city"), [600, 0, 0, 0]))
    #expect(near(on.result("fundingGap")?.value ?? .nan, 300))
  }

  @Test func `money with a purpose whose condition is not met takes no cost from others`() throws {
    func grants(_ holds: Given) throws -> Computed {
      try ScenarioBuilder().cost("works", 1000)
        .block("gates.vote", "gate.eligibility", ["holds": holds, "effect": "switch"])
        .grant("first", 900, ["eligible": ["worksBasic"], "priority": 1, "requires": ["vote"]])
        .grant("second", 500, ["eligible": ["worksBasic"], "priority": 2]).computed()
    }
    let on = try grants(true)
    #expect(near(on("funding.first.total"), 900))
    #expect(near(on("funding.second.total"), 100))
    let off = try grants(false)
    #expect(off("funding.first.total") == 0)
    #expect(near(off("funding.second.total"), 500))
    #expect(off("allocation.first.unused") == 0)
  }

  @Test func `a grant that waits in vain excludes no other`() throws {
    let result = try ScenarioBuilder().cost("works", 1000)
      .block("gates.vote", "gate.eligibility", ["effect": "switch"])
      .grant("first", 900, ["excludes": ["second"], "requires": ["vote"]])
      .grant("second", 500).computed()
    #expect(result("funding.first.total") == 0)
    #expect(near(result("funding.second.total"), 500))
  }

  @Test(arguments: [3, 6, 9, 12, 18])
  func `delayed, money comes so many months later and nothing is lost`(months: Int) throws {
    let delay: Values = ["delayMonths": .number(Double(months))]
    for (step, length) in [(TimeStep.month, 1), (.quarter, 3)] {
      let late = try scenario(false, "delay", delay, step: step).computed()
      let place = late.flow("funding.city").firstIndex { $0 != 0 }
      #expect(place == months / length, "\(step)")
      #expect(near(late.sum("funding.city"), 600))
      #expect(near(late.indicator("fundingGap"), 300))
      let intime = try scenario(true, "delay", delay, step: step).computed()
      #expect(intime.flow("funding.city").firstIndex { $0 != 0 } == 0)
    }
  }

  // It once came in the last period: early, which no delay makes it.
  @Test func `delayed beyond the end it does not come`() throws {
    let late = try scenario(false, "delay", ["delayMonths": 36], at: .at("2028-06")).computed()
    #expect(near(late.flow("funding.city"), [0, 0, 0, 0]))
  }

  @Test func `the balance of a delayed loan is its draws less its repayments`() throws {
    let loan = ScenarioBuilder(building: 12, operating: 6, step: .quarter, operationStep: .year)
      .block("gates.vote", "gate.eligibility", ["effect": "delay", "delayMonths": 6])
      .block(
        "debt.loan", "loan", ["amount": 1000, "rate": 0.05, "years": 4, "requires": ["vote"]])
    let result = try loan.computed()
    let (drawn, repaid) = (result.flow("debt.loan.drawn"), result.flow("debt.loan.principal"))
    var owed = 0.0
    for (period, balance) in result.flow("debt.loan.balance").enumerated() {
      owed += drawn[period] - repaid[period]
      #expect(near(balance, owed), "period \(period)")
    }
    #expect(near(drawn.reduce(0, +), 1000) && near(repaid.reduce(0, +), 1000))
  }

  @Test func `one block may wait for several conditions`() throws {
    func both(_ one: Given, _ other: Given) throws -> Computed {
      try ScenarioBuilder(building: 36).cost("works", 1000)
        .block("gates.one", "gate.eligibility", ["holds": one, "effect": "switch"])
        .block("gates.other", "gate.eligibility", ["holds": other, "effect": "delay", "delayMonths": 12])
        .grant("city", 600, ["requires": ["one", "other"]]).computed()
    }
    #expect(near(try both(true, true).flow("funding.city"), [600, 0, 0]))
    #expect(near(try both(true, false).flow("funding.city"), [0, 600, 0]))
    #expect(try both(false, false).flow("funding.city") == [0, 0, 0])
  }

  @Test func `shares and taxes of an income that is switched off are nothing`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 1)
      .block("gates.vote", "gate.eligibility", ["effect": "switch"])
      .block("operations.rent", "operation.income", ["price": 1000, "requires": ["vote"]])
      .block("operations.part", "operation.share", ["share": 0.5, "payee": "operator"])
      .block("taxes.turnover", "tax.turnover", ["rate": 0.06]).computed()
    #expect(result.sum("operations.part") == 0 && result.sum("taxes.turnover") == 0)
  }
}
