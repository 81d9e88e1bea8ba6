package import FundFormula

/// Money (or a thing worth money) that goes from one party to another: a row of yuan with where it came from.
package struct Flow: Sendable {
  /// Unique in a model: the block's path, and the part where a block has several.
  package private(set) var id: String
  package private(set) var label: Bilingual
  package let flowClass: FlowClass
  /// The money stays with its project in a pool.
  private(set) var isRingFenced = false
  /// A condition of its project bears on it in the pool.
  private(set) var isConditionedInPool = false
  /// The class its author has it count as, in place of its own.
  package private(set) var countsAs: FlowClass?
  package let from: String
  package let to: String
  /// Yuan in each period, paid from `from` to `to`.
  package private(set) var row: Row
  /// The same in the parts of the operation axis, where some period has several; nil for other flows.
  private var parts: Row?
  /// What it would be were every condition met; the row itself where none bears on it. Restricted money is settled by
  /// one allocation, by what its conditions let it have: see ``Restriction/planned``.
  package private(set) var planned: Row
  /// Path of the block that wrote it.
  package private(set) var block: String
  /// False for flows in kind and memo rows: they never touch cash.
  package let isCash: Bool
  /// False for money that runs whatever conditions its block names, such as payments into a joint account.
  package let isConditional: Bool
  /// How sure the money is; for sources.
  package let status: SourceStatus?
  /// The home type whose households pay or receive, where one does.
  package private(set) var homeType: String?
  /// What those households chose: to return, another home, or cash.
  package let exit: ExitOption
  /// The amount is a lower bound in its source.
  package let isAtLeast: Bool
  /// A top-up without a ceiling: it pays whatever is asked, and nobody has agreed to that.
  package let isOpenEnded: Bool
  /// What money with a purpose may pay for; nil for money without one.
  package private(set) var restriction: Restriction?

  package init(
    id: String, _ label: Bilingual, _ flowClass: FlowClass, from: String, to: String, _ row: Row,
    block: String,
    isCash: Bool = true, isConditional: Bool = true, status: SourceStatus? = nil, homeType: String? = nil,
    exit: ExitOption = .return, isAtLeast: Bool = false,
    isOpenEnded: Bool = false, restriction: Restriction? = nil, parts: Row? = nil
  ) {
    self.id = id
    self.label = label
    self.flowClass = flowClass
    self.from = from
    self.to = to
    self.row = row.formula.name == nil ? row.named("flows.\(id)", label, .yuan) : row
    planned = self.row
    self.block = block
    self.isCash = isCash
    self.isConditional = isConditional
    self.status = status
    self.homeType = homeType
    self.exit = exit
    self.isAtLeast = isAtLeast
    self.isOpenEnded = isOpenEnded
    self.restriction = restriction
    self.parts = parts
  }

  /// What is added to the key of its row for that of its parts.
  static let partsSuffix = ".parts"

  /// Its parts, named, for income that others take shares of between dates of their own.
  var namedParts: Row? {
    parts.map {
      $0.named(
        "flows.\(id)\(Self.partsSuffix)",
        Bilingual(en: "\(label.en), by parts of periods", zh: "\(label.zh)（期内分段）"), .yuan)
    }
  }

  /// A project of the pool wrote it, and not a block of the book itself: it is settled there.
  var isPooled: Bool { block.hasPrefix(PooledContent.root) }

  /// What it counts as: the row of the table of classes that every view reads.
  package var counting: FlowClass.Counting { (countsAs ?? flowClass).counting }

  /// The flow as `block` says it counts. An override speaks of the flows that run its way: income of the project or
  /// what it pays; debt and memo rows stay what they are.
  func counted(by block: Block) -> Flow {
    guard let other = block[CommonFields.countsAs].flatMap(FlowClass.init), isCash,
      ![.debt, .none].contains(flowClass.counting.side), (to == block.account) == other.isIncome
    else { return self }
    var flow = self
    flow.countsAs = other
    return flow
  }

  /// The flow × its block's adjustment factor. Restricted money has its entitlement scaled, not its flow again.
  func scaled(by block: Block) -> Flow {
    guard restriction == nil, block.mechanism.isScalable, let scale = block[CommonFields.scale]
    else { return self }
    var flow = self
    let own = "flows.\(id)"
    let whole = row.formula.name?.key == own ? row.renamed("unscaled.\(own)") : row
    flow.row = (scale * whole).named(own, label, .yuan)
    flow.parts = parts.map { scale * $0 }
    flow.planned = flow.row
    return flow
  }

  /// The flow with what its block says of pools: bonds and restricted money belong to their project anyhow.
  func fenced(by block: Block) -> Flow {
    var flow = self
    flow.isRingFenced = block[CommonFields.ringFenced] || restriction != nil || flowClass == .bondDrawn
    return flow
  }

  /// The flow of a project as its pool sees it.
  func pooled(_ prefixing: inout Prefixing, _ prefix: String) -> Flow {
    var flow = self
    flow.id = prefix + id
    flow.label = prefixing.label(label)
    flow.row = prefixing(row)
    flow.planned = prefixing(planned)
    flow.parts = nil
    flow.block = prefix + block
    flow.homeType = homeType.map { prefix + $0 }
    flow.restriction = nil
    return flow
  }

  /// The flow in a pool that goes on without projects that are stopped.
  func inPool(_ stops: [FlowCondition]) -> Flow {
    guard !stops.isEmpty else { return self }
    var flow = self
    flow.isConditionedInPool = true
    flow.row = stops.reduce(row) { $1.applied(to: $0, isStock: flowClass == .debtBalance) }.named(
      "pool.flows.\(id)", label, .yuan)
    return flow
  }

  /// The flow as the conditions let it run: `planned` stays what it was.
  func conditioned(by conditions: [FlowCondition]) -> Flow {
    guard !conditions.isEmpty else { return self }
    var flow = self
    let own = "flows.\(id)"
    let whole = row.formula.name?.key == own ? row.renamed("planned.\(own)") : row
    flow.planned = whole
    flow.parts = parts.map { conditions.reduce($0) { $1.applied(to: $0) } }
    flow.row = conditions.reduce(whole) { $1.applied(to: $0, isStock: flowClass == .debtBalance) }.named(
      own, label, .yuan)
    return flow
  }
}

