import Foundation
import FundNumerics
import Testing

@Suite struct `Exact sums` {
  @Test func `a sum is the exact one, rounded once`() throws {
    for column in try StatisticsFixture.load().columns {
      var sum = ExactSum()
      for number in column.numbers { sum.add(number) }
      #expect(sum.value == column.sum, "\(column.name)")
    }
  }

  @Test func `order and grouping change nothing`() throws {
    for column in try StatisticsFixture.load().columns {
      var forward = ExactSum()
      for number in column.numbers { forward.add(number) }
      var parts = (0..<3).map { _ in ExactSum() }
      for (place, number) in column.numbers.reversed().enumerated() { parts[place % 3].add(number) }
      var merged = parts[2]
      merged.add(parts[0])
      merged.add(parts[1])
      #expect(merged == forward)
      #expect(merged.value == forward.value)
    }
  }

  @Test func `what cancels is zero, and what is left of it is not lost`() {
    var sum = ExactSum()
    let least = Double.leastNonzeroMagnitude
    for number in [1e308, 1e308, -1e308, least, -1e308] { sum.add(number) }
    #expect(sum.value == least)
    sum.add(-least)
    #expect(sum.value == 0)
    #expect(sum == ExactSum())
  }

  @Test func `products are exact`() {
    // (2⁵³ − 1)² = 2¹⁰⁶ − 2⁵⁴ + 1
    var sum = ExactSum()
    let x = 0x1p53 - 1
    sum.add(x, times: x)
    sum.add(-0x1p106)
    sum.add(0x1p54)
    #expect(sum.value == 1)
    sum.add(0x1p-1000, times: -0x1p-1000, count: 256)
    sum.add(-1)
    #expect(sum.value == 0)
    #expect(sum != ExactSum())
  }

  @Test func `an expansion adds to the sum`() {
    var sum = ExactSum()
    for number in [1, 0x1p-60, 0x1p-120, -0x1p-200] { sum.add(number) }
    #expect(sum.expansion(4) == [1, 0x1p-60, 0x1p-120, -0x1p-200])
  }

  @Test func `half of a unit in the last place goes to the even neighbour, anything more does not`() {
    var sum = ExactSum()
    sum.add(1)
    sum.add(0x1p-53)
    #expect(sum.value == 1)
    sum.add(0x1p-900)
    #expect(sum.value == 1 + 0x1p-52)
  }

  @Test func `written and read a sum goes on as it was`() throws {
    let terms = [
      [], [0.0], [1], [-1], [1e300, -3, .leastNonzeroMagnitude], [-1e150, 1e-150], [0.1, 0.2, -0.3],
    ]
    for terms in terms {
      var sum = ExactSum()
      for term in terms { sum.add(term) }
      var read = try JSONDecoder().decode(ExactSum.self, from: JSONEncoder().encode(sum))
      #expect(read == sum && read.value == sum.value)
      sum.add(-2.5)
      read.add(-2.5)
      #expect(read == sum)
    }
  }

  @Test(arguments: [
    "[136,1]", "[-1,1]", "[3,-1]", "[3,4294967296]", "[135,1,1]", "[135,9223372036854775807]", "[0.5]", "7",
  ])
  func `what is no sum is not read`(text: String) {
    #expect(throws: (any Error).self) { try JSONDecoder().decode(ExactSum.self, from: Data(text.utf8)) }
  }
}

/// The content of `statistics.json`.
struct StatisticsFixture: Decodable {
  struct Column: Decodable {
    var name: String
    var numbers: [Double]
    var sum: Double
    var mean: Double
    var variance: Double
    var shares: [Double]
    var quantiles: [Double]
  }

  struct Pairs: Decodable {
    var x: [Double]
    var y: [Double]
    var covariance: Double
    var correlation: Double
  }

  var columns: [Column]
  var pairs: Pairs
  var wilson: [[Double]]

  static func load() throws -> StatisticsFixture { try fixture("statistics.json") }
}

/// The blocks in which a sweep hands over a column.
func blocks(of column: [Double]) -> [[Double]] {
  stride(from: 0, to: column.count, by: Moments.blockWidth).map {
    Array(column[$0..<min(column.count, $0 + Moments.blockWidth)])
  }
}
