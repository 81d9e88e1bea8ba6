/// A normal distribution of which only what lies between two bounds is left. One bound may be infinite.
package struct TruncatedNormalDistribution: FourfoldDistribution, Hashable {
  package static let kind = "truncatedNormal"
  package let minimum: Double
  package let maximum: Double
  package let mean: Double
  package let standardDeviation: Double
  private let center: Double
  private let scale: Double
  /// The probabilities below the minimum, between the bounds, above the maximum, before the cut.
  private let below: Double
  private let inside: Double
  private let above: Double

  /// - Parameters:
  ///   - mean: of the normal distribution before the cut; `self.mean` is that of what is left.
  ///   - standardDeviation: likewise.
  package init(
    mean: Double, standardDeviation: Double, minimum: Double = -.infinity, maximum: Double = .infinity
  ) throws(DistributionFault) {
    typealias Parameter = DistributionFault.Parameter
    try Parameter("mean", mean).checkFinite()
    try Parameter("standardDeviation", standardDeviation).checkPositive()
    let (low, high) = (Parameter("minimum", minimum), Parameter("maximum", maximum))
    if minimum.isNaN || minimum == .infinity { throw .notFinite(low) }
    if maximum.isNaN || maximum == -.infinity { throw .notFinite(high) }
    if minimum >= maximum { throw .notBelow(low, high) }
    let cut = NormalCut((minimum - mean) / standardDeviation, (maximum - mean) / standardDeviation)
    // Smaller ones would leave the range in which quantiles are exact.
    guard cut.inside >= 1e-290 else { throw .noProbability(low, high) }
    self.minimum = minimum
    self.maximum = maximum
    center = mean
    scale = standardDeviation
    (below, inside, above) = (cut.below, cut.inside, cut.above)
    let moments = cut.moments()
    self.mean = mean + standardDeviation * moments.mean
    self.standardDeviation = standardDeviation * moments.deviation
  }

  @inline(__always)
  func quantiles(_ u: Four) -> Four {
    values(normalQuantile(below + u * inside, complement: above + (1 - u) * inside))
  }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    makeNormal(&numbers, below: below, inside: inside, above: above)
    numbers.replaceEach { values($0) }
  }

  /// What the numbers of the normal distribution before the cut stand for.
  @inline(__always)
  private func values(_ z: Four) -> Four {
    (center + scale * z).within(minimum, maximum)
  }
}

/// A standard normal distribution cut off at two bounds.
private struct NormalCut {
  let low: Double
  let high: Double
  let below: Double
  let inside: Double
  let above: Double

  init(_ low: Double, _ high: Double) {
    (self.low, self.high) = (low, high)
    below = low == -.infinity ? 0 : normalProbability(low)
    above = high == .infinity ? 0 : normalProbability(-high)
    // From the smaller tails, whose difference is exact where that of the larger ones is lost.
    inside =
      low > 0
      ? normalProbability(-low) - above : high < 0 ? normalProbability(high) - below : 1 - below - above
  }

  /// Mean and standard deviation of what is left.
  ///
  /// By Gauss and Legendre's rule on short pieces: the closed forms are small differences of large terms where the cut
  /// is narrow or lies in a tail.
  func moments() -> (mean: Double, deviation: Double) {
    let peak = min(max(0, low), high)
    // A piece in which the density falls by a factor of e or so; after 45 of them nothing is left.
    let piece = 1 / (1 + abs(peak))
    var sums = Sums(peak: peak)
    for (end, sign) in [(high, 1.0), (low, -1.0)] {
      let length = min(abs(end - peak), 45 * piece)
      let pieces = (length / piece).rounded(.up)
      for index in 0..<Int(pieces) {
        sums.add(from: sign * length * Double(index) / pieces, to: sign * length * Double(index + 1) / pieces)
      }
    }
    let shift = sums.first / sums.mass
    return (peak + shift, (sums.second / sums.mass - shift * shift).squareRoot())
  }

  /// Moments of the distance from the peak, the density there being 1.
  private struct Sums {
    let peak: Double
    var (mass, first, second) = (0.0, 0.0, 0.0)

    init(peak: Double) { self.peak = peak }

    mutating func add(from start: Double, to end: Double) {
      let nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363]
      let weights = [0.362683783378362, 0.3137066458778873, 0.22238103445337448, 0.10122853629037626]
      for (node, weight) in zip(nodes + nodes.map { -$0 }, weights + weights) {
        let distance = (start + end) / 2 + node * (end - start) / 2
        let density = weight * abs(end - start) * exponential(-distance * (peak + distance / 2))
        mass += density
        first += density * distance
        second += density * distance * distance
      }
    }
  }
}
