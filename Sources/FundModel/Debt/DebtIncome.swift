internal import FundFormula

extension FlowBook {
  /// Interest that runs up while the project builds (建设期利息), paid or added to the debt.
  var interestDuringConstruction: Scalar {
    let interest = flows.filter { $0.flowClass == .interestAccrued && $0.from == Party.project }
    guard !interest.isEmpty else { return .zero }
    return (total(interest.map(\.row), count: timeline.count) * .constant(timeline.before(timeline.handover)))
      .sum
  }

  /// 1 in the life of the debts at these paths: from the first draw to the last repayment by whole calendar years,
  /// as cover is tabled, so that it does not hang on the length of periods.
  func life(of debts: Set<String>) -> [Double] {
    let spans = lives(ofDebts: debts)
    guard let first = spans.map(\.lowerBound).min(), let last = spans.map(\.upperBound).max() else {
      return Array(repeating: 1, count: timeline.count)
    }
    let years = timeline.years[first]...timeline.years[last]
    return timeline.years.map { years.contains($0) ? 1 : 0 }
  }

  /// R − C − X over the debt's life, with the sales the balance does not already apply to uses.
  func netIncome(overLifeOfBonds bondsOnly: Bool) -> Scalar {
    income(row(Self.operatingNetKey), overLifeOfBonds: bondsOnly)
  }

  /// The same before operating cost.
  func grossIncome(overLifeOfBonds bondsOnly: Bool) -> Scalar {
    // Shares of income that come in are income too.
    income(
      net { $0.to == Party.project && [.operating, .operatingCost].contains($0.counting.income) },
      overLifeOfBonds: bondsOnly)
  }

  private func income(_ row: Row, overLifeOfBonds bondsOnly: Bool) -> Scalar {
    let life = life(of: debtBlocks(bondsOnly: bondsOnly))
    let operating = (row * .constant(life)).sum
    let sales = flows.filter { $0.counting.income == .sale && $0.to == Party.project }
    guard !sales.isEmpty else { return operating }
    // Inside the horizon only what the balance leaves over; after it all that comes while the debt stands.
    let counted = zip(timeline.before(horizonEnd), life).map { max($0, $1) }
    let sold = (total(sales.map(\.row), count: timeline.count) * .constant(counted)).sum
    return operating + larger(.zero, sold - AppliedSales.value)
  }
}
