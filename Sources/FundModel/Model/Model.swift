package import FundFormula

/// A scenario compiled: one graph, and which of its nodes are flows, lines of the balance, indicators, parties.
package struct Model: Sendable {
  package let content: ScenarioContent
  package let timeline: Timeline
  package let graph: Graph
  package let flows: [Flow]
  package let balance: CapitalBalance
  /// What lines of the balance are beside the whole, by their id; its totals by the id of their indicator.
  package let measures: [String: BalanceMeasures]
  package let allocation: Allocation
  /// Who brings the money for construction.
  package let construction: [ConstructionShare]
  package let parties: [PartyBurden]
  package let partyTotals: PartyTotals
  package let households: [HouseholdBill]
  /// Conditions of the project, in the author's order.
  package let gates: [Gate]
  /// Accounts beside the project's.
  package let accounts: [AccountView]
  /// What parties that put money in get back.
  package let investors: [InvestorReturn]
  /// What restricted money pays of each cost; nil where no money has a purpose.
  package let matching: Matching?
  /// Uses and sources by class.
  package let classTotals: [ClassTotal]
  package let horizonEnd: Int
  /// Whether the plan holds; nil where its uses are an outcome and no budget.
  package let verdict: Verdict?
  /// Lower limits of coverage, for scenarios with debt.
  package let coverageLimits: [CoverageLimit]
  /// The indicators this scenario has, in the registry's order.
  package let indicators: [any Indicator.Type]
  package let homeTypes: [HomeType]

  /// Who supports whom, in a pool.
  package let pool: Pool?

  /// Compiles checked content. Throws what stands in the way of its graph: blocks that need each other.
  package init(_ content: ScenarioContent) throws {
    let book = FlowBook(ProjectGraph(content))
    let views = ModelViews(book)
    let projects = book.pooled.map(PooledViews.init)
    pool = Pool(book, projects)
    let formulas = views.formulas + projects.flatMap(\.formulas) + (pool?.formulas ?? [])
    graph = try Graph(formulas.map(\.formula))
    balance = views.balance
    measures = views.measures
    construction = views.construction
    parties = views.parties
    partyTotals = views.partyTotals
    households = views.households
    matching = views.matching
    classTotals = views.classTotals
    accounts = views.accounts
    investors = views.investors
    gates = book.gates
    coverageLimits = views.coverageLimits
    verdict = views.verdict
    indicators = views.indicators
    self.content = content
    timeline = book.timeline
    flows = book.flows
    allocation = book.allocation
    horizonEnd = book.horizonEnd
    homeTypes = book.project.homeTypes
  }

  /// The figures that the scenario's source prints, in the author's order.
  package var published: [PublishedFigure] { content.published.map(PublishedFigure.init) }

  /// The node of an indicator of this scenario: `stopped` where a condition stops the project.
  package func node(of indicator: any Indicator.Type) -> Int? {
    graph.node(indicator.resultKey) ?? graph.node(indicator.key)
  }

  /// All rates a year at which the project investment cash flow `flows` has present value zero, ascending.
  package func investmentRates(of flows: [Double]) -> [Double] {
    let isEnd = content.finance[FinanceFacts.firstPeriod] == 1
    return allRates(
      of: flows, times: isEnd ? timeline.yearsToEnd : timeline.yearsToStart, least: Tolerance.amount)
  }

  /// The node a formula was named for.
  package func node(_ quantity: some Quantity) -> Int? {
    quantity.formula.name.flatMap { graph.node($0.key) }
  }
}
