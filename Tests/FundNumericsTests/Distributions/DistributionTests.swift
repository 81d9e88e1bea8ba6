import Foundation
import FundNumerics
import Testing

@Suite struct `Distributions against published and exact values` {
  struct Exact: Decodable, Sendable, CustomTestStringConvertible {
    var kind: String
    var parameters: [Double?]
    var p: [Double]
    var quantiles: [Double]
    var mean: Double
    var standardDeviation: Double

    var testDescription: String { "\(kind) \(parameters)" }

    func distribution() throws -> any Distribution {
      let given = parameters.map { $0 ?? .nan }
      switch kind {
      case "uniform": return try UniformDistribution(minimum: given[0], maximum: given[1])
      case "triangular":
        return try TriangularDistribution(minimum: given[0], mode: given[1], maximum: given[2])
      case "pert":
        return try PertDistribution(minimum: given[0], mode: given[1], maximum: given[2], lambda: given[3])
      case "normal": return try NormalDistribution(mean: given[0], standardDeviation: given[1])
      case "lognormal": return try LognormalDistribution(mean: given[0], standardDeviation: given[1])
      default:
        return try TruncatedNormalDistribution(
          mean: given[0], standardDeviation: given[1], minimum: parameters[2] ?? -.infinity,
          maximum: parameters[3] ?? .infinity)
      }
    }
  }

  private struct File: Decodable {
    var cases: [Exact]
    var normalProbabilities: [[Double]]
  }

  static let exact: [Exact] = (try? fixture("distributions.json", as: File.self).cases) ?? []

  @Test(arguments: exact)
  func `quantiles and moments are those of 40-digit arithmetic`(exact: Exact) throws {
    let distribution = try exact.distribution()
    let spread = exact.standardDeviation
    for (p, quantile) in zip(exact.p, exact.quantiles) {
      // Besides, the rounding of the place itself, and of a probability near ½ where a cut is narrow.
      let cut = exact.kind == "truncatedNormal" ? 3e-16 * (exact.parameters[1] ?? 0) : 0
      let allowed = 1e-12 * spread + 4e-15 * abs(quantile) + cut
      #expect(abs(distribution.quantile(p) - quantile) <= allowed, "at \(p)")
    }
    #expect(abs(distribution.mean - exact.mean) <= 1e-14 * abs(exact.mean) + 1e-13 * spread)
    #expect(abs(distribution.standardDeviation / spread - 1) <= 1e-13)
  }

  @Test func `quantiles are those of the published table`() throws {
    let lines = try String(contentsOf: fixtureURL("inverse_cdf.csv"), encoding: .utf8).split(
      whereSeparator: \.isNewline)
    var seen = 0
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      var given: [String: Double] = [:]
      for pair in fields[1].split(separator: ";") {
        let parts = pair.split(separator: "=")
        given[String(parts[0])] = Double(parts[1])
      }
      func value(_ name: String) throws -> Double { try #require(given[name]) }
      let p = try #require(Double(fields[2]))
      let expected = try #require(Double(fields[3]))
      let distribution: any Distribution
      switch fields[0] {
      case "normal":
        distribution = try NormalDistribution(mean: value("mean"), standardDeviation: value("sd"))
        // The table's p is the decimal number, ours its nearest double: near 1 that moves the quantile.
        let slack = p > 0.5 ? 0x1p-53 / density(expected) : 0
        #expect(abs(normalQuantile(p) - expected) <= 1e-15 * abs(expected) + slack, "\(line)")
      case "lognormal":
        distribution = try LognormalDistribution(logMean: value("mu"), logDeviation: value("sigma"))
      case "triangular":
        distribution = try TriangularDistribution(
          minimum: value("min"), mode: value("mode"), maximum: value("max"))
      case "pert":
        distribution = try PertDistribution(
          minimum: value("min"), mode: value("mode"), maximum: value("max"), lambda: value("lambda"))
      default:
        distribution = try TruncatedNormalDistribution(
          mean: value("mean"), standardDeviation: value("sd"), minimum: value("low"), maximum: value("high"))
      }
      // 1e-12, and what the rounding of p to a double near 1 moves: less than 1e-10 even at 1 − 1e-6.
      let allowed = 1e-12 * max(abs(expected), distribution.standardDeviation) + (p > 0.999 ? 1e-10 : 0)
      #expect(abs(distribution.quantile(p) - expected) <= allowed, "\(line)")
      seen += 1
    }
    #expect(seen == 243)
  }

