package import FundFormula

/// Who pays for what among restricted money: one allocation a project.
///
/// Sources go by priority, those with fewer eligible classes first among equals; sources of the same rank share what
/// is left of their costs by entitlement. Each takes what is left of its eligible costs' total, spread over them by
/// what is left of each; the rest of its entitlement stays unused. The order of blocks in the file plays no part.
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

  init(_ flows: [Flow], in project: ProjectGraph) {
    var work = Work(project: project)
    let ordered = flows.compactMap(\.restriction).sorted { work.rank($0) < work.rank($1) }
    var index = 0
    while index < ordered.count {
      let group = ordered[index...].prefix { work.rank($0) == work.rank(ordered[index]) }
      work.settle(Array(group))
      index += group.count
    }
    formulas = work.formulas
    cells = work.cells
    sources = ordered
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
      let classes = Set(blocks(restriction).compactMap { Mechanisms.mechanism($0.kind)?.costClass(of: $0) })
      let isByClass = eligible.contains { FlowClass(rawValue: $0) != nil }
      return Rank(priority: restriction.priority, classes: classes.count, isByClass: isByClass ? 1 : 0)
    }

    func blocks(_ restriction: Restriction) -> [Record] { project.costBlocks(restriction.eligible ?? []) }

    func unpaid(_ block: Record) -> Scalar { left[block.path] ?? .reference("\(block.path).total") }

    mutating func settle(_ group: [Restriction]) {
      let entitled = group.map { entitlement(of: $0) }
      let paths = group.map { Set(blocks($0).map(\.path)) }
      // With the same eligible costs one pass settles all; with different ones what a pass leaves is shared again.
      let passes = Set(paths).count == 1 ? 1 : 4
      var open = entitled
      var paid: [[String: Scalar]] = Array(repeating: [:], count: group.count)
      for _ in 0..<passes { pass(group, &open, &paid) }
      for (index, restriction) in group.enumerated() { finish(restriction, entitled[index], paid[index]) }
    }

    /// Every source asks its costs for what it has left; a cost asked for more than it is gives each asker its part.
    private mutating func pass(
      _ group: [Restriction], _ open: inout [Scalar], _ paid: inout [[String: Scalar]]
    ) {
      var asked: [String: [Int: Scalar]] = [:]
      for (index, restriction) in group.enumerated() where restriction.eligible != nil {
        let mine = blocks(restriction)
        let pool = total(mine.map(unpaid))
        for block in mine {
          asked[block.path, default: [:]][index] =
            open[index] * (unpaid(block) / larger(pool, .constant(1e-6)))
        }
      }
      for block in project.content.blocks[.costs] ?? [] {
        guard let askers = asked[block.path] else { continue }
        let before = unpaid(block)
        let demand = total(askers.keys.sorted().map { askers[$0]! })
        let part = smaller(.one, before / larger(demand, .constant(1e-6)))
        var given: [Scalar] = []
        for index in askers.keys.sorted() {
          let amount = askers[index]! * part
          given.append(amount)
          paid[index][block.path] = paid[index][block.path].map { $0 + amount } ?? amount
        }
        left[block.path] = before - total(given)
        for (place, index) in askers.keys.sorted().enumerated() { open[index] = open[index] - given[place] }
      }
    }

    private mutating func finish(_ restriction: Restriction, _ entitled: Scalar, _ paid: [String: Scalar]) {
      let id = restriction.block.split(separator: ".").last.map(String.init) ?? restriction.block
      var used = entitled
      if restriction.eligible != nil {
        var amounts: [Scalar] = []
        for block in blocks(restriction) {
          guard let amount = paid[block.path] else { continue }
          let named = amount.named(
            "allocation.\(id).\(block.id)",
            Bilingual(
              en: "\(restriction.label.en) paid for \(block.label.en)",
              zh: "\(restriction.label.zh)用于\(block.label.zh)"),
            .yuan)
          amounts.append(named)
          cells.append(Cell(source: restriction.block, cost: block.path, amount: named))
        }
        used = total(amounts)
      }
      let named = used.named(
        "allocation.\(id).used",
        Bilingual(en: "\(restriction.label.en): used", zh: "\(restriction.label.zh)·已用额度"), .yuan)
      formulas += [
        named,
        (restriction.entitlement - named).named(
          "allocation.\(id).unused",
          Bilingual(en: "\(restriction.label.en): entitlement not used", zh: "\(restriction.label.zh)·未用额度"),
          .yuan),
      ]
      settled.append((restriction, named))
    }

    /// The entitlement, nothing where a source it cannot stand beside has been used.
    private func entitlement(of restriction: Restriction) -> Scalar {
      let id = restriction.block.split(separator: ".").last.map(String.init) ?? ""
      return settled.reduce(restriction.entitlement) { entitled, other in
        let otherID = other.restriction.block.split(separator: ".").last.map(String.init) ?? ""
        guard restriction.excludes.contains(otherID) || other.restriction.excludes.contains(id) else {
          return entitled
        }
        return entitled * (.one - other.used.atLeast(Scalar.constant(0.005)))
      }
    }
  }
}
