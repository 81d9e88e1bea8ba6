import Foundation
import FundNumerics
import Testing

@Suite struct `Counter-based draws` {
  private struct Known: Decodable {
    var id: String
    var counter: [String]?
    var key: [String]?
    var expected: [String]
  }

  @Test func `the generator gives the published words`() throws {
    let cases = try fixture("rng.json", as: CaseFile<Known>.self).cases.filter {
      $0.id.hasPrefix("philox4x32-10")
    }
    #expect(cases.count == 3)
    for known in cases {
      let counter = try #require(known.counter).compactMap { UInt32($0, radix: 16) }
      let key = try #require(known.key).compactMap { UInt32($0, radix: 16) }
      let words = Philox(key: SIMD2(key)).words(SIMD4(counter))
      #expect((0..<4).map { words[$0] } == known.expected.compactMap { UInt32($0, radix: 16) }, "\(known.id)")
    }
  }

  @Test func `a draw is made of the 52 high bits of two words, counted by row, input and purpose`() {
    let words = Philox(seed: 0x0123_4567_89ab_cdef).words(
      SIMD4(0x8000_0003, 1, 7, DrawPurpose.jitter.rawValue))
    let draws = CounterDraws(seed: 0x0123_4567_89ab_cdef, purpose: .jitter)
    let row: UInt64 = 0x3_0000_0006
    for (row, low, high) in [(row, words[0], words[1]), (row + 1, words[2], words[3])] {
      let bits = UInt64(high) << 32 | UInt64(low)
      #expect(draws.bits(row: row, input: 7) == bits)
      #expect(draws.uniform(row: row, input: 7) == (Double(bits >> 12) + 0.5) * 0x1p-52)
    }
  }

  @Test(arguments: [0, 1, 255, 256, 0x1_ffff_fff8, 0x1_ffff_fffb] as [UInt64], [1, 7, 8, 9, 256, 301])
  func `a row alone is the row in a block, wherever the block begins`(first: UInt64, count: Int) {
    let draws = CounterDraws(seed: 99, purpose: .sample)
    let block = filled(count) { draws.fill(&$0, from: first, input: 4) }
    #expect(block == (0..<count).map { draws.uniform(row: first + UInt64($0), input: 4) })
  }

  @Test func `draws lie inside of the open interval, evenly, without a trend between rows or inputs`() {
    let draws = CounterDraws(seed: 1, purpose: .sample)
    let count = 1 << 16
    let columns = (0..<2).map { input in filled(count) { draws.fill(&$0, from: 0, input: UInt32(input)) } }
    var counts = Array(repeating: 0, count: 256)
    for draw in columns[0] {
      #expect(0 < draw && draw < 1)
      counts[Int(draw * 256)] += 1
    }
    let expected = Double(count) / 256
    let chiSquare = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    // 255 degrees of freedom: five standard deviations are 113.
    #expect(abs(chiSquare - 255) < 113)
    for (a, b) in [(columns[0], columns[1]), (columns[0], Array(columns[0].dropFirst()))] {
      let product = zip(a, b).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) } * 12 / Double(count)
      #expect(abs(product) < 5 / Double(count).squareRoot())
    }
  }

  @Test func `seeds, inputs and purposes give draws of their own`() {
    var seen: Set<UInt64> = []
    for seed: UInt64 in [0, 1, 1 << 32, .max] {
      for input: UInt32 in [0, 1, .max] {
        for purpose in [DrawPurpose.sample, .permutation, .jitter, .shift, .resampling, .trajectory] {
          for row: UInt64 in [0, 1, 1 << 33] {
            seen.insert(CounterDraws(seed: seed, purpose: purpose).bits(row: row, input: input))
          }
        }
      }
    }
    #expect(seen.count == 4 * 3 * 6 * 3)
  }
}

/// An array of so many numbers after `fill` has been at them.
func filled(_ count: Int, _ fill: (inout MutableSpan<Double>) -> Void) -> [Double] {
  var numbers = Array(repeating: 0.0, count: count)
  var span = numbers.mutableSpan
  fill(&span)
  return numbers
}
