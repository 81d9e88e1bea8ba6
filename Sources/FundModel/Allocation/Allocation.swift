package import FundFormula

/// Who pays for what among restricted money: one allocation a project.
///
/// Sources go by priority, those with fewer eligible classes first among equals; sources of the same rank share what
/// is left of their costs by entitlement. Each takes what is left of its eligible costs' total, spread over them by
/// what is left of each; the rest of its entitlement stays unused. Of grants that exclude each other the earlier one
/// stands, of the same rank the larger. The order of blocks in the file plays no part.
package struct Allocation: Sendable {
  /// One cell of the matching table: what a source pays of a cost block.
  package struct Cell: Sendable {
    package let source: String
    package let cost: String
    package let amount: Scalar
  }

  package let formulas: [Scalar]
  package let cells: [Cell]
  /// Restricted sources, in the order of use.
  package let sources: [Restriction]

  /// The most pairs of a restricted source and a cost it may pay: each is a cell of the matching table.
  package static let mostPairs = 10_000

  /// The pairs that are settled one by one.
  package static func pairs(in project: ProjectGraph) -> Int {
    project.content.blocks(in: .funding).reduce(0) { pairs, block in
      guard case .words(let costs)? = block.values[ContributionFields.eligible.declaration.name] else {
        return pairs
      }
      return pairs + project.costBlocks(costs, of: block.account).count
    }
  }

  init(_ flows: [Flow], in project: ProjectGraph) {
    var work = Work(project: project)
    let ranked = flows.compactMap(\.restriction).map { (restriction: $0, rank: work.rank($0)) }.sorted {
      // Paths settle what ranks leave open, so that the order of blocks plays no part.
      $0.rank == $1.rank ? $0.restriction.block < $1.restriction.block : $0.rank < $1.rank
    }
    var index = 0
    while index < ranked.count {
      let group = ranked[index...].prefix { $0.rank == ranked[index].rank }
      work.settle(group.map(\.restriction))
      index += group.count
    }
    formulas = work.formulas
    cells = work.cells
    sources = ranked.map(\.restriction)
  }

  /// A source's place in the order of use.
  private struct Rank: Comparable {
    let priority: Int
    let classes: Int
    /// Money for single blocks goes before money for whole classes.
    let isByClass: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.priority, left.classes, left.isByClass) < (right.priority, right.classes, right.isByClass)
    }
  }

  private struct Work {
    let project: ProjectGraph
    var formulas: [Scalar] = []
    var cells: [Cell] = []
    /// What is still unpaid of each cost block, by path.
    var left: [String: Scalar] = [:]
    var settled: [(restriction: Restriction, used: Scalar)] = []

    init(project: ProjectGraph) { self.project = project }

    func rank(_ restriction: Restriction) -> Rank {
      guard let eligible = restriction.eligible else {
        return Rank(priority: restriction.priority, classes: Int.max, isByClass: 1)
      }
      let classes = Set(blocks(restriction).compactMap { $0.mechanism.costClass(of: $0) })
      let isByClass = eligible.contains { FlowClass(rawValue: $0) != nil }
      return Rank(priority: restriction.priority, classes: classes.count, isByClass: isByClass ? 1 : 0)
    }

    func blocks(_ restriction: Restriction) -> [Block] {
      project.costBlocks(restriction.eligible ?? [], of: restriction.account)
    }

    func unpaid(_ block: Block) -> Scalar {
      left[block.path] ?? larger(.zero, .reference("\(block.path).total"))
    }

    mutating func settle(_ group: [Restriction]) {
      let entitled = afterExclusions(group)
      // Costs that the same sources may pay are one pool.
      let eligible = group.map { Set(blocks($0).map(\.path)) }
      var pools: [(askers: [Int], blocks: [Block], unpaid: [Scalar])] = []
      for block in project.content.blocks(in: .costs) {
        let askers = group.indices.filter { eligible[$0].contains(block.path) }
        guard !askers.isEmpty else { continue }
        if let pool = pools.firstIndex(where: { $0.askers == askers }) {
          pools[pool].blocks.append(block)
          pools[pool].unpaid.append(unpaid(block))
        } else {
          pools.append((askers, [block], [unpaid(block)]))
        }
      }
      let totals = pools.map { total($0.unpaid) }
      let paid = Sharing(open: entitled, left: totals, askers: pools.map(\.askers)).paid
      var amounts: [[(cost: Block, amount: Scalar)]] = Array(repeating: [], count: group.count)
      for (pool, (_, blocks, unpaid)) in pools.enumerated() {
        for (block, before) in zip(blocks, unpaid) {
          let part = blocks.count == 1 ? nil : before / larger(totals[pool], .constant(1e-6))
          let mine = group.indices.compactMap { index in
            paid[index][pool].map { (index, part.map { [amount = $0] in amount * $0 } ?? $0) }
          }
          for (index, amount) in mine { amounts[index].append((block, amount)) }
          left[block.path] = larger(.zero, before - total(mine.map(\.1)))
        }
      }
      for (index, restriction) in group.enumerated() {
        finish(restriction, restriction.eligible == nil ? entitled[index] : nil, amounts[index])
      }
    }

    /// Names what a source pays of each cost, in all, and what stays unused.
    private mutating func finish(
      _ restriction: Restriction, _ unbound: Scalar?, _ amounts: [(cost: Block, amount: Scalar)]
    ) {
      let id = restriction.id
      let paid = amounts.map { cost, amount in
        amount.named(
          "allocation.\(id).costs.\(cost.id)",
          Bilingual(
            en: "\(restriction.label.en) paid for \(cost.label.en)",
            zh: "\(restriction.label.zh)用于\(cost.label.zh)"),
          .yuan)
      }
      cells += zip(amounts, paid).map { Cell(source: restriction.block, cost: $0.cost.path, amount: $1) }
      let used = (unbound ?? total(paid)).named(
        "allocation.\(id).used",
        Bilingual(en: "\(restriction.label.en): used", zh: "\(restriction.label.zh)·已用额度"), .yuan)
      formulas += [
        used,
        (restriction.entitlement - used).named(
          "allocation.\(id).unused",
          Bilingual(en: "\(restriction.label.en): entitlement not used", zh: "\(restriction.label.zh)·未用额度"),
          .yuan),
      ]
      settled.append((restriction, used))
    }

    // MARK: Grants that exclude each other

    private func exclude(_ one: Restriction, _ other: Restriction) -> Bool {
      one.excludes.contains(other.id) || other.excludes.contains(one.id)
    }

    /// The entitlements, nothing where a source it cannot stand beside has been used or is the larger of its rank.
    private func afterExclusions(_ group: [Restriction]) -> [Scalar] {
      let open = group.map { restriction in
        settled.reduce(restriction.entitlement) { entitled, other in
          guard exclude(restriction, other.restriction) else { return entitled }
          return entitled * (.one - other.used.atLeast(Scalar.constant(Tolerance.amount)))
        }
      }
      let rivals = group.indices.map { one in
        group.indices.filter { $0 != one && exclude(group[one], group[$0]) }
      }
      let contested = group.indices.filter { !rivals[$0].isEmpty }
      guard !contested.isEmpty else { return open }
      /// 1 where the first is larger, or as large and first by its path.
      func beats(_ one: Int, _ other: Int) -> Scalar {
        one < other ? open[one].atLeast(open[other]) : .one - open[other].atLeast(open[one])
      }
      // In each round those that no standing rival beats win, and their rivals fall.
      var standing: [Int: Scalar] = Dictionary(uniqueKeysWithValues: contested.map { ($0, .one) })
      for _ in 1..<contested.count {
        let won = Dictionary(
          uniqueKeysWithValues: contested.map { one in
            (one, rivals[one].reduce(standing[one]!) { $0 * (.one - standing[$1]! * beats($1, one)) })
          })
        for one in contested {
          standing[one] = rivals[one].reduce(standing[one]!) { $0 * (.one - won[$1]!) }
        }
      }
      return group.indices.map { index in standing[index].map { open[index] * $0 } ?? open[index] }
    }
  }
}
