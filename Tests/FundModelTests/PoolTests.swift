import FundFormula
import FundModel
import Testing

/// Several projects on one ledger: worked by hand.
struct PoolTests {
  /// A project of yearly steps: cost at the start, a grant at the start, income a year after two years of works.
  private func project(cost: Double, grant: Double, income: Double = 0, bond: Double = 0) -> ScenarioBuilder {
    var builder = ScenarioBuilder(start: "2025-01", building: 12, operating: 4).homes("h", 10, 50)
      .cost("works", cost).grant("grant", grant)
    if income > 0 {
      builder = builder.block("operations.rent", "operation.income", ["price": .number(income)])
    }
    if bond > 0 {
      builder = builder.block(
        "debt.bond", "bond", ["amount": .number(bond), "coupon": 0, "term": 3, "issue": .milestone("start")])
    }
    return builder
  }

  private func pool(_ projects: KeyValuePairs<String, ScenarioBuilder>, own: ScenarioBuilder? = nil) throws
    -> Computed
  {
    let content = (own ?? ScenarioBuilder(start: "2025-01", building: 12, operating: 4)).content
    return try Computed(
      ScenarioContent(
        title: content.title, summary: content.summary, timeline: content.timeline, project: content.project,
        homeTypes: content.homeTypes, finance: content.finance, parties: content.parties,
        blocks: content.blocks,
        projects: projects.map {
          PooledContent(id: $0.key, label: Bilingual(verbatim: $0.key), content: $0.value.content)
        }))
  }

  @Test func `one lends what it has left, the other gives it back as it earns`() throws {
    // a lacks 300 and earns 100 a year for four years; b has 500 over; c has 100 over.
    let result = try pool([
      "a": project(cost: 1000, grant: 700, income: 100), "b": project(cost: 100, grant: 600),
      "c": project(cost: 0, grant: 100),
    ])
    #expect(near(result.row("pool.a.ownCash"), [-300, -200, -100, 0, 100]))
    #expect(near(result.row("pool.a.support"), [300, 200, 100, 0, 0]))
    // Five sixths and one sixth of what a lacks.
    #expect(near(result.row("pool.b.support"), [-250, -500.0 / 3, -250.0 / 3, 0, 0]))
    #expect(near(result.row("pool.c.support"), [-50, -100.0 / 3, -50.0 / 3, 0, 0]))
    #expect(near(result("pool.a.mostReceived"), 300) && near(result("pool.b.mostGiven"), 250))
    #expect(near(result("pool.a.finalSupport"), 0) && near(result("pool.a.lowestCash"), 0))
  }

  @Test func `what is never given back is a subsidy from one to the other`() throws {
    let result = try pool(["a": project(cost: 1000, grant: 700), "b": project(cost: 0, grant: 200)])
    #expect(near(result.row("pool.a.support"), Array(repeating: 200, count: 5)))
    #expect(near(result("pool.transfers.b.a"), 200) && near(result("pool.transfers.a.b"), 0))
    // The pool lacks the rest: no project pretends to have it.
    #expect(near(result.indicator("fundingGap"), 100) && near(result("pool.a.lowestCash"), -100))
  }

