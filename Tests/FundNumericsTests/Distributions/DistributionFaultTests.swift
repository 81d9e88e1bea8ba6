import FundNumerics
import Testing

@Suite struct `Parameters that make no distribution` {
  private func fault(_ make: () throws(DistributionFault) -> Void) -> DistributionFault? {
    do {
      try make()
      return nil
    } catch {
      return error
    }
  }

  @Test func `bounds in the wrong order are named with their values`() {
    #expect(
      fault { () throws(DistributionFault) in _ = try UniformDistribution(minimum: 2, maximum: 2) }
        == .notBelow(.init("minimum", 2), .init("maximum", 2)))
    #expect(
      fault { () throws(DistributionFault) in _ = try TriangularDistribution(minimum: 0, mode: 3, maximum: 2)
      }
        == .aboveOther(.init("mode", 3), .init("maximum", 2)))
    #expect(
      fault { () throws(DistributionFault) in _ = try PertDistribution(minimum: 1, mode: 0, maximum: 2) }
        == .aboveOther(.init("minimum", 1), .init("mode", 0)))
  }

  @Test func `deviations and weights must be positive and finite`() {
    #expect(
      fault { () throws(DistributionFault) in _ = try NormalDistribution(mean: 0, standardDeviation: 0) }
        == .notPositive(.init("standardDeviation", 0)))
    #expect(
      fault { () throws(DistributionFault) in _ = try LognormalDistribution(mean: -1, standardDeviation: 1) }
        == .notPositive(.init("mean", -1)))
    #expect(
      fault { () throws(DistributionFault) in
        _ = try PertDistribution(minimum: 0, mode: 1, maximum: 2, lambda: 1e5)
      } == .above(.init("lambda", 1e5), limit: 10_000))
    // The square of their ratio would be no number, and every quantile missing.
    #expect(
      fault { () throws(DistributionFault) in
        _ = try LognormalDistribution(mean: 0x1p-600, standardDeviation: 1)
      } == .above(.init("standardDeviation", 1), limit: 0x1p-600 * 1e150))
    #expect(
      fault { () throws(DistributionFault) in
        _ = try NormalDistribution(mean: .infinity, standardDeviation: 1)
      }
        == .notFinite(.init("mean", .infinity)))
  }

  @Test func `probabilities must add to 1`() {
    #expect(
      fault { () throws(DistributionFault) in
        _ = try DiscreteDistribution(values: [1, 2], probabilities: [0.5, 0.25])
      } == .probabilitiesAddTo(0.75))
    #expect(
      fault { () throws(DistributionFault) in
        _ = try DiscreteDistribution(values: [1, 2], probabilities: [1.5, -0.5])
      } == .negativeProbability(index: 1, value: -0.5))
    #expect(
      fault { () throws(DistributionFault) in
        _ = try DiscreteDistribution(values: [1], probabilities: [0.5, 0.5])
      }
        == .countsDiffer(values: 1, probabilities: 2))
    #expect(
      fault { () throws(DistributionFault) in _ = try DiscreteDistribution(values: [], probabilities: []) }
        == .tooFew(count: 0, least: 1))
    #expect(
      fault { () throws(DistributionFault) in _ = try EmpiricalDistribution(observations: [1]) }
        == .tooFew(count: 1, least: 2))
  }

  @Test func `a cut where nothing is left is refused`() {
    #expect(
      fault { () throws(DistributionFault) in
        _ = try TruncatedNormalDistribution(mean: 0, standardDeviation: 1, minimum: 40, maximum: 50)
      } == .noProbability(.init("minimum", 40), .init("maximum", 50)))
  }
}