extension [Flow] {
  /// Money into a party's hands less money out of them, of the flows that are included: a row of `count` signed yuan.
  func net(of party: String, count: Int, _ isIncluded: (Flow) -> Bool) -> Row {
    var (into, out): ([Row], [Row]) = ([], [])
    for flow in self where flow.isCash {
      let (isIn, isOut) = (flow.to == party, flow.from == party)
      guard isIn || isOut, isIncluded(flow) else { continue }
      if isIn { into.append(flow.row) }
      if isOut { out.append(flow.row) }
    }
    let income = total(into, count: count)
    guard !out.isEmpty else { return income }
    let spending = total(out, count: count)
    return into.isEmpty ? .zero(count) - spending : income - spending
  }
}

/// What the households of a home type chose.
package enum ExitOption: String, Sendable, Hashable, Codable, CaseIterable {
  case `return`, swap, cash

  package var label: Bilingual {
    switch self {
    case .return: Bilingual(en: "return", zh: "原地回迁")
    case .swap: Bilingual(en: "home elsewhere", zh: "异地安置")
    case .cash: Bilingual(en: "cash", zh: "货币安置")
    }
  }
}

/// What restricted money is entitled to and what it may pay for. How much of it is used the project's allocation
/// settles: the flow's row is the used amount, `allocation.<block>.used`, on its schedule.
package struct Restriction: Sendable {
  package let block: String
  package let label: Bilingual
  package let entitlement: Scalar
  /// The entitlement were every condition met.
  package let planned: Scalar
  /// Classes and ids of cost blocks as the author named them; nil where the money is bound by `excludes` alone.
  package let eligible: [String]?
  /// The account whose costs it pays.
  let account: String
  /// Lower goes first.
  package let priority: Int
  /// Ids of funding blocks it cannot stand beside.
  package let excludes: [String]

  /// The block's id in its section.
  var id: String { String(block.split(separator: ".").last ?? "") }
}
