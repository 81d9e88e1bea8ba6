package import FundFormula

/// One line of the capital balance: a block's part on one side, inside the balance horizon.
package struct BalanceLine: Sendable {
  package let id: String
  package let label: Bilingual
  package let flowClass: FlowClass
  /// The class its author has it count as, in place of its own.
  package let countsAs: FlowClass?
  package let isUse: Bool
  /// The block's path; empty for the operating surplus.
  package let block: String
  package let payer: String
  package let status: SourceStatus?
  package let isAtLeast: Bool
  /// Yuan inside the balance horizon.
  package let amount: Scalar

  package var counting: FlowClass.Counting { (countsAs ?? flowClass).counting }
}

/// The capital balance (资金平衡): uses and sources inside the balance horizon, by the table of classes.
package struct CapitalBalance: Sendable {
  package let lines: [BalanceLine]

  init(_ book: FlowBook) {
    var lines: [BalanceLine] = []
    for group in Self.grouped(book.flows.filter { $0.isCash && book.touchesProject($0) }) {
      let (flow, members) = (group[0], group)
      switch flow.counting.side {
      case .uses, .sources:
        lines.append(Self.line(flow, Self.net(members, in: book), in: book))
      case .debt where flow.flowClass != .principalPaid:
        // Debt counts net of what is repaid inside the horizon.
        let repaid = book.flows(ofBlock: flow.block).filter { $0.flowClass == .principalPaid }
        lines.append(Self.line(flow, Self.net(members + repaid, in: book), in: book))
      default: break
      }
    }
    lines += Self.operatingLines(book)
    self.lines = lines
  }

  package var uses: [BalanceLine] { lines.filter(\.isUse) }
  package var sources: [BalanceLine] { lines.filter { !$0.isUse && $0.flowClass != .topUp } }
  package var topUps: [BalanceLine] { lines.filter { $0.flowClass == .topUp } }

  /// Flows of one block and class belong on one line, in the order of their first flow.
  private static func grouped(_ flows: [Flow]) -> [[Flow]] {
    struct Line: Hashable {
      let block: String
      let flowClass: FlowClass
    }
    var (groups, places): ([[Flow]], [Line: Int]) = ([], [:])
    for flow in flows {
      let line = Line(block: flow.block, flowClass: flow.flowClass)
      if let place = places[line] {
        groups[place].append(flow)
      } else {
        places[line] = groups.count
        groups.append([flow])
      }
    }
    return groups
  }

  /// What comes to (or, of a use, leaves) the project inside the horizon.
  private static func net(_ flows: [Flow], in book: FlowBook) -> Scalar {
    let isUse = flows[0].counting.side == .uses
    let (plus, minus) = (
      flows.filter { ($0.from == Party.project) == isUse },
      flows.filter { ($0.from == Party.project) != isUse }
    )
    let count = book.timeline.count
    let positive = total(plus.map(\.row), count: count)
    let row = minus.isEmpty ? positive : positive - total(minus.map(\.row), count: count)
    return book.sumInHorizon(row)
  }

  private static func line(_ flow: Flow, _ amount: Scalar, in book: FlowBook) -> BalanceLine {
    let id = "\(flow.block).\(flow.flowClass.rawValue)"
    let isUse = flow.counting.side == .uses
    let isAlone = book.flows(ofBlock: flow.block).allSatisfy {
      $0.flowClass == flow.flowClass || !book.touchesProject($0)
    }
    let base = book.label(ofBlock: flow.block) ?? flow.label
    let detail = flow.flowClass.label
    let label = isAlone ? base : Bilingual(en: "\(base.en): \(detail.en)", zh: "\(base.zh)·\(detail.zh)")
    return BalanceLine(
      id: id, label: label, flowClass: flow.flowClass, countsAs: flow.countsAs, isUse: isUse,
      block: flow.block,
      payer: flow.from == Party.project ? flow.to : flow.from, status: flow.status, isAtLeast: flow.isAtLeast,
      amount: amount.named("balance.\(id)", label, .yuan))
  }

  /// The operating surplus inside the horizon is a source, a deficit a use.
  private static func operatingLines(_ book: FlowBook) -> [BalanceLine] {
    guard book.flows.contains(where: { $0.counting.side == .operating }) else { return [] }
    let surplus = book.sumInHorizon(book.net { $0.counting.side == .operating }).named(
      "balance.operatingNet", Bilingual(en: "net operating income inside the horizon", zh: "平衡计算期内运营净收益"),
      .yuan)
    let source = Bilingual(en: "operating surplus inside the horizon", zh: "平衡计算期内运营结余")
    let use = Bilingual(en: "operating deficit inside the horizon", zh: "平衡计算期内运营亏损")
    return [
      BalanceLine(
        id: "operatingSurplus", label: source, flowClass: .operatingIncome, countsAs: nil, isUse: false,
        block: "",
        payer: "users",
        status: nil, isAtLeast: false,
        amount: larger(.zero, surplus).named("balance.operatingSurplus", source, .yuan)),
      BalanceLine(
        id: "operatingDeficit", label: use, flowClass: .operatingCost, countsAs: nil, isUse: true, block: "",
        payer: "contractors",
        status: nil, isAtLeast: false,
        amount: larger(.zero, .zero - surplus).named("balance.operatingDeficit", use, .yuan)),
    ]
  }
}
