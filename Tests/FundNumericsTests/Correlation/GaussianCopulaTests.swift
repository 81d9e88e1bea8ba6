import Foundation
import FundNumerics
import Testing

@Suite struct `Correlated inputs` {
  private func fault(
    _ inputs: Int, _ correlations: [Correlation], _ measure: CorrelationMeasure = .normal
  ) -> CorrelationFault? {
    do {
      _ = try GaussianCopula(inputs: inputs, correlations: correlations, measure: measure)
      return nil
    } catch {
      return error
    }
  }

  /// Normal numbers of so many rows, correlated, by input.
  private func columns(_ copula: GaussianCopula, rows: Int, width: Int) -> [[Double]] {
    let draws = RandomSampler(seed: 6)
    let lanes = Lanes(width: width, vectors: copula.inputs)
    var columns = Array(repeating: [Double](), count: copula.inputs)
    for first in stride(from: 0, to: rows, by: width) {
      for input in 0..<copula.inputs {
        lanes.withVector(lanes.vector(input, from: 0)) {
          draws.fill(&$0, from: UInt64(first), input: input)
          makeNormal(&$0)
        }
      }
      copula.correlate(lanes, from: 0)
      for input in 0..<copula.inputs {
        columns[input] += lanes.load(width, at: lanes.vector(input, from: 0).offset)
      }
    }
    return columns
  }

  @Test func `the factor is the textbook's`() throws {
    // Rows (1, 0, 0), (0.6, 0.8, 0), (0.5, 0.5, √½): products 0.6, 0.5, 0.7.
    let copula = try GaussianCopula(
      inputs: 3, correlations: [Correlation(0, 1, 0.6), Correlation(2, 0, 0.5), Correlation(1, 2, 0.7)])
    let expected = [1, 0, 0, 0.6, 0.8, 0, 0.5, 0.5, 0.5.squareRoot()]
    #expect(zip(copula.factor, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test(arguments: CorrelationMeasure.allCases)
  func `draws have the correlation that was asked for`(measure: CorrelationMeasure) throws {
    let wanted = [Correlation(0, 1, 0.6), Correlation(0, 2, -0.4), Correlation(1, 2, 0.1)]
    let copula = try GaussianCopula(inputs: 4, correlations: wanted, measure: measure)
    let rows = 1 << 15
    var columns = columns(copula, rows: rows, width: 256)
    if measure == .rank {
      columns = columns.map { column in
        var ranks = column
        for (rank, row) in column.indices.sorted(by: { column[$0] < column[$1] }).enumerated() {
          ranks[row] = Double(rank)
        }
        return ranks
      }
    }
    for correlation in wanted + [Correlation(0, 3, 0), Correlation(2, 3, 0)] {
      var joint = JointMoments()
      for (x, y) in zip(blocks(of: columns[correlation.first]), blocks(of: columns[correlation.second])) {
        joint.add(x.span, y.span)
      }
      #expect(abs(try #require(joint.correlation) - correlation.value) < 4 / Double(rows).squareRoot())
    }
  }

  @Test func `a lane is the same in a block of any width`() throws {
    let copula = try GaussianCopula(
      inputs: 3, correlations: [Correlation(0, 1, 0.3), Correlation(1, 2, -0.7)])
    let wide = columns(copula, rows: 256, width: 256)
    #expect(columns(copula, rows: 256, width: 32) == wide)
    #expect(columns(copula, rows: 256, width: 1) == wide)
  }

  @Test func `values out of range, pairs given twice and inputs with themselves are named`() {
    #expect(fault(2, [Correlation(0, 1, 1)]) == .outOfRange(Correlation(0, 1, 1)))
    #expect(fault(2, [Correlation(1, 1, 0.5)]) == .withItself(Correlation(1, 1, 0.5)))
    #expect(
      fault(2, [Correlation(0, 1, 0.5), Correlation(1, 0, 0.4)])
        == .givenTwice(Correlation(0, 1, 0.5), Correlation(1, 0, 0.4)))
    guard case .outOfRange = fault(2, [Correlation(0, 1, .nan)]) else {
      Issue.record("a correlation that is no number is out of range")
      return
    }
  }

  @Test func `three that contradict each other are found among many, with what would do`() throws {
    let three = [Correlation(1, 3, 0.9), Correlation(3, 5, 0.9), Correlation(1, 5, 0.2)]
    let others = [Correlation(0, 1, 0.3), Correlation(2, 4, -0.5), Correlation(6, 5, 0.1)]
    guard case .contradiction(let found) = fault(7, others + three) else {
      Issue.record("0.9, 0.9 and 0.2 cannot be")
      return
    }
    #expect(found.inputs == [1, 3, 5])
    #expect(found.correlations == three)
    // Of 1 and 3, input 5 explains a part of both, with a little help of 6, and 0 some of 1. As 5 and 6 share 0.01:
    // 0.9·0.2/0.99 + √((1 − 0.3² − 0.2²/0.99)·(1 − 0.9²/0.99)) = 0.579. The other 0.9 would have to fall to 0.520,
    // and 0.2 to rise to 0.676.
    #expect(found.nearest == three[0])
    let limit = 0.18 / 0.99 + ((0.91 - 0.04 / 0.99) * (1 - 0.81 / 0.99)).squareRoot()
    #expect(abs(found.feasible.upperBound - limit) < 1e-14)
    #expect(found.suggestion == 0.57)
    let mended = three.map { $0 == found.nearest ? Correlation(1, 3, found.suggestion) : $0 }
    #expect(fault(7, others + mended) == nil)
  }

  @Test func `four that contradict each other only together are found`() {
    // Each two move against each other: of n inputs, −1/(n − 1) is the limit; −0.4 is possible for three, not for four.
    let all = (0..<4).flatMap { a in ((a + 1)..<4).map { Correlation(a + 1, $0 + 1, -0.4) } }
    guard case .contradiction(let found) = fault(6, all) else {
      Issue.record("−0.4 among four cannot be")
      return
    }
    #expect(found.inputs == [1, 2, 3, 4])
    #expect(found.correlations.count == 6)
    let mended = all.map { $0 == found.nearest ? Correlation($0.first, $0.second, found.suggestion) : $0 }
    #expect(fault(6, mended) == nil)
  }

  @Test func `ranks are told in ranks`() {
    let three = [Correlation(0, 1, 0.9), Correlation(1, 2, 0.9), Correlation(0, 2, 0.2)]
    guard case .contradiction(let found) = fault(3, three, .rank) else {
      Issue.record("0.9, 0.9 and 0.2 cannot be")
      return
    }
    func normal(_ rank: Double) -> Double { 2 * sin(.pi * rank / 6) }
    let (a, b) = (normal(0.9), normal(0.2))
    let limit = a * b + ((1 - a * a) * (1 - b * b)).squareRoot()
    #expect(abs(normal(found.feasible.upperBound) - limit) < 1e-14)
  }
}
