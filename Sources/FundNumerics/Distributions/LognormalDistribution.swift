/// A positive number whose logarithm is normal, by the mean and the standard deviation *of the number itself*.
package struct LognormalDistribution: FourfoldDistribution, Hashable {
  package static let kind = "lognormal"
  package let mean: Double
  package let standardDeviation: Double
  private let logMean: Double
  private let logDeviation: Double

  package init(mean: Double, standardDeviation: Double) throws(DistributionFault) {
    try DistributionFault.Parameter("mean", mean).checkPositive()
    try DistributionFault.Parameter("standardDeviation", standardDeviation).checkPositive()
    // So far apart the square of their ratio would be no number.
    if standardDeviation / mean > 1e150 {
      throw .above(.init("standardDeviation", standardDeviation), limit: mean * 1e150)
    }
    self.mean = mean
    self.standardDeviation = standardDeviation
    let variation = standardDeviation / mean
    let variance = logarithmOfOnePlus(variation * variation)
    logMean = ln(mean) - variance / 2
    logDeviation = variance.squareRoot()
  }

  /// By the mean and the standard deviation of the logarithm.
  package init(logMean: Double, logDeviation: Double) throws(DistributionFault) {
    try DistributionFault.Parameter("logMean", logMean).checkFinite()
    try DistributionFault.Parameter("logDeviation", logDeviation).checkPositive()
    let variance = logDeviation * logDeviation
    let mean = exponential(logMean + variance / 2)
    // e^v − 1, by its series where the difference would lose digits.
    var excess = exponential(variance) - 1
    if variance < 0.01 {
      excess = (1...8).reversed().reduce(0) { ($0 + 1) * variance / Double($1) }
    }
    let deviation = mean * excess.squareRoot()
    try DistributionFault.Parameter("mean", mean).checkPositive()
    try DistributionFault.Parameter("standardDeviation", deviation).checkPositive()
    self.mean = mean
    standardDeviation = deviation
    self.logMean = logMean
    self.logDeviation = logDeviation
  }

  @inline(__always)
  func quantiles(_ u: Four) -> Four {
    exponential(logMean + logDeviation * normalQuantile(u, complement: 1 - u))
  }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    makeNormal(&numbers)
    transform(normals: &numbers)
  }

  package func transform(normals numbers: inout MutableSpan<Double>) {
    @inline(__always)
    func power(_ z: Four) -> Four { exponential(logMean + logDeviation * z) }
    numbers.replaceEach(power)
  }
}
