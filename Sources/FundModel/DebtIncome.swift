internal import FundFormula

extension FlowBook {
  /// Interest the project pays while it builds (建设期利息).
  var interestDuringConstruction: Scalar {
    let interest = flows.filter { $0.flowClass == .interestPaid && $0.from == Party.project }
    guard !interest.isEmpty else { return .zero }
    return (total(interest.map(\.row), count: timeline.count) * .constant(timeline.before(timeline.handover)))
      .sum
  }

  /// 1 in the periods of the life of special bonds, or of all debt: from the first draw to the last repayment.
  private func life(ofBonds bondsOnly: Bool) -> Row {
    let bonds = Set(flows.filter { $0.flowClass == .bondDrawn }.map(\.block))
    let mine = flows.filter {
      [.bondDrawn, .loanDrawn, .principalPaid].contains($0.flowClass)
        && (!bondsOnly || bonds.contains($0.block))
    }
    let spans = mine.compactMap { DebtLife.span(of: $0, in: self) }
    guard let first = spans.map(\.lowerBound).min(), let last = spans.map(\.upperBound).max() else {
      return .constant(Array(repeating: 1, count: timeline.count))
    }
    return .constant((0..<timeline.count).map { first <= $0 && $0 <= last ? 1 : 0 })
  }

  /// R − C − X over the debt's life, with the sales the balance does not already apply to uses.
  func netIncome(overLifeOfBonds bondsOnly: Bool) -> Scalar {
    income(row(Self.operatingNetKey), overLifeOfBonds: bondsOnly)
  }

  /// The same before operating cost.
  func grossIncome(overLifeOfBonds bondsOnly: Bool) -> Scalar {
    income(net(of: [.operatingIncome]), overLifeOfBonds: bondsOnly)
  }

  private func income(_ row: Row, overLifeOfBonds bondsOnly: Bool) -> Scalar {
    let operating = (row * life(ofBonds: bondsOnly)).sum
    let sales = flows.filter { $0.flowClass.counting.income == .sale && $0.to == Party.project }
    guard !sales.isEmpty else { return operating }
    let sold = sumInHorizon(total(sales.map(\.row), count: timeline.count))
    return operating + larger(.zero, sold - AppliedSales.value)
  }
}

/// When a debt begins and ends: structure, not amounts.
enum DebtLife {
  /// First and last period of a debt's draw or repayment, from its schedule.
  static func span(of flow: Flow, in book: FlowBook) -> ClosedRange<Int>? {
    guard let block = book.project.content.allBlocks.first(where: { $0.path == flow.block }),
      let mechanism = Mechanisms.mechanism(block.kind) as? any DebtMechanism.Type
    else { return nil }
    return mechanism.life(of: block, in: book.project)
  }
}

/// A mechanism that borrows: it knows from its structure how long.
package protocol DebtMechanism: Mechanism {
  /// First and last period in which the debt stands or is served.
  static func life(of block: Record, in project: ProjectGraph) -> ClosedRange<Int>?
}
