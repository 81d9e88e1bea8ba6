import Foundation
import Testing

import FundNumerics

/// Sums that do not hang on the order of their terms.
struct FixedSumsTests {
  @Test func `any order gives the same bits, near the exact sum`() {
    var random = FlowGenerator(seed: 5)
    let columns = (0..<400).map { _ in
      (0..<8).map { _ in
        Double.random(in: -0.5...0.5, using: &random) * pow(10, .random(in: -2...12, using: &random))
      }
    }
    func sums(_ order: some Sequence<Int>) -> [Double] {
      var sums = FixedSums(8)
      for place in order { sums.add(columns[place]) }
      return sums.values
    }
    let forwards = sums(columns.indices)
    #expect(sums(columns.indices.reversed()) == forwards)
    #expect(sums(columns.indices.sorted { $0 * 7 % 400 < $1 * 7 % 400 }) == forwards)
    for place in 0..<8 {
      var exact = ExactSum()
      for column in columns { exact.add(column[place]) }
      // Each of 400 terms is off by at most half of 2⁻⁴⁰, and the sum is rounded once.
      #expect(abs(forwards[place] - exact.value) <= 400 * 0x1p-41 + exact.value.ulp / 2)
    }
  }

  @Test func `numbers by hand`() {
    func sum(_ terms: [Double]) -> Double {
      var sums = FixedSums(1)
      for term in terms { sums.add([term]) }
      return sums.values[0]
    }
    #expect(sum([1e15, 1, -1e15]) == 1)
    #expect(sum([0.5, 0.25, -0.75]) == 0)
    #expect(sum([0x1p-40]) == 0x1p-40 && sum([0x1p-41]) == 0x1p-40 && sum([-0x1p-41]) == -0x1p-40)
    #expect(sum([0x1p-42]) == 0 && sum([.leastNonzeroMagnitude]) == 0)
    #expect(sum([0x1p61, 0x1p61, 0x1p61, 0x1p61]) == 0x1p63)
    #expect(sum([-2.5, -0x1p-41]) == -2.5 - 0x1p-40 && sum([-0.75, 0.75]) == 0)
    // What is missing, and what is beyond all money, adds nothing.
    #expect(sum([3, .nan, .infinity, -.infinity, 0x1p62, -0x1p62]) == 3)
    #expect(!FixedSums.adds(.nan) && !FixedSums.adds(0x1p62) && FixedSums.adds(-0x1p61))
    var both = FixedSums(2)
    #expect(both.add([1, 2]) && !both.add([.nan, 3]) && both.values == [1, 5])
    #expect(sum([]) == 0)
  }

  @Test func `written and read they go on as they were`() throws {
    var sums = FixedSums(4)
    sums.add([1e12, -3.25, 0, -0x1p61])
    var read = try JSONDecoder().decode(FixedSums.self, from: JSONEncoder().encode(sums))
    #expect(read == sums)
    read.add(sums)
    #expect(read.values == sums.values.map { 2 * $0 })
  }
}
