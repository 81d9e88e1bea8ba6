/// The PERT distribution: a beta distribution between minimum and maximum with the given mode.
///
/// With range r: α = 1 + λ·(mode − minimum)/r, β = 1 + λ·(maximum − mode)/r. Source: D. Malcolm et al., Operations
/// Research 7, 1959, doi:10.1287/opre.7.5.646; λ after D. Vose, "Risk analysis", 2000.
package struct PertDistribution: Distribution {
  package static let kind = "pert"
  package let minimum: Double
  package let mode: Double
  package let maximum: Double
  package let lambda: Double
  private let beta: BetaDistribution
  /// About half a millisecond for the usual λ: only who draws needs it.
  private let table: OnDemand<NormalScoreTable>

  /// - Parameter lambda: how much the mode weighs, above 0 and at most 10,000; 4 is usual.
  package init(minimum: Double, mode: Double, maximum: Double, lambda: Double = 4) throws(DistributionFault) {
    try checkRange(minimum: minimum, mode: mode, maximum: maximum)
    try DistributionFault.Parameter("lambda", lambda).checkPositive()
    if lambda > 10_000 { throw .above(.init("lambda", lambda), limit: 10_000) }
    self.minimum = minimum
    self.mode = mode
    self.maximum = maximum
    self.lambda = lambda
    let range = maximum - minimum
    let beta = BetaDistribution(
      1 + lambda * (mode - minimum) / range, 1 + lambda * (maximum - mode) / range)
    self.beta = beta
    table = OnDemand { NormalScoreTable(beta) }
  }

  package var mean: Double { minimum + (maximum - minimum) * (beta.alpha / (beta.alpha + beta.beta)) }

  package var standardDeviation: Double {
    let sum = beta.alpha + beta.beta
    return (maximum - minimum) * (beta.alpha / sum * (beta.beta / sum) / (sum + 1)).squareRoot()
  }

  /// To about 1e-14 of the range, by inversion; a sweep's numbers come from the table, to `tableError` of it.
  package func quantile(_ u: Double) -> Double {
    precondition(0 < u && u < 1, "a quantile at \(u)")
    let (lower, upper) = beta.quantile(u, complement: 1 - u)
    return lower < upper ? minimum + (maximum - minimum) * lower : maximum - (maximum - minimum) * upper
  }

  /// The largest difference between `transform` and `quantile`, as a share of the range.
  package var tableError: Double { table.value.error }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    makeNormal(&numbers)
    transform(normals: &numbers)
  }

  package func transform(normals numbers: inout MutableSpan<Double>) {
    let table = table.value
    @inline(__always)
    func value(_ z: Four) -> Four { minimum + (maximum - minimum) * table.shares(z) }
    numbers.replaceEach(value)
  }
}

extension PertDistribution: Hashable {
  package static func == (a: PertDistribution, b: PertDistribution) -> Bool {
    (a.minimum, a.mode, a.maximum, a.lambda) == (b.minimum, b.mode, b.maximum, b.lambda)
  }

  package func hash(into hasher: inout Hasher) {
    for number in [minimum, mode, maximum, lambda] { hasher.combine(number) }
  }
}