  @Test func `support adds to nothing in every period, and cash with it to the pool's`() throws {
    let result = try pool(
      [
        "a": project(cost: 900, grant: 500, income: 60), "b": project(cost: 100, grant: 350),
        "c": project(cost: 400, grant: 380, income: 5),
      ], own: ScenarioBuilder(start: "2025-01", building: 12, operating: 4).grant("capital", 30))
    let members = ["a", "b", "c", "pool"]
    for period in 0..<5 {
      #expect(near(members.map { result.row("pool.\($0).support")[period] }.reduce(0, +), 0))
      #expect(
        near(
          members.map { result.row("pool.\($0).cash")[period] }.reduce(0, +),
          result.row("accounts.project.cash")[period]))
    }
  }

  @Test func `bonds and money marked so stay with their project`() throws {
    let bonded = try pool(["a": project(cost: 1000, grant: 700), "b": project(cost: 0, grant: 0, bond: 500)])
    #expect(near(bonded.row("pool.a.support"), Array(repeating: 0, count: 5)))
    let fenced = project(cost: 100, grant: 0).grant("own", 600, ["ringFenced": true])
    // Of 600 fenced yuan 100 are spent; none of the 500 left crosses.
    let result = try pool(["a": project(cost: 1000, grant: 700), "b": fenced])
    #expect(near(result.row("pool.a.support"), Array(repeating: 0, count: 5)))
    #expect(near(result.row("pool.b.surplus"), Array(repeating: 0, count: 5)))
  }

  @Test func `the pool's figures are the sums, and each project keeps its own`() throws {
    let (a, b) = (project(cost: 1000, grant: 700, income: 50), project(cost: 200, grant: 300))
    let result = try pool(["a": a, "b": b])
    for id in ["totalUses", "totalSources", "fundingGap", "npv", "lifeBalance", "governmentGross"] {
      let alone = try [a.computed().indicator(id), b.computed().indicator(id)]
      #expect(near(result("projects.a.indicators.\(id)"), alone[0]), "\(id)")
      #expect(near(result("projects.b.indicators.\(id)"), alone[1]), "\(id)")
      #expect(near(result.indicator(id), alone[0] + alone[1]), "\(id)")
    }
    #expect(near(result("project.totalHouseholds"), 20))
    #expect(result.model.balance.lines.map(\.block).contains("projects.a.costs.works"))
  }

  @Test func `a project that a condition stops drops out of the ledger`() throws {
    let stopped = project(cost: 1000, grant: 700).block(
      "gates.consent", "gate.consent", ["agreedShare": 0.79, "threshold": 0.8])
    let result = try pool(["a": stopped, "b": project(cost: 100, grant: 150)])
    #expect(near(result.indicator("totalUses"), 100) && near(result.row("pool.a.support"), [0, 0, 0, 0, 0]))
    #expect(result.outcome("projects.a.results.totalUses")?.reason == .stopped)
    // Planned figures stay to be seen.
    #expect(near(result("projects.a.indicators.totalUses"), 1000))
  }

  @Test func `projects of different dates stand on one timeline`() throws {
    let late = ScenarioBuilder(start: "2027-01", building: 24, operating: 2).cost("works", 100).grant(
      "grant", 40)
    let result = try pool(["a": project(cost: 50, grant: 120), "b": late])
    #expect(result.years == [2025, 2026, 2027, 2028, 2029, 2030])
    #expect(near(result.row("pool.b.ownCash"), [0, 0, -60, -60, -60, -60]))
    #expect(near(result.row("pool.b.support"), [0, 0, 60, 60, 60, 60]))
  }

  @Test func `a project's own top-up comes before the pool's`() throws {
    let topped = project(cost: 1000, grant: 400).block("funding.rest", "topUp", ["payer": "district"])
    let own = ScenarioBuilder(start: "2025-01", building: 12, operating: 4).block(
      "funding.rest", "topUp", ["payer": "stateCompany"])
    let result = try pool(["a": topped, "b": project(cost: 100, grant: 70)], own: own)
    #expect(near(result("projects.a.funding.rest.total"), 600) && near(result("funding.rest.total"), 30))
    #expect(near(result.indicator("fundingGap"), 0))
  }

  @Test func `what a project has distributed or been taxed on is not the pool's again`() throws {
    let earning = project(cost: 100, grant: 200, income: 50)
      .block("operations.out", "operation.dividend", ["share": 1, "payee": "stateCompany"])
      .block("taxes.income", "tax.income", ["rate": 0.25])
    let own = ScenarioBuilder(start: "2025-01", building: 12, operating: 4)
      .block("operations.out", "operation.dividend", ["share": 1, "payee": "city"])
      .block("taxes.income", "tax.income", ["rate": 0.25])
    let result = try pool(["a": earning], own: own)
    #expect(near(result("taxes.income.total"), 0) && near(result("projects.a.taxes.income.total"), 50))
    #expect(near(result.indicator("lowestCash"), 0) || result.indicator("lowestCash") > 0)
  }

  @Test func `a project stops renewing and depreciating at its own end`() throws {
    let short = ScenarioBuilder(start: "2025-01", building: 12, operating: 4).cost("works", 100)
      .block("operations.lift", "operation.renewal", ["unitCost": 10, "every": 2])
    let long = ScenarioBuilder(start: "2025-01", building: 12, operating: 20).cost("works", 1)
    let result = try pool(["a": short, "b": long])
    #expect(near(result("projects.a.operations.lift.total"), 20))
  }

  @Test func `opening cash is each one's own, and the pool's is all of it`() throws {
    var rich = project(cost: 0, grant: 0)
    rich.finance = ["openingCash": 70]
    let own = ScenarioBuilder(start: "2025-01", building: 12, operating: 4, finance: ["openingCash": 5])
    let result = try pool(["a": project(cost: 100, grant: 80), "b": rich], own: own)
    #expect(near(result.row("pool.b.ownCash"), [70, 70, 70, 70, 70]))
    #expect(near(result.row("pool.pool.ownCash"), [5, 5, 5, 5, 5]))
    #expect(near(result.row("accounts.project.cash"), [55, 55, 55, 55, 55]))
    #expect(near(["a", "b", "pool"].map { result.row("pool.\($0).cash")[0] }.reduce(0, +), 55))
  }
}
