import FundNumerics
import Testing

@Suite struct `Laws of all distributions` {
  /// At least one of every kind.
  static func examples() throws -> [any Distribution] {
    [
      try UniformDistribution(minimum: -2, maximum: 3),
      try TriangularDistribution(minimum: 0, mode: 0, maximum: 2),
      try TriangularDistribution(minimum: 5, mode: 6, maximum: 9),
      try PertDistribution(minimum: 0, mode: 0.25, maximum: 1),
      try PertDistribution(minimum: 10, mode: 10, maximum: 30, lambda: 2),
      try NormalDistribution(mean: 3, standardDeviation: 0.5),
      try TruncatedNormalDistribution(mean: 1, standardDeviation: 2, minimum: 0, maximum: 4),
      try TruncatedNormalDistribution(mean: 0, standardDeviation: 1, minimum: 3),
      try LognormalDistribution(mean: 10, standardDeviation: 4),
      try DiscreteDistribution(values: [1, 2, 4], probabilities: [0.2, 0.5, 0.3]),
      try DiscreteDistribution(
        values: (0..<20).map { Double($0 * $0) }, probabilities: Array(repeating: 0.05, count: 20)),
      try EmpiricalDistribution(observations: [3, 1, 4, 1, 5, 9, 2, 6]),
    ]
  }

  @Test func `every kind has an example, and no two have one name`() throws {
    let kinds = distributionKinds.map { $0.kind }
    #expect(Set(kinds).count == kinds.count)
    #expect(Set(try Self.examples().map { type(of: $0).kind }) == Set(kinds))
  }

  @Test func `a larger probability never has a smaller quantile, however it is drawn`() throws {
    let grid = (1..<4096).map { Double($0) / 4096 } + [0x1p-53, 1e-12, 1 - 1e-12, 1 - 0x1p-53]
    let u = grid.sorted()
    for distribution in try Self.examples() {
      let batch = filled(u.count) { span in
        for place in u.indices { span[place] = u[place] }
        distribution.transform(uniforms: &span)
      }
      let kind = type(of: distribution).kind
      let rounding = 1e-15 * distribution.standardDeviation
      #expect(zip(batch, batch.dropFirst()).allSatisfy { $0 <= $1 + rounding }, "\(kind)")
      for (u, drawn) in zip(u, batch) {
        // A table errs by 1e-10 of the range, which is less than ten deviations here.
        #expect(
          abs(drawn - distribution.quantile(u)) <= 1e-9 * distribution.standardDeviation, "\(kind) at \(u)")
      }
    }
  }

  @Test func `a number alone is the number in a block`() throws {
    let draws = CounterDraws(seed: 8, purpose: .sample)
    for distribution in try Self.examples() {
      let block = filled(259) { span in
        draws.fill(&span, from: 0, input: 0)
        distribution.transform(uniforms: &span)
      }
      for row in block.indices {
        let alone = filled(1) { span in
          span[0] = draws.uniform(row: UInt64(row), input: 0)
          distribution.transform(uniforms: &span)
        }
        #expect(alone == [block[row]])
      }
    }
  }

  @Test func `normal numbers go the same way as their probabilities`() throws {
    for distribution in try Self.examples() {
      for z in [-6, -2.5, -0.3, 0.1, 1.7, 4] {
        let byNormal = filled(1) { span in
          span[0] = z
          distribution.transform(normals: &span)
        }
        let expected = distribution.quantile(normalProbability(z))
        #expect(abs(byNormal[0] - expected) <= 1e-9 * (distribution.standardDeviation + abs(expected)))
      }
    }
  }

  @Test func `means and deviations are those of the quantiles`() throws {
    // The midpoint rule over u, fine at both ends: a second road for the closed forms.
    for distribution in try Self.examples() {
      let count = 1 << 15
      var values: [Double] = []
      for place in 0..<count { values.append(distribution.quantile((Double(place) + 0.5) / Double(count))) }
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      #expect(abs(mean - distribution.mean) < 1e-3 * distribution.standardDeviation)
      #expect(abs(variance.squareRoot() / distribution.standardDeviation - 1) < 5e-3)
    }
  }

  @Test func `the table of a PERT distribution errs by less than it promises`() throws {
    for (mode, lambda) in [
      (0.0, 4.0), (0.3, 4), (1, 4), (0.5, 0.05), (0.02, 600), (0.5, 9999), (0.1, 10_000), (0, 10_000),
      (1, 9999),
    ] {
      let distribution = try PertDistribution(minimum: 0, mode: mode, maximum: 1, lambda: lambda)
      #expect(distribution.tableError <= 1e-10)
      let draws = CounterDraws(seed: 1, purpose: .sample)
      let u = filled(2000) { draws.fill(&$0, from: 0, input: 0) }
      let drawn = filled(2000) { span in
        for place in u.indices { span[place] = u[place] }
        distribution.transform(uniforms: &span)
      }
      for (u, drawn) in zip(u, drawn) { #expect(abs(drawn - distribution.quantile(u)) <= 1e-10) }
    }
  }
}
