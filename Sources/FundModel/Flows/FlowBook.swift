package import FundFormula

/// All flows of a project, and the sums that views and indicators are made of. No view computes its own numbers.
package struct FlowBook: Sendable {
  package let project: ProjectGraph
  package let flows: [Flow]
  package let gates: [Gate]
  /// The projects of a pool.
  let pooled: [PooledBook]
  package let allocation: Allocation
  /// Places in `flows`, by the path of the block that wrote them.
  private let placesByBlock: [String: [Int]]
  package var timeline: Timeline { project.timeline }
  package var finance: Record { project.content.finance }
  /// The month after the last of the balance horizon.
  package let horizonEnd: Int
  /// 1 inside the balance horizon, and after it.
  package let inHorizon: Row
  package let afterHorizon: Row
  /// Whether time goes on after the balance horizon.
  private let hasAfter: Bool
  package let discountRate: Scalar
  /// Sums by calendar year, numbered by the convention of `finance.firstPeriod`.
  let annual: AnnualSums

  init(_ project: ProjectGraph) {
    let project = project.onPoolPeriods
    self.project = project
    pooled = project.content.projects.map { PooledBook($0, periods: project.timeline.periods) }
    let own = project.blocks.all.flatMap { block in
      block.flows(in: project).map {
        let planned = $0.scaled(by: block).counted(by: block).fenced(by: block)
        return planned.conditioned(by: FlowCondition.all(on: planned, of: block, in: project))
      }
    }
    flows = own + pooled.flatMap(\.flows)
    var places: [String: [Int]] = [:]
    for (place, flow) in flows.enumerated() { places[flow.block, default: []].append(place) }
    placesByBlock = places
    gates = project.content.blocks(in: .gates).compactMap { [flows] block in
      guard let mechanism = block.mechanism as? any GateMechanism.Type else { return nil }
      return Gate(
        block, effect: Gate.effect(of: block),
        conditions: mechanism.conditions(of: block, in: project, planned: flows),
        factor: mechanism.passRate(of: block))
    }
    allocation = Allocation(own, in: project)
    horizonEnd =
      ([FinanceFacts.horizonEnd(of: project.content.finance, on: project.timeline)]
      + pooled.map(\.book.horizonEnd)).max() ?? 0
    let inside = project.timeline.before(horizonEnd)
    inHorizon = .constant(inside)
    afterHorizon = .constant(inside.map { 1 - $0 })
    hasAfter = inside.contains(0)
    discountRate = project.content.finance[FinanceFacts.discountRate]
    annual = AnnualSums(
      project.timeline, firstYear: project.content.finance[FinanceFacts.firstPeriod])
  }

  // MARK: Selecting

  /// The flows that the block at a path wrote.
  func flows(ofBlock path: String) -> [Flow] { (placesByBlock[path] ?? []).map { flows[$0] } }

  /// Flows into a party's hands, the project's account unless told, less those out of them: a row of signed yuan.
  package func net(of party: String = Party.project, _ isIncluded: (Flow) -> Bool) -> Row {
    flows.net(of: party, count: timeline.count, isIncluded)
  }

  func touchesProject(_ flow: Flow) -> Bool { flow.from == Party.project || flow.to == Party.project }

  /// The accounts beside the project's that blocks belong to or money is held in, in the order of the list of parties.
  package var accounts: [Party] {
    let named = Set(
      project.blocks.all.map(\.account)
        + flows.filter { $0.flowClass == .accountTransfer }.flatMap { [$0.from, $0.to] }
        + pooled.flatMap { $0.book.accounts.map(\.id) })
    return project.content.parties.filter { $0.id != Party.project && named.contains($0.id) }
  }

  func group(_ party: String) -> PartyGroup { project.content.party(party)?.group ?? .other }

  // MARK: Time

  /// What a row comes to inside the balance horizon.
  package func sumInHorizon(_ row: Row) -> Scalar {
    hasAfter ? (row * inHorizon).sum : row.sum
  }

  /// 1 for the periods of calendar years that end after the balance horizon.
  var yearsAfterHorizon: [Double] {
    let inside = timeline.before(horizonEnd)
    let years = Set(zip(timeline.years, inside).filter { $0.1 == 0 }.map(\.0))
    return timeline.years.map { years.contains($0) ? 1 : 0 }
  }

  /// Sums by calendar year, posted in the year's last period.
  package func byYear(_ row: Row) -> Row { row.sums(of: timeline.years) }

  // MARK: Rows that several indicators share

  /// Operating income less cash operating cost, yuan in each period.
  package static let operatingNetKey = "rows.operatingNet"
  /// Project investment cash flow before income tax.
  package static let investmentFlowKey = "rows.investmentCashFlow"
  /// The same by calendar year.
  package static let yearlyInvestmentFlowKey = "rows.investmentCashFlowByYear"
  /// Cash at the start.
  static let openingKey = "finance.cashAtStart"
  /// Change of the project's cash.
  package static let cashChangeKey = "rows.cashChange"
  /// The project's cash at the end of each period.
  package static let cashKey = "accounts.project.cash"

  package func row(_ key: String) -> Row { .reference(key, count: timeline.count) }

  /// Paths of the debts that cover is asked of: special bonds alone, or all but short-term bridging loans. Money
  /// drawn on terms the source does not give has no service to cover.
  func debtBlocks(bondsOnly: Bool, of account: String = Party.project) -> Set<String> {
    let served = Set(flows.lazy.filter { $0.flowClass == .principalPaid && $0.from == account }.map(\.block))
    guard !served.isEmpty else { return [] }
    return Set(
      flows.filter {
        served.contains($0.block)
          && ($0.flowClass == .bondDrawn || (!bondsOnly && $0.flowClass == .loanDrawn))
      }.map(\.block))
  }

  /// The block at a path, the book it stands in and that book's prefix here; no block for what none wrote.
  func owner(ofBlock path: String) -> (block: Block?, book: FlowBook, prefix: String) {
    guard let member = pooled.first(where: { path.hasPrefix($0.project.prefix) }) else {
      return (project.blocks[path], self, "")
    }
    let prefix = member.project.prefix
    let found = member.book.owner(ofBlock: String(path.dropFirst(prefix.count)))
    return (found.block, found.book, prefix + found.prefix)
  }

  /// The order in which a debt is served, 1 first: as its author says, else special bonds before loans.
  func rank(ofDebt path: String) -> Int {
    owner(ofBlock: path).block?[DebtFields.rank]
      ?? (flows(ofBlock: path).contains { $0.flowClass == .bondDrawn } ? 1 : 2)
  }

  /// The ranks of the project's debts, the first served first.
  var debtRanks: [Int] { Set(debtBlocks(bondsOnly: false).map(rank(ofDebt:))).sorted() }

  package func hasDebt(bondsOnly: Bool) -> Bool {
    !debtBlocks(bondsOnly: bondsOnly).isEmpty
  }

  /// Cash at the start, the projects' of a pool with it.
  var opening: Scalar {
    total([finance[FinanceFacts.openingCash]] + pooled.map { .reference($0.key(Self.openingKey)) }).named(
      Self.openingKey, Bilingual(en: "cash at the start", zh: "期初资金"), .yuan)
  }

  /// What a block or a project's block is called.
  func label(ofBlock path: String) -> Bilingual? {
    if let block = project.blocks[path] { return block.label }
    guard let member = pooled.first(where: { path.hasPrefix($0.project.prefix) }),
      let label = member.book.label(ofBlock: String(path.dropFirst(member.project.prefix.count)))
    else { return nil }
    let name = member.project.label
    return Bilingual(en: "\(name.en): \(label.en)", zh: "\(name.zh)·\(label.zh)")
  }

  /// First and last period in which each of these debts stands.
  func lives(ofDebts paths: Set<String>) -> [ClosedRange<Int>] {
    let own = project.content.blocks(in: .debt).filter { paths.contains($0.path) }.compactMap { block in
      (block.mechanism as? any DebtMechanism.Type)?.life(of: block, in: project.seen(from: block.account))
    }
    return own
      + pooled.flatMap { member in
        member.book.lives(
          ofDebts: Set(
            paths.filter { $0.hasPrefix(member.project.prefix) }.map {
              String($0.dropFirst(member.project.prefix.count))
            }))
      }
  }

  /// The shared rows, named.
  var sharedRows: [Row] {
    let operatingNet = net { [.operating, .operatingCost].contains($0.counting.income) }.named(
      Self.operatingNetKey, Bilingual(en: "net operating income", zh: "运营净收益"), .yuan)
    let cashChange = net { _ in true }.named(
      Self.cashChangeKey, Bilingual(en: "change of cash", zh: "当期资金净流量"), .yuan)
    let opening = Scalar.reference(Self.openingKey)
    let investmentFlow =
      (operatingNet + net { [.sale, .investment, .subsidy].contains($0.counting.income) }).named(
        Self.investmentFlowKey,
        Bilingual(en: "project investment cash flow, before income tax", zh: "项目投资净现金流量（所得税前）"),
        .yuan)
    return [
      operatingNet, investmentFlow,
      annual.sums(investmentFlow).named(
        Self.yearlyInvestmentFlowKey,
        Bilingual(
          en: "project investment cash flow, before income tax, by calendar year",
          zh: "项目投资净现金流量（所得税前，按日历年）"), .yuan),
      cashChange,
      (cashChange.runningSum + opening).named(
        Self.cashKey, Bilingual(en: "cumulative cash", zh: "累计盈余资金"), .yuan),
    ]
  }

  /// Rows of accounts that their own blocks ask for: distributions, income tax.
  var accountRows: [Row] {
    var kinds: [(mechanism: any Mechanism.Type, accounts: Set<String>)] = []
    var places: [String: Int] = [:]
    for block in project.blocks.all {
      if let place = places[block.kind] {
        kinds[place].accounts.insert(block.account)
      } else {
        places[block.kind] = kinds.count
        kinds.append((block.mechanism, [block.account]))
      }
    }
    return kinds.flatMap { kind in
      project.content.parties.filter { kind.accounts.contains($0.id) }.flatMap {
        kind.mechanism.accountRows(of: $0, in: flows, count: timeline.count)
      }
    }
  }

  /// Totals of every block: what its uses or its money for the project come to.
  var blockTotals: [any Quantity] {
    project.blocks.all.filter { $0.mechanism.section != .gates }.flatMap { block -> [any Quantity] in
      let isCost = block.mechanism.section == .costs
      let all = flows(ofBlock: block.path).filter(\.isCash)
      let (into, out) = (all.filter { $0.to == block.account }, all.filter { $0.from == block.account })
      // Costs, and blocks that only pay (operating cost, taxes, shares): what goes out; others: what comes in.
      let mine = isCost || into.isEmpty ? out : into
      let row = total(mine.map(\.row), count: timeline.count).named(
        "\(block.path).row", Bilingual(en: "\(block.label.en), by period", zh: "\(block.label.zh)（分期）"), .yuan
      )
      let sum = row.sum.named(
        "\(block.path).total", Bilingual(en: "\(block.label.en), in all", zh: "\(block.label.zh)（合计）"), .yuan)
      return [row, sum]
    }
  }
}
