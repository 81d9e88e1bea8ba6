package import FundFormula

/// What one project of a pool gives the others and gets from them, period by period.
///
/// Cash below zero is covered from the cash others have above zero, in proportion to what each lacks and each has.
/// Money that belongs to its project (restricted grants, special bonds, blocks marked `ringFenced`) never crosses: as
/// long as it is unspent it is no surplus. Support is a position, given back as soon as the other needs it.
package struct PoolMember: Sendable {
  package let id: String
  package let label: Bilingual
  /// Key prefix of its own figures in the graph; empty for the pool's own blocks.
  package let prefix: String
  /// Indicators it has alone.
  package let indicators: [any Indicator.Type]
  /// Received less given, at the end of each period.
  package let support: Row
  /// Its cash with the support.
  package let cash: Row
  package let finalSupport: Scalar
  package let mostReceived: Scalar
  package let mostGiven: Scalar
  package let lowestCash: Scalar

  var formulas: [any Quantity] {
    [support, cash, finalSupport, mostReceived, mostGiven, lowestCash]
  }

  /// The node of an indicator of this project alone.
  package func node(of indicator: any Indicator.Type, in graph: Graph) -> Int? {
    // The pool's own account has no figures alone: those without prefix are the whole pool's.
    guard !prefix.isEmpty else { return nil }
    return graph.node(prefix + indicator.resultKey) ?? graph.node(prefix + indicator.key)
  }
}

/// Support from one member to another, at the end of the study period.
package struct PoolTransfer: Sendable {
  package let from: String
  package let to: String
  package let amount: Scalar
}

/// The pool's own formulas: who supports whom.
package struct Pool: Sendable {
  package let members: [PoolMember]
  /// Who supports whom; empty where there are more members than anybody reads pairs of.
  package let transfers: [PoolTransfer]
  /// The most members whose pairs are told: transfers grow with their square.
  package static let mostPaired = 40
  /// Whether transfers are told.
  package var isPaired: Bool { members.count <= Self.mostPaired }
  let formulas: [any Quantity]

  /// Nil for a scenario that is no pool.
  init?(_ book: FlowBook, _ projects: [PooledViews]) {
    guard !projects.isEmpty else { return nil }
    let count = book.timeline.count
    struct Side {
      let id: String
      let label: Bilingual
      let prefix: String
      let indicators: [any Indicator.Type]
      let cash: Row
      let surplus: Row
      let deficit: Row
    }
    func named(_ row: Row, _ id: String, _ part: String, _ label: Bilingual, _ en: String, _ zh: String)
      -> Row
    {
      row.named("pool.\(id).\(part)", Bilingual(en: "\(label.en): \(en)", zh: "\(label.zh)·\(zh)"), .yuan)
    }
    func side(
      _ id: String, _ label: Bilingual, _ prefix: String, _ flows: [Flow], _ indicators: [any Indicator.Type],
      opening: Scalar
    ) -> Side {
      func sum(_ isIncluded: (Flow) -> Bool) -> Row {
        total(flows.filter { $0.isCash && isIncluded($0) }.map(\.row), count: count)
      }
      let received = sum { $0.to == Party.project }
      let spent = sum { $0.from == Party.project }
      let bound = sum { $0.to == Party.project && $0.isRingFenced }
      let cash = named(
        (received - spent).runningSum + opening, id, "ownCash", label, "cumulative cash alone", "单独累计资金")
      let unspent = larger((bound - spent).runningSum, Scalar.zero)
      return Side(
        id: id, label: label, prefix: prefix, indicators: indicators, cash: cash,
        surplus: named(
          larger(cash - unspent, Scalar.zero), id, "surplus", label, "cash it may lend", "可统筹资金"),
        deficit: named(
          larger(Row.zero(count) - cash, Scalar.zero), id, "deficit", label, "cash it lacks", "待补资金"))
    }
    var sides = projects.map { views in
      let member = views.member
      return side(
        member.project.id, member.project.label, member.project.prefix, member.flows, views.indicators,
        opening: .reference(member.key(FlowBook.openingKey)))
    }
    // The pool's own opening cash is its own alone: the projects' stand with the projects.
    let own = book.flows.filter { !$0.isPooled }
    if !own.isEmpty || book.finance.says(FinanceFacts.openingCash.declaration.name) {
      sides.append(
        side(
          "pool", Bilingual(en: "pool's own account", zh: "统筹账户"), "",
          own, [], opening: book.finance[FinanceFacts.openingCash]))
    }
    let least = Scalar.constant(1e-6)
    let surplus = total(sides.map(\.surplus), count: count).named(
      "pool.surplus", Bilingual(en: "cash the pool may share", zh: "可统筹资金合计"), .yuan)
    let deficit = total(sides.map(\.deficit), count: count).named(
      "pool.deficit", Bilingual(en: "cash projects lack", zh: "待补资金合计"), .yuan)
    let covered = smaller(surplus, deficit).named(
      "pool.covered", Bilingual(en: "covered inside the pool", zh: "统筹补足额"), .yuan)
    let (giving, getting) = (covered / larger(surplus, least), covered / larger(deficit, least))
    members = sides.map { side in
      let support = named(
        side.deficit * getting - side.surplus * giving, side.id, "support", side.label,
        "support received less given",
        "净统筹补助")
      let cash = named(
        side.cash + support, side.id, "cash", side.label, "cumulative cash with support", "统筹后累计资金")
      func scalar(_ scalar: Scalar, _ part: String, _ en: String, _ zh: String) -> Scalar {
        scalar.named(
          "pool.\(side.id).\(part)", Bilingual(en: "\(side.label.en): \(en)", zh: "\(side.label.zh)·\(zh)"),
          .yuan)
      }
      let none = Row.zero(count)
      return PoolMember(
        id: side.id, label: side.label, prefix: side.prefix, indicators: side.indicators, support: support,
        cash: cash,
        finalSupport: scalar(
          support.value(in: .constant(Double(count))), "finalSupport", "support at the end", "期末净统筹补助"),
        mostReceived: scalar(
          larger(.zero, .zero - (none - support).smallest), "mostReceived", "most received", "最多获得统筹"),
        mostGiven: scalar(larger(.zero, .zero - support.smallest), "mostGiven", "most given", "最多提供统筹"),
        lowestCash: scalar(cash.smallest, "lowestCash", "lowest cash with support", "统筹后最低累计资金"))
    }
    let last = Scalar.constant(Double(count))
    let paired = sides.count <= Self.mostPaired ? sides : []
    let gifts = paired.map { ($0.surplus * giving).value(in: last) }
    let parts = paired.map { ($0.deficit / larger(deficit, least)).value(in: last) }
    transfers = paired.enumerated().flatMap { giver, from in
      paired.enumerated().filter { $0.offset != giver }.map { taker, to in
        PoolTransfer(
          from: from.id, to: to.id,
          amount: (gifts[giver] * parts[taker]).named(
            "pool.transfers.\(from.id).\(to.id)",
            Bilingual(en: "\(from.label.en) for \(to.label.en)", zh: "\(from.label.zh)补\(to.label.zh)"), .yuan
          ))
      }
    }
    formulas =
      sides.flatMap { [$0.cash, $0.surplus, $0.deficit] as [any Quantity] } + [surplus, deficit, covered]
      + members.flatMap(\.formulas) + transfers.map(\.amount)
  }
}
