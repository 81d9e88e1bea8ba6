internal import FundFormula

/// The views of one book of flows, and all its formulas.
struct ModelViews {
  /// 1 where the project goes on, else why not.
  static let goesOnKey = "results.goesOn"

  let balance: CapitalBalance
  let measures: [String: BalanceMeasures]
  let construction: [ConstructionShare]
  let parties: [PartyBurden]
  let partyTotals: PartyTotals
  let households: [HouseholdBill]
  let matching: Matching?
  let classTotals: [ClassTotal]
  let products: [ProductAccount]
  let government: GovernmentBurden?
  let bridge: InvestmentBridge
  let accounts: [AccountView]
  let investors: [InvestorReturn]
  let coverageLimits: [CoverageLimit]
  let coverageReadings: [CoverageReading]
  let verdict: Verdict?
  /// The indicators there are, in the registry's order.
  let indicators: [any Indicator.Type]
  let formulas: [any Quantity]

  init(_ book: FlowBook) {
    balance = CapitalBalance(book)
    measures = BalanceMeasures.all(balance, in: book)
    construction = ConstructionShare.all(balance, in: book)
    parties = PartyBurden.all(book)
    partyTotals = PartyTotals(parties)
    households = HouseholdBill.all(book)
    matching = Matching(book)
    classTotals = ClassTotal.all(balance)
    government = GovernmentBurden(parties, construction)
    bridge = InvestmentBridge(balance, in: book)
    products = book.finance[FinanceFacts.usesAreOutcome] ? [] : ProductAccount.all(balance, in: book)
    coverageLimits = CoverageLimit.all(book)
    coverageReadings = CoverageReading.all(book)
    accounts = AccountView.all(book)
    investors = InvestorReturn.all(book)
    var formulas: [any Quantity] = []
    // Rows of a pool's projects stand among those projects' own formulas, unless a condition bears on them here.
    formulas += book.flows.filter { !$0.isPooled || $0.isConditionedInPool }.map(\.row)
    formulas += book.flows.compactMap(\.namedParts)
    formulas += book.blockTotals
    formulas += book.allocation.formulas
    formulas += [book.opening]
    formulas += book.sharedRows
    formulas += book.accountRows
    formulas += accounts.flatMap(\.formulas)
    formulas += investors.flatMap(\.formulas)
    formulas += book.gates.flatMap(\.formulas)
    formulas += balance.lines.map(\.amount)
    formulas += measures.values.sorted { $0.share.formula.name!.key < $1.share.formula.name!.key }
      .flatMap(\.formulas)
    formulas += construction.flatMap(\.formulas) + parties.flatMap(\.formulas) + partyTotals.formulas
    formulas += households.flatMap(\.formulas)
    formulas += matching?.formulas ?? []
    formulas += classTotals.map(\.amount) + (ClassTotal.debt(balance).map { [$0] } ?? [])
    formulas += bridge.formulas + (government?.formulas ?? [])
    formulas += products.flatMap(\.formulas)
    formulas += ProductAreas(book.project)?.formulas ?? []
    formulas += coverageLimits.flatMap(\.formulas) + coverageReadings.flatMap(\.formulas)
    formulas.append(book.project.households)
    formulas += book.project.areas
    formulas += BuiltThings.all(book)
    let (present, outcomes) = Self.indicators(book, balance)
    indicators = present
    formulas += outcomes
    formulas += DebtCover.rows(book)
    formulas += YearlyRows.all(book)
    formulas += PhysicalLimits.all(book)
    verdict = Verdict(book)
    formulas += verdict?.formulas ?? []
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
        Self.goesOnKey, Bilingual(en: "the project goes on", zh: "项目是否实施"), .flag)
    }
    for indicator in Indicators.all where !(isOutcome && indicator.needsBudget) {
      guard let formula = indicator.formula(in: book, balance) else { continue }
      let planned = formula.named(indicator.key, indicator.label, indicator.unit)
      formulas.append(planned)
      present.append(indicator)
      guard let goesOn else { continue }
      formulas.append(
        (goesOn * planned).named(indicator.resultKey, indicator.label, indicator.unit))
    }
    return (present, formulas)
  }
}

/// A project of a pool with the views of its own book, under its keys in the pool.
struct PooledViews {
  let member: PooledBook
  /// Indicators the project alone has.
  let indicators: [any Indicator.Type]
  /// Formulas of the project alone.
  let formulas: [any Quantity]

  init(_ member: PooledBook) {
    self.member = member
    let views = ModelViews(member.book)
    indicators = views.indicators
    var prefixing = member.prefixing
    formulas = views.formulas.map { prefixing.any($0) }
  }
}

extension Prefixing {
  fileprivate mutating func any(_ quantity: any Quantity) -> any Quantity {
    func opened<Value: Quantity>(_ value: Value) -> any Quantity { self(value) }
    return opened(quantity)
  }
}
