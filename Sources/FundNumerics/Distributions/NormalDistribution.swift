/// The normal distribution, unbounded on both sides.
package struct NormalDistribution: FourfoldDistribution, Hashable {
  package static let kind = "normal"
  package let mean: Double
  package let standardDeviation: Double

  package init(mean: Double, standardDeviation: Double) throws(DistributionFault) {
    try DistributionFault.Parameter("mean", mean).checkFinite()
    try DistributionFault.Parameter("standardDeviation", standardDeviation).checkPositive()
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  @inline(__always)
  func quantiles(_ u: Four) -> Four { mean + standardDeviation * normalQuantile(u, complement: 1 - u) }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    makeNormal(&numbers)
    transform(normals: &numbers)
  }

  package func transform(normals numbers: inout MutableSpan<Double>) {
    numbers.replaceEach { mean + standardDeviation * $0 }
  }
}
