/// Finitely many values, each with its probability.
package struct DiscreteDistribution: Distribution, Hashable {
  package static let kind = "discrete"
  /// Ascending, each once. `[values]`
  package let values: [Double]
  /// `[values]`
  package let probabilities: [Double]
  package let mean: Double
  package let standardDeviation: Double
  /// The probability of each value or a smaller one; the last is 1. `[values]`
  private let cumulative: [Double]

  /// - Parameters:
  ///   - values: in any order; equal ones are one value.
  ///   - probabilities: of the values, none negative, adding to 1.
  package init(values: [Double], probabilities: [Double]) throws(DistributionFault) {
    if values.isEmpty { throw .tooFew(count: 0, least: 1) }
    if values.count != probabilities.count {
      throw .countsDiffer(values: values.count, probabilities: probabilities.count)
    }
    for value in values { try DistributionFault.Parameter("values", value).checkFinite() }
    for (index, probability) in probabilities.enumerated() {
      try DistributionFault.Parameter("probabilities", probability).checkFinite()
      if probability < 0 { throw .negativeProbability(index: index, value: probability) }
    }
    let total = probabilities.reduce(0, +)
    if abs(total - 1) > 1e-9 { throw .probabilitiesAddTo(total) }

    var merged: [(value: Double, probability: Double)] = []
    for (value, probability) in zip(values, probabilities).sorted(by: { $0.0 < $1.0 }) where probability > 0 {
      if let last = merged.last, last.value == value {
        merged[merged.count - 1].probability += probability
      } else {
        merged.append((value, probability))
      }
    }
    self.values = merged.map(\.value)
    self.probabilities = merged.map(\.probability)
    var sums: [Double] = []
    for entry in merged { sums.append((sums.last ?? 0) + entry.probability) }
    sums[sums.count - 1] = 1
    cumulative = sums
    let mean = merged.reduce(0) { $0 + $1.value * $1.probability } / total
    self.mean = mean
    standardDeviation =
      (merged.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * $1.probability } / total).squareRoot()
  }

  package func quantile(_ u: Double) -> Double {
    precondition(0 < u && u < 1, "a quantile at \(u)")
    return value(at: u)
  }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    // Few values are compared one after the other, four draws at a time: no processor foresees which half is next.
    guard values.count <= 12 else {
      for place in numbers.indices { numbers[place] = value(at: numbers[place]) }
      return
    }
    numbers.replaceEach { u in
      var result = Four(repeating: values[0])
      for place in 1..<values.count { result.replace(with: values[place], where: u .> cumulative[place - 1]) }
      return result
    }
  }

  /// The first value whose cumulative probability is not below `u`.
  private func value(at u: Double) -> Double {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < u { low = middle + 1 } else { high = middle }
    }
    return values[low]
  }
}
