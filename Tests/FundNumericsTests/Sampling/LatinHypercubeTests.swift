import FundNumerics
import Testing

@Suite struct `Latin hypercubes` {
  @Test(arguments: [1, 2, 3, 5, 7, 16, 100, 256, 257, 1000, 4097])
  func `each stratum of each input is hit once`(rows: Int) {
    let design = LatinHypercube(rows: UInt64(rows), seed: 7)
    for input in [0, 1, 200] {
      let column = filled(rows) { design.fill(&$0, from: 0, input: input) }
      #expect(column.map { Int($0 * Double(rows)) }.sorted() == Array(0..<rows))
      #expect(column.allSatisfy { 0 < $0 && $0 < 1 })
    }
  }

  @Test func `a row alone is the row in a block`() {
    let design = LatinHypercube(rows: 1003, seed: 5)
    let whole = filled(1003) { design.fill(&$0, from: 0, input: 2) }
    #expect((0..<1003).map { design.uniform(row: UInt64($0), input: 2) } == whole)
    for first in [1, 255, 256, 999] {
      let part = filled(min(300, 1003 - first)) { design.fill(&$0, from: UInt64(first), input: 2) }
      #expect(part == Array(whole[first..<(first + part.count)]))
    }
  }

  @Test(arguments: [1, 2, 3, 4, 6, 10, 63, 64, 65, 1021] as [UInt64])
  func `a permutation meets every number`(count: UInt64) {
    let permutation = KeyedPermutation(count: count, seed: 3, input: 9)
    #expect((0..<count).map { permutation($0) }.sorted() == Array(0..<count))
  }

  @Test func `a large permutation keeps to its range and meets nothing twice`() {
    let count = KeyedPermutation.maximumCount - 1
    let permutation = KeyedPermutation(count: count, seed: 3, input: 9)
    let places = (0..<5000).map { $0 * (count / 5000) } + (0..<5000) + (1...5000).map { count - $0 }
    let images = places.map { permutation($0) }
    #expect(images.allSatisfy { $0 < count })
    #expect(Set(images).count == Set(places).count)
  }

  @Test(arguments: [2, 3, 4, 5] as [UInt64])
  func `all orders of a few numbers are about equally likely`(count: UInt64) {
    var seen: [[UInt64]: Int] = [:]
    let orders = (1...count).reduce(1, *)
    let draws = Int(orders) * 100
    for seed in 0..<draws {
      let permutation = KeyedPermutation(count: count, seed: UInt64(seed), input: 0)
      seen[(0..<count).map { permutation($0) }, default: 0] += 1
    }
    let chiSquare = seen.values.reduce(Double(100 * (Int(orders) - seen.count))) {
      $0 + (Double($1) - 100) * (Double($1) - 100) / 100
    }
    let freedom = Double(orders - 1)
    #expect(chiSquare < freedom + 5 * (2 * freedom).squareRoot())
  }

  @Test func `where one row goes says nothing of its neighbour, another input or seed`() {
    let count: UInt64 = 10_007
    func column(_ seed: UInt64, _ input: UInt32) -> [Double] {
      let permutation = KeyedPermutation(count: count, seed: seed, input: input)
      return (0..<count).map { Double(permutation($0)) / Double(count) - 0.5 }
    }
    let base = column(1, 0)
    let others = [
      Array(base.dropFirst()), Array(base.dropFirst(101)), column(1, 1), column(2, 0), column(1, 2),
    ]
    for other in others {
      let correlation = zip(base, other).reduce(0) { $0 + $1.0 * $1.1 } * 12 / Double(count)
      #expect(abs(correlation) < 0.05)
    }
  }
}
