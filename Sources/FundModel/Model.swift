package import FundFormula

/// A scenario compiled: one graph, and which of its nodes are flows, lines of the balance, indicators, parties.
package struct Model: Sendable {
  package let content: ScenarioContent
  package let timeline: Timeline
  package let graph: Graph
  package let flows: [Flow]
  package let balance: CapitalBalance
  package let allocation: Allocation
  package let parties: [PartyBurden]
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
    pool = Pool(book)
    let formulas = views.formulas + book.pooled.flatMap(\.formulas) + (pool?.formulas ?? [])
    graph = try Graph(formulas.map(\.formula))
    balance = views.balance
    parties = views.parties
    households = views.households
    matching = views.matching
    classTotals = views.classTotals
    accounts = views.accounts
    investors = views.investors
    gates = book.gates
    coverageLimits = views.coverageLimits
    indicators = views.indicators
    self.content = content
    timeline = book.timeline
    flows = book.flows
    allocation = book.allocation
    horizonEnd = book.horizonEnd
    homeTypes = book.project.homeTypes
  }

  /// The node of an indicator of this scenario: `stopped` where a condition stops the project.
  package func node(of indicator: any Indicator.Type) -> Int? {
    graph.node(Self.resultKey(of: indicator)) ?? graph.node(indicator.key)
  }

  /// The key of an indicator held against the conditions that stop the project.
  static func resultKey(of indicator: any Indicator.Type) -> String { "results.\(indicator.id)" }

  /// All rates a year at which the project investment cash flow `flows` has present value zero, ascending.
  package func investmentRates(of flows: [Double]) -> [Double] {
    let isEnd = content.finance[FinanceFacts.firstPeriod] == 1
    return allRates(of: flows, times: isEnd ? timeline.yearsToEnd : timeline.yearsToStart)
  }

  /// The node a formula was named for.
  package func node(_ quantity: some Quantity) -> Int? {
    quantity.formula.name.flatMap { graph.node($0.key) }
  }
}

/// The views of one book of flows, and all its formulas.
struct ModelViews {
  let balance: CapitalBalance
  let parties: [PartyBurden]
  let households: [HouseholdBill]
  let matching: Matching?
  let classTotals: [ClassTotal]
  let accounts: [AccountView]
  let investors: [InvestorReturn]
  let coverageLimits: [CoverageLimit]
  /// The indicators there are, in the registry's order.
  let indicators: [any Indicator.Type]
  let formulas: [any Quantity]

  init(_ book: FlowBook) {
    balance = CapitalBalance(book)
    parties = PartyBurden.all(book)
    households = HouseholdBill.all(book)
    matching = Matching(book)
    classTotals = ClassTotal.all(balance)
    coverageLimits = CoverageLimit.all(book)
    accounts = AccountView.all(book)
    investors = InvestorReturn.all(book)
    var formulas: [any Quantity] = []
    // Rows of a pool's projects stand among those projects' own formulas, unless a condition bears on them here.
    formulas += book.flows.filter { !$0.isPooled || $0.isConditionedInPool }.map(\.row)
    formulas += book.blockTotals
    formulas += book.allocation.formulas
    formulas += [book.opening]
    formulas += book.sharedRows
    formulas += book.accountRows
    formulas += accounts.flatMap(\.formulas)
    formulas += investors.flatMap(\.formulas)
    formulas += book.gates.flatMap(\.formulas)
    formulas += balance.lines.map(\.amount)
    formulas += balance.measures.values.sorted { $0.share.formula.name!.key < $1.share.formula.name!.key }
      .flatMap(\.formulas)
    formulas += parties.flatMap(\.formulas)
    formulas += households.flatMap(\.formulas)
    formulas += matching?.formulas ?? []
    formulas += classTotals.map(\.amount) + (ClassTotal.debt(balance).map { [$0] } ?? [])
    formulas += coverageLimits.flatMap(\.formulas)
    formulas.append(book.project.households)
    formulas += book.project.areas
    let (present, outcomes) = Self.indicators(book, balance)
    indicators = present
    formulas += outcomes
    formulas += YearlyRows.all(book)
    formulas += PhysicalLimits.all(book)
    self.formulas = formulas
  }

  /// The indicators a book has, and their formulas: beside what is planned, `stopped` where a condition is not met.
  private static func indicators(
    _ book: FlowBook, _ balance: CapitalBalance
  ) -> ([any Indicator.Type], [Scalar]) {
    var (present, formulas): ([any Indicator.Type], [Scalar]) = ([], [])
    let isOutcome = book.finance[FinanceFacts.usesAreOutcome]
    let stops = book.gates.filter { $0.effect == .stop }.map(\.isMet)
    // 1, or the reason that goes before any reason of a figure itself.
    let goesOn = stops.first.map { first in
      Scalar.one.divided(by: stops.dropFirst().reduce(first) { $0 * $1 }, orElse: .stopped).named(
        Model.goesOnKey, Bilingual(en: "the project goes on", zh: "项目是否实施"), .flag)
    }
    for indicator in Indicators.all where !(isOutcome && indicator.needsBudget) {
      guard let formula = indicator.formula(in: book, balance) else { continue }
      let planned = formula.named(indicator.key, indicator.label, indicator.unit)
      formulas.append(planned)
      present.append(indicator)
      guard let goesOn else { continue }
      formulas.append(
        (goesOn * planned).named(Model.resultKey(of: indicator), indicator.label, indicator.unit))
    }
    return (present, formulas)
  }
}