  private func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

  /// SciPy 1.x: `beta.ppf(p, 1 + λ·mode, 1 + λ·(1 − mode))`. Far below its middle such a distribution has probabilities
  /// that no number holds.
  @Test(arguments: [
    (0.5, 9999.0, [0.47003866304880965, 0.4902013660718027, 0.5, 0.5154470874507779]),
    (0.1, 10_000, [0.08301845925393639, 0.09427511307319279, 0.10005332805650587, 0.10957936695960029]),
  ])
  func `a PERT distribution as narrow as can be`(mode: Double, lambda: Double, expected: [Double]) throws {
    let distribution = try PertDistribution(minimum: 0, mode: mode, maximum: 1, lambda: lambda)
    for (p, expected) in zip([1e-9, 0.025, 0.5, 0.999], expected) {
      #expect(abs(distribution.quantile(p) - expected) < 1e-12)
    }
  }

  @Test(arguments: [1e-300, 1e-160, 1e-20, 1e-6])
  func `a normal distribution cut off far beyond its width is as good as whole`(deviation: Double) throws {
    let distribution = try TruncatedNormalDistribution(
      mean: 1000, standardDeviation: deviation, minimum: 0, maximum: 1e15)
    #expect(abs(distribution.mean - 1000) < 1e-9)
    for p in [1e-9, 0.3, 0.999] {
      #expect(abs(distribution.quantile(p) - (1000 + deviation * normalQuantile(p))) < 1e-12)
    }
  }

  @Test func `the normal probability is nothing far out, and no number is too far`() {
    for z in [45, 1e8, 1e154, 1e200, 1.7e308, Double.infinity] {
      #expect(normalProbability(-z) == 0 && normalProbability(z) == 1)
    }
    #expect(normalProbability(.nan).isNaN)
  }

  @Test func `the normal probability is exact in the lower tail and in the middle`() throws {
    for row in try fixture("distributions.json", as: File.self).normalProbabilities {
      #expect(abs(normalProbability(row[0]) - row[1]) <= 5e-15 * row[1], "at \(row[0])")
    }
  }

  @Test func `a lognormal by its logarithm is the same by its own moments`() throws {
    for deviation in [1e-4, 0.05, 0.5, 2] {
      let byLog = try LognormalDistribution(logMean: 1, logDeviation: deviation)
      let byMoments = try LognormalDistribution(mean: byLog.mean, standardDeviation: byLog.standardDeviation)
      for p in [0.001, 0.5, 0.9] {
        #expect(abs(byLog.quantile(p) / byMoments.quantile(p) - 1) < 1e-12)
      }
      #expect(abs(byLog.quantile(0.5) - exp(1)) < 1e-14)
    }
  }

  @Test func `a discrete distribution gives each value its share, in ascending order`() throws {
    let distribution = try DiscreteDistribution(
      values: [5, 1, 3, 1, 9], probabilities: [0.25, 0.25, 0.25, 0.25, 0])
    #expect(distribution.values == [1, 3, 5])
    #expect(distribution.probabilities == [0.5, 0.25, 0.25])
    #expect(
      [0.01, 0.5, 0.500001, 0.75, 0.751, 0.999].map { distribution.quantile($0) } == [1, 1, 3, 3, 5, 5])
    // 1·½ + 3·¼ + 5·¼ = 2.5; (2.25·½ + 0.25·¼ + 6.25·¼) = 2.75
    #expect(distribution.mean == 2.5)
    #expect(distribution.standardDeviation == 2.75.squareRoot())
  }

  @Test func `an empirical distribution joins the observations by straight lines`() throws {
    let distribution = try EmpiricalDistribution(observations: [4, 0, 1])
    // Excel: PERCENTILE.INC({0,1,4}, 0.25) = 0.5, 0.75 → 2.5.
    #expect([0.25, 0.5, 0.75].map { distribution.quantile($0) } == [0.5, 1, 2.5])
    // Half uniform on 0...1, half on 1...4: mean ½·½ + ½·2.5; E x² = ½·⅓ + ½·7.
    #expect(distribution.mean == 1.5)
    #expect(abs(distribution.standardDeviation - (0.5 / 3 + 3.5 - 2.25).squareRoot()) < 1e-15)
  }
}
