import FundNumerics
import Testing

@Suite struct `Moments of a column` {
  private func moments(_ blocks: [[Double]]) -> Moments {
    var moments = Moments()
    for block in blocks { moments.add(block.span) }
    return moments
  }

  @Test func `they are those of exact fractions, also far from zero`() throws {
    for column in try StatisticsFixture.load().columns {
      let moments = moments(blocks(of: column.numbers))
      #expect(moments.count == column.numbers.count)
      #expect(moments.minimum == column.numbers.min())
      #expect(moments.maximum == column.numbers.max())
      let size = column.numbers.map(abs).max() ?? 0
      let (mean, variance) = (try #require(moments.mean), try #require(moments.variance))
      #expect(abs(mean - column.mean) <= 2e-16 * size, "\(column.name)")
      #expect(abs(variance - column.variance) <= 1e-13 * column.variance, "\(column.name)")
    }
  }

  @Test func `however blocks are shared among threads and shards, the bits are the same`() throws {
    let draws = CounterDraws(seed: 3, purpose: .sample)
    let column = filled(10_000) { draws.fill(&$0, from: 0, input: 0) }.map { $0 < 0.001 ? .nan : 1e7 + $0 }
    let blocks = blocks(of: column)
    let whole = moments(blocks)
    for shards in [2, 3, 7] {
      for striped in [true, false] {
        var parts = (0..<shards).map { _ in Moments() }
        for (index, block) in blocks.enumerated() {
          parts[striped ? index % shards : index * shards / blocks.count].add(block.span)
        }
        var merged = Moments()
        for part in parts.reversed() { merged.add(part) }
        #expect(merged == whole)
        #expect(merged.mean == whole.mean && merged.variance == whole.variance)
      }
    }
  }

  @Test func `missing numbers are counted by their reason and otherwise left out`() {
    let reason = Double(nan: 7, signaling: false)
    let other = Double(nan: 3, signaling: false)
    let moments = moments([[1, reason, 3], [other, reason, .infinity, 5]])
    #expect(moments.count == 3)
    #expect(moments.mean == 3)
    #expect(moments.variance == 4)
    #expect(moments.missingCount == 4)
    let counts = moments.missing.map { ($0.bits, $0.count) }
    let expected = [(Double.infinity.bitPattern, 1), (other.bitPattern, 1), (reason.bitPattern, 2)]
    #expect(counts.map(\.0) == expected.map(\.0) && counts.map(\.1) == expected.map(\.1))
  }

  @Test func `without numbers there is no mean, with one no deviation`() {
    #expect(moments([[.nan]]).mean == nil)
    #expect(moments([[4]]).mean == 4)
    #expect(moments([[4]]).standardDeviation == nil)
    #expect(moments([[4, 4]]).standardDeviation == 0)
  }

  @Test func `covariance and correlation are those of exact fractions`() throws {
    let pairs = try StatisticsFixture.load().pairs
    var joint = JointMoments()
    for (x, y) in zip(blocks(of: pairs.x), blocks(of: pairs.y)) { joint.add(x.span, y.span) }
    let (covariance, correlation) = (try #require(joint.covariance), try #require(joint.correlation))
    #expect(abs(covariance / pairs.covariance - 1) < 1e-12)
    #expect(abs(correlation - pairs.correlation) < 1e-13)
  }

  @Test func `a row with one number missing does not count for a correlation`() {
    var (joint, plain, parts) = (JointMoments(), JointMoments(), JointMoments())
    joint.add([1, 2, .nan, 4, 5].span, [2, 1, 9, .nan, 7].span)
    plain.add([1, 2, 5].span, [2, 1, 7].span)
    #expect(joint.count == 3)
    #expect(joint.correlation == plain.correlation)
    // Σxy = 39, means 8/3 and 10/3: (39 − 80/3)/2
    #expect(abs((joint.covariance ?? 0) - 37.0 / 6) < 1e-14)
    parts.add(joint)
    #expect(parts == joint)
    #expect(JointMoments().correlation == nil)
  }
}
