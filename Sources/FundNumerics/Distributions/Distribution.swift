/// The distribution of an uncertain number, drawn through its quantile function: one uniform number makes one value,
/// and a larger one no smaller value (but for rounding). So strata, Sobol' points and correlations keep their meaning.
///
/// An initialiser that throws a `DistributionFault` has checked everything; behind it nothing fails.
package protocol Distribution: Sendable {
  /// The word for it, the same in every language of the program: `triangular`.
  static var kind: String { get }

  /// In the unit of the values.
  var mean: Double { get }

  /// In the unit of the values.
  var standardDeviation: Double { get }

  /// The value below which the share `u` of all draws lies, 0 < u < 1, to about a unit in the last place.
  func quantile(_ u: Double) -> Double

  /// Replaces uniform numbers in (0, 1) by their quantiles, to 1e-10 of the range at worst. This is what a sweep
  /// draws; the bits are the same for a number alone and in a block.
  func transform(uniforms numbers: inout MutableSpan<Double>)

  /// Replaces standard normal numbers by the quantiles of their probabilities, as correlated inputs are drawn.
  func transform(normals numbers: inout MutableSpan<Double>)
}

extension Distribution {
  package func transform(normals numbers: inout MutableSpan<Double>) {
    // So far out that the probability rounds to 1, the last draw a sampler can make stands for all.
    @inline(__always)
    func probability(_ z: Four) -> Four {
      normalProbability(z).within(0x1p-53, 1 - 0x1p-53)
    }
    numbers.replaceEach(probability)
    transform(uniforms: &numbers)
  }
}

/// Every distribution there is, in the order of the handbook. What holds for all is tested over this list.
package let distributionKinds: [any Distribution.Type] = [
  UniformDistribution.self, TriangularDistribution.self, PertDistribution.self, NormalDistribution.self,
  TruncatedNormalDistribution.self, LognormalDistribution.self, DiscreteDistribution.self,
  EmpiricalDistribution.self,
]

/// A distribution whose quantiles are computed four at a time; one alone goes the same way.
protocol FourfoldDistribution: Distribution {
  func quantiles(_ u: Four) -> Four
}

extension FourfoldDistribution {
  package func quantile(_ u: Double) -> Double {
    precondition(0 < u && u < 1, "a quantile at \(u)")
    return quantiles(Four(repeating: u))[0]
  }

  package func transform(uniforms numbers: inout MutableSpan<Double>) {
    @inline(__always)
    func all(_ u: Four) -> Four { quantiles(u) }
    numbers.replaceEach(all)
  }
}
