import FundNumerics
import Testing

@Suite struct `Sums over rows in which something happened` {
  /// Two columns of 1,000 rows whose sums are whole numbers, every third row marked.
  private let columns = [(0..<1000).map { Double($0) }, (0..<1000).map { Double(7 * $0 % 13) - 6 }]
  private let marks = (0..<1000).map { $0 % 3 == 0 ? 1.0 : 0 }

  private func sums(_ blocks: [Range<Int>]) -> SubsetSums {
    var sums = SubsetSums(columns: 2)
    for rows in blocks {
      let own = Array(marks[rows])
      sums.add(columns.map { Array($0[rows]) }, where: own.span)
    }
    return sums
  }

  private let blocks = [0..<256, 256..<512, 512..<768, 768..<1000]

  @Test func `means are those of the marked rows`() {
    let sums = sums(blocks)
    // 0, 3, … 999: 334 rows, in the middle 499.5.
    #expect(sums.count == 334)
    #expect(sums.mean(0) == 499.5)
    let total = stride(from: 0, to: 1000, by: 3).reduce(0) { $0 + 7 * $1 % 13 - 6 }
    #expect(sums.mean(1) == Double(total) / 334)
  }

  @Test func `a block that is no multiple of four loses nothing`() {
    let sums = sums([0..<1, 1..<6, 6..<9])
    #expect(sums.count == 3)
    #expect(sums.mean(0) == 3)
  }

  @Test func `parts add up to the same bits in any order`() {
    let whole = sums(blocks)
    var merged = sums([blocks[3], blocks[1]])
    merged.add(sums([blocks[2], blocks[0]]))
    #expect(merged == whole)
  }

  @Test func `without rows there is no mean`() {
    #expect(SubsetSums(columns: 2).mean(0) == nil)
  }
}
