/// Observations, with straight lines between neighbouring ones: the quantile at u lies at place u·(n − 1) of the sorted
/// observations, as in Excel's PERCENTILE.INC (Hyndman and Fan's type 7). Nothing outside of what was seen is drawn.
package struct EmpiricalDistribution: Distribution, Hashable {
  package static let kind = "empirical"
  /// Ascending. `[observations]`
  package let observations: [Double]
  package let mean: Double
  package let standardDeviation: Double

  /// - Parameter observations: at least two, in any order, not all equal.
  package init(observations: [Double]) throws(DistributionFault) {
    if observations.count < 2 { throw .tooFew(count: observations.count, least: 2) }
    for observation in observations {
      try DistributionFault.Parameter("observations", observation).checkFinite()
    }
    let sorted = observations.sorted()
    try DistributionFault.Parameter("minimum", sorted[0]).checkBelow(
      .init("maximum", sorted[sorted.count - 1]))
    self.observations = sorted
    // Each step between neighbours is a uniform distribution, all equally likely.
    let steps = zip(sorted, sorted.dropFirst())
    let count = Double(sorted.count - 1)
    let mean = steps.reduce(0) { $0 + ($1.0 + $1.1) / 2 } / count
    self.mean = mean
    standardDeviation =
      (steps.reduce(0) { sum, step in
        let (a, b) = (step.0 - mean, step.1 - mean)
        return sum + (a * a + a * b + b * b) / 3
      } / count).squareRoot()
  }

  package func quantile(_ u: Double) -> Double {
    precondition(0 < u && u < 1, "a quantile at \(u)")
    return value(at: u)
  }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    for place in numbers.indices { numbers[place] = value(at: numbers[place]) }
  }

  private func value(at u: Double) -> Double {
    let place = u * Double(observations.count - 1)
    let left = min(Int(place), observations.count - 2)
    let share = place - Double(left)
    let (a, b) = (observations[left], observations[left + 1])
    return min(b, a + (b - a) * share)
  }
}
