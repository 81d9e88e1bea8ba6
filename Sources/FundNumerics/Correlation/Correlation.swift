/// That two inputs move together, and how much.
package struct Correlation: Sendable, Hashable {
  /// Places of the two inputs, in either order.
  package let first: Int
  package let second: Int
  /// Above −1 and below 1.
  package let value: Double

  package init(_ first: Int, _ second: Int, _ value: Double) {
    self.first = first
    self.second = second
    self.value = value
  }
}

/// What a number of correlation is measured on.
package enum CorrelationMeasure: Sendable, CaseIterable {
  /// The standard normal numbers behind the inputs (the default).
  case normal
  /// Spearman's rank correlation of the inputs themselves, which no distribution changes.
  case rank

  /// The correlation of the normal numbers. Source: K. Pearson, 1907; W. Kruskal, J. Am. Stat. Assoc. 53, 1958.
  func normal(of value: Double) -> Double {
    switch self {
    case .normal: value
    case .rank: 2 * sine(value * .pi / 6)
    }
  }

  /// What `normal(of:)` makes `value` of.
  func measured(_ value: Double) -> Double {
    guard self == .rank else { return value }
    var angle = value / 2
    for _ in 0..<6 {
      let s = sine(angle)
      angle -= (s - value / 2) / (1 - s * s).squareRoot()
    }
    return angle * 6 / .pi
  }
}

/// sin x for |x| ≤ 0.6, by its series and so the same everywhere.
private func sine(_ x: Double) -> Double {
  var sum = 1.0
  for term in (1...8).reversed() { sum = 1 - sum * x * x / Double(2 * term * (2 * term + 1)) }
  return x * sum
}

/// Why correlations cannot be.
package enum CorrelationFault: Error, Sendable, Equatable {
  /// Not between −1 and 1. Inputs that always move together are one input.
  case outOfRange(Correlation)
  case withItself(Correlation)
  case givenTwice(Correlation, Correlation)
  /// No three or more numbers can be correlated like this.
  case contradiction(CorrelationContradiction)
}

/// The fewest correlations that contradict each other: without any one of their inputs the rest could be.
package struct CorrelationContradiction: Sendable, Equatable {
  /// Ascending.
  package let inputs: [Int]
  /// The given correlations between these inputs; those not given are 0.
  package let correlations: [Correlation]
  /// The one that has to move least for all to be possible; where no single one can mend all, least for these.
  package let nearest: Correlation
  /// What `nearest` may be while the other ones stay: strictly between the two.
  package let feasible: ClosedRange<Double>
  /// The possible value of two decimals next to the given one, or the middle of a narrow range.
  package let suggestion: Double
}
