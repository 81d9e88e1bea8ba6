import FundNumerics
import Testing

@Suite struct OrderStatisticsTests {
  private static let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]

  /// By a full order: straight lines between neighbours.
  private func sorted(_ numbers: [Double]) -> [Double] {
    let ordered = numbers.sorted()
    return Self.shares.map { share in
      let place = share * Double(ordered.count - 1)
      let rank = Int(place)
      guard rank + 1 < ordered.count else { return ordered[rank] }
      return ordered[rank] + (ordered[rank + 1] - ordered[rank]) * (place - Double(rank))
    }
  }

  private static var columns: [[Double]] {
    var state: UInt64 = 88_172_645_463_325_252
    func next() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let sizes = [1, 2, 3, 20, 255, 1000, 5000]
    var columns: [[Double]] = []
    for size in sizes {
      let even: [Double] = (0..<size).map { _ in next() * 2e6 - 1e6 }
      // Nearly all in one part, with one number far away; few different numbers; a wide range of sizes.
      let far: [Double] = (0..<size).map { $0 == 0 ? 1e12 : next() }
      let few: [Double] = (0..<size).map { _ in (next() * 4).rounded(.down) }
      let wide: [Double] = (0..<size).map { _ in next() < 0.5 ? -1e-300 * next() : 1e300 * next() }
      columns += [even, far, few, wide]
    }
    return columns
  }

  @Test(arguments: columns) func `quantiles are those of the ordered column`(column: [Double]) {
    let found = OrderStatistics.quantiles(Self.shares, of: column)
    for (own, expected) in zip(found, sorted(column)) {
      #expect(abs(own - expected) <= 1e-12 * abs(expected), "\(column.count): \(own), \(expected)")
    }
  }

  @Test func `a column of one value has it everywhere`() {
    #expect(OrderStatistics.quantiles([0.05, 0.5], of: [7, 7, 7]) == [7, 7])
    #expect(OrderStatistics.quantiles([0.5], of: [-.leastNonzeroMagnitude, 0]) == [-.leastNonzeroMagnitude])
    let widest = OrderStatistics.quantiles(
      [0, 1], of: [.greatestFiniteMagnitude, 0, -.greatestFiniteMagnitude])
    #expect(widest == [-.greatestFiniteMagnitude, .greatestFiniteMagnitude])
  }
}
