internal import FundFormula

extension FlowBook {
  /// Interest that runs up while the project builds (建设期利息), paid or added to the debt.
  var interestDuringConstruction: Scalar {
    let interest = flows.filter { $0.flowClass == .interestWhileBuilt && $0.from == Party.project }
    return interest.isEmpty ? .zero : total(interest.map(\.row), count: timeline.count).sum
  }

  /// Working capital (流动资金), whenever it is put in: usually when operation begins.
  var workingCapital: Scalar {
    let flows = flows.filter { $0.isCash && $0.flowClass == .workingCapital && $0.from == Party.project }
    return flows.isEmpty ? .zero : total(flows.map(\.row), count: timeline.count).sum
  }

  /// 1 in the life of the debts at these paths: from the first draw to the last repayment by whole calendar years,
  /// as cover is tabled, so that it does not hang on the length of periods.
  func life(of debts: Set<String>) -> [Double] {
    guard let years = years(of: debts) else { return Array(repeating: 1, count: timeline.count) }
    return timeline.years.map { years.contains($0) ? 1 : 0 }
  }

  /// 1 up to the year of the last repayment of these debts.
  func throughLife(of debts: Set<String>) -> [Double] {
    guard let last = years(of: debts)?.upperBound else { return Array(repeating: 1, count: timeline.count) }
    return timeline.years.map { $0 <= last ? 1 : 0 }
  }

  /// 1 up to the period of the last repayment of these debts.
  func toLastRepayment(of debts: Set<String>) -> [Double] {
    let last = lives(ofDebts: debts).map(\.upperBound).max() ?? timeline.count - 1
    return timeline.periods.indices.map { $0 <= last ? 1 : 0 }
  }

  private func years(of debts: Set<String>) -> ClosedRange<Int>? {
    let spans = lives(ofDebts: debts)
    guard let first = spans.map(\.lowerBound).min(), let last = spans.map(\.upperBound).max() else {
      return nil
    }
    return timeline.years[first]...timeline.years[last]
  }
}
