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
  /// What government puts in and finally bears, by level; nil where none does.
  package let government: GovernmentBurden?
  /// From the uses to total investment.
  package let bridge: InvestmentBridge
  /// Where the gap comes from, by product; empty where the uses are an outcome.
  package let products: [ProductAccount]
  package let horizonEnd: Int
  /// Whether the plan holds; nil where its uses are an outcome and no budget.
  package let verdict: Verdict?
  /// Lower limits of coverage, for scenarios with debt.
  package let coverageLimits: [CoverageLimit]
  /// Coverage by every reading, for scenarios with debt.
  package let coverageReadings: [CoverageReading]
  /// The indicators this scenario has, in the registry's order.
  package let indicators: [any Indicator.Type]
  package let homeTypes: [HomeType]
  /// Months of the places of axes of dates, by the key of the axis.
  private let dates: [String: [Int]]

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
    products = views.products
    government = views.government
    bridge = views.bridge
    accounts = views.accounts
    investors = views.investors
    gates = book.gates
    coverageLimits = views.coverageLimits
    coverageReadings = views.coverageReadings
    verdict = views.verdict
    indicators = views.indicators
    self.content = content
    timeline = book.timeline
    flows = book.flows
    allocation = book.allocation
    horizonEnd = book.horizonEnd
    homeTypes = book.project.homeTypes
    dates = book.pooled.reduce(into: book.project.dates) { all, member in
      for (key, months) in member.book.project.dates { all[member.key(key)] = months }
    }
  }

  /// The figures that the scenario's source prints, in the author's order.
  package var published: [PublishedFigure] { content.published.map(PublishedFigure.init) }

  /// The node of an indicator of this scenario: `stopped` where a condition stops the project.
  package func node(of indicator: any Indicator.Type) -> Int? {
    graph.node(indicator.resultKey) ?? graph.node(indicator.key)
  }

  /// What the places of an axis are called: periods `2024 Q3`, years `2024`, payment dates `2024-07`.
  package func placeLabels(on axis: Axis) -> [String] {
    switch axis.kind {
    case .periods: timeline.periods.map(\.label)
    case .years: timeline.calendarYears.map { "\($0)" }
    case .dates(of: let instrument):
      (dates[instrument] ?? []).map { YearMonth(monthIndex: $0)?.description ?? "" }
    }
  }

  /// The numbers of the calendar years, by the convention of `finance.firstPeriod`.
  package var yearNumbers: [Double] {
    AnnualSums(timeline, firstYear: content.finance[FinanceFacts.firstPeriod]).numbers
  }

  /// The node a formula was named for.
  package func node(_ quantity: some Quantity) -> Int? {
    quantity.formula.name.flatMap { graph.node($0.key) }
  }
}
