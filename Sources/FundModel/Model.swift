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
  /// What restricted money pays of each cost; nil where no money has a purpose.
  package let matching: Matching?
  /// Uses and sources by class.
  package let classTotals: [ClassTotal]
  /// Conditions of the project, in the author's order.
  package let gates: [Gate]
  /// Accounts beside the project's.
  package let accounts: [AccountView]
  /// What parties that put money in get back.
  package let investors: [InvestorReturn]
  package let horizonEnd: Int
  /// Lower limits of coverage, for scenarios with debt.
  package let coverageLimits: [CoverageLimit]
  /// The indicators this scenario has, in the registry's order.
  package let indicators: [any Indicator.Type]
  package let homeTypes: [HomeType]

  /// Compiles checked content. Throws what stands in the way of its graph: blocks that need each other.
  package init(_ content: ScenarioContent) throws {
    let book = FlowBook(ProjectGraph(content))
    balance = CapitalBalance(book)
    parties = PartyBurden.all(book)
    households = HouseholdBill.all(book)
    matching = Matching(book)
    classTotals = ClassTotal.all(balance)
    coverageLimits = CoverageLimit.all(book)
    var formulas: [any Quantity] = []
    formulas += book.flows.map(\.row)
    formulas += book.blockTotals
    formulas += book.allocation.formulas
    formulas += book.sharedRows
    formulas += book.accountRows
    accounts = AccountView.all(book)
    investors = InvestorReturn.all(book)
    gates = book.gates
    formulas += accounts.flatMap(\.formulas)
    formulas += investors.flatMap(\.formulas)
    formulas += gates.flatMap(\.formulas)
    formulas += balance.lines.map(\.amount)
    formulas += balance.measures.values.sorted { $0.share.formula.name!.key < $1.share.formula.name!.key }
      .flatMap(\.formulas)
    formulas += parties.flatMap(\.formulas)
    formulas += households.flatMap(\.formulas)
    formulas += matching?.formulas ?? []
    formulas += classTotals.map(\.amount) + (ClassTotal.debt(balance).map { [$0] } ?? [])
    formulas += coverageLimits.flatMap(\.formulas)
    formulas.append(book.project.households)
    var present: [any Indicator.Type] = []
    let isOutcome = content.finance[FinanceFacts.usesAreOutcome]
    let stops = book.gates.filter { $0.effect == .stop }
    for indicator in Indicators.all where !(isOutcome && indicator.needsBudget) {
      guard let formula = indicator.formula(in: book, balance) else { continue }
      let planned = formula.named(indicator.key, indicator.label, indicator.unit)
      formulas.append(planned)
      present.append(indicator)
      if !stops.isEmpty {
        // A stopped project has no figures but those planned.
        let runs = stops.map(\.isMet).reduce(Scalar.one) { $0 * $1 }
        formulas.append(
          planned.divided(by: runs, orElse: .stopped).named(
            Self.resultKey(of: indicator), indicator.label, indicator.unit))
      }
    }
    formulas += YearlyRows.all(book)
    formulas += PhysicalLimits.all(book)
    graph = try Graph(formulas.map(\.formula))
    indicators = present
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
