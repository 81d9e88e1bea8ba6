/// Density rising in a straight line from the minimum to the mode, and falling to the maximum.
package struct TriangularDistribution: FourfoldDistribution, Hashable {
  package static let kind = "triangular"
  package let minimum: Double
  package let mode: Double
  package let maximum: Double

  package init(minimum: Double, mode: Double, maximum: Double) throws(DistributionFault) {
    try checkRange(minimum: minimum, mode: mode, maximum: maximum)
    self.minimum = minimum
    self.mode = mode
    self.maximum = maximum
  }

  package var mean: Double { minimum / 3 + mode / 3 + maximum / 3 }

  package var standardDeviation: Double {
    // From differences: of squares of large, near values nothing would be left.
    let (left, right) = (mode - minimum, maximum - mode)
    return ((left * left + right * right + left * right) / 18).squareRoot()
  }

  @inline(__always)
  func quantiles(_ u: Four) -> Four {
    let range = maximum - minimum
    let isRising = u * range .<= mode - minimum
    let squared = ((1 - u) * (range * (maximum - mode))).replacing(
      with: u * (range * (mode - minimum)), where: isRising)
    let distance = squared.squareRoot()
    return (maximum - distance).replacing(with: minimum + distance, where: isRising)
  }
}
