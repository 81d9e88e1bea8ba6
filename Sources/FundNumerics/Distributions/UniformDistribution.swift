/// Every value between two bounds equally likely.
package struct UniformDistribution: FourfoldDistribution, Hashable {
  package static let kind = "uniform"
  package let minimum: Double
  package let maximum: Double

  package init(minimum: Double, maximum: Double) throws(DistributionFault) {
    try DistributionFault.Parameter("minimum", minimum).checkBelow(.init("maximum", maximum))
    self.minimum = minimum
    self.maximum = maximum
  }

  package var mean: Double { minimum / 2 + maximum / 2 }
  package var standardDeviation: Double { (maximum / 2 - minimum / 2) / 3.0.squareRoot() }

  @inline(__always)
  func quantiles(_ u: Four) -> Four {
    let value = minimum + (maximum - minimum) * u
    return value.replacing(with: maximum, where: value .> maximum)
  }
}
