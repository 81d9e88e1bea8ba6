/// The correlations of normal numbers as a matrix, and what contradicts what in it.
struct CorrelationMatrix {
  let inputs: Int
  /// `[inputs × inputs]`, row-major, symmetric, 1 on the diagonal.
  private(set) var entries: [Double]
  private let given: [Correlation]
  private let measure: CorrelationMeasure

  init(inputs: Int, correlations: [Correlation], measure: CorrelationMeasure) throws(CorrelationFault) {
    self.inputs = inputs
    self.measure = measure
    given = correlations
    entries = Array(repeating: 0, count: inputs * inputs)
    for input in 0..<inputs { entries[input * inputs + input] = 1 }
    for (index, correlation) in correlations.enumerated() {
      let (a, b) = (correlation.first, correlation.second)
      precondition((0..<inputs).contains(a) && (0..<inputs).contains(b), "inputs \(a), \(b) of \(inputs)")
      if a == b { throw .withItself(correlation) }
      guard abs(correlation.value) < 1 else { throw .outOfRange(correlation) }
      let other = correlations[..<index].first {
        ($0.first, $0.second) == (a, b) || ($0.first, $0.second) == (b, a)
      }
      if let other { throw .givenTwice(other, correlation) }
      entries[a * inputs + b] = measure.normal(of: correlation.value)
      entries[b * inputs + a] = entries[a * inputs + b]
    }
  }

  /// The contradiction among the inputs up to `last`, with which it begins.
  func contradiction(upTo last: Int) -> CorrelationContradiction {
    let set = triple(with: last) ?? leastSet(upTo: last)
    let among = given.filter { set.contains($0.first) && set.contains($0.second) && $0.value != 0 }
    precondition(!among.isEmpty, "no correlation among inputs \(set)")
    // Where one change mends everything, that is told; else what mends these inputs.
    let all = Array(0..<inputs)
    let mending = among.filter { isSolvable($0, in: all) }
    let candidates = mending.isEmpty ? among : mending
    let ranges = candidates.map { feasible($0, in: mending.isEmpty ? set : all) }
    func distance(_ index: Int) -> Double {
      max(
        ranges[index].lowerBound - candidates[index].value, candidates[index].value - ranges[index].upperBound
      )
    }
    let nearest = candidates.indices.min { distance($0) < distance($1) } ?? 0
    return CorrelationContradiction(
      inputs: set, correlations: among, nearest: candidates[nearest], feasible: ranges[nearest],
      suggestion: suggestion(for: candidates[nearest].value, in: ranges[nearest]))
  }

  /// Three inputs that contradict each other, with the given last one; the first such in order.
  private func triple(with last: Int) -> [Int]? {
    for b in 0..<last {
      for a in 0..<b where !isPossible([a, b, last]) { return [a, b, last] }
    }
    return nil
  }

  /// From 0...last, in turn, every input is left out without which there is still a contradiction.
  private func leastSet(upTo last: Int) -> [Int] {
    var set = Array(0...last)
    for input in 0..<last {
      let rest = set.filter { $0 != input }
      if !isPossible(rest) { set = rest }
    }
    return set
  }

  private func part(_ set: [Int]) -> [Double] {
    set.flatMap { row in set.map { entries[row * inputs + $0] } }
  }

  private func isPossible(_ set: [Int]) -> Bool {
    if case .factor = choleskyFactor(of: part(set), order: set.count) { true } else { false }
  }

  /// Whether some value of one correlation makes `set` possible while the others stay.
  private func isSolvable(_ correlation: Correlation, in set: [Int]) -> Bool {
    isPossible(set.filter { $0 != correlation.first }) && isPossible(set.filter { $0 != correlation.second })
  }

  /// What one correlation may be while the others of `set` stay, in the measure it was given in.
  ///
  /// Given the other inputs, what is left of two normal numbers has some variances v and w; their covariance may be up
  /// to √(v·w) on either side.
  private func feasible(_ correlation: Correlation, in set: [Int]) -> ClosedRange<Double> {
    let others = set.filter { $0 != correlation.first && $0 != correlation.second }
    guard case .factor(let factor) = choleskyFactor(of: part(others), order: others.count) else {
      preconditionFailure("inputs \(others) contradict each other by themselves")
    }
    /// L⁻¹ times the correlations of an input with the others.
    func explained(_ input: Int) -> [Double] {
      var solution: [Double] = []
      for (row, other) in others.enumerated() {
        let known = solution.enumerated().reduce(0) {
          $0 + factor[row * others.count + $1.offset] * $1.element
        }
        solution.append((entries[input * inputs + other] - known) / factor[row * others.count + row])
      }
      return solution
    }
    let (a, b) = (explained(correlation.first), explained(correlation.second))
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let middle = product(a, b)
    let reach = (max(0, 1 - product(a, a)) * max(0, 1 - product(b, b))).squareRoot()
    return measure.measured(max(-1, middle - reach))...measure.measured(min(1, middle + reach))
  }

  private func suggestion(for value: Double, in range: ClosedRange<Double>) -> Double {
    let hundredths =
      value > range.upperBound
      ? (range.upperBound * 100 - 1e-6).rounded(.down) : (range.lowerBound * 100 + 1e-6).rounded(.up)
    let rounded = hundredths / 100
    return range.lowerBound < rounded && rounded < range.upperBound
      ? rounded : (range.lowerBound + range.upperBound) / 2
  }
}
