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

  @Test func `where all rows count, what is known of the columns gives the same bits`() {
    let columns = columns.map { column in column.map { $0 / 3 } }
    let all = [Double](repeating: 1, count: 250)
    var (summed, known, marked) = (SubsetSums(columns: 2), SubsetSums(columns: 2), SubsetSums(columns: 2))
    for rows in [0..<250, 250..<500] {
      let own = columns.map { Array($0[rows]) }
      let extents = own.map { column in BlockExtent(column.span) }
      summed.add(own, where: all.span)
      marked.add(own, extents, where: all.span)
      known.addAll(extents, rows: 250)
    }
    #expect(summed == known && summed == marked)
    let mean: Double = 249.5 / 3
    #expect(abs(summed.mean(0)! - mean) < 1e-12)
    // Some rows only: the extents are not asked.
    let columnsOnly = columns.map { Array($0[0..<250]) }
    let some = Array(marks[0..<250])
    let extents = columnsOnly.map { column in BlockExtent(column.span) }
    summed = SubsetSums(columns: 2)
    marked = summed
    summed.add(columnsOnly, where: some.span)
    marked.add(columnsOnly, extents, where: some.span)
    #expect(summed == marked && summed.count == 84)
  }

  @Test func `a block that is no multiple of four loses nothing`() {
    let sums = sums([0..<1, 1..<6, 6..<9])
    #expect(sums.count == 3)
    #expect(sums.mean(0) == 3)
  }

  @Test func `parts add up to the same bits in any order, far apart in size`() {
    // Blocks whose sums swallow one another when they are added as they come.
    let sizes = [1e16, 1, -1e16, 1e-3]
    let column = (0..<1000).map { row -> Double in
      let part = Double(row % 7 + 1) / 3
      return part * sizes[row / 256]
    }
    func sums(_ blocks: [Range<Int>]) -> SubsetSums {
      var sums = SubsetSums(columns: 1)
      for rows in blocks {
        let own = Array(marks[rows])
        sums.add([Array(column[rows])], where: own.span)
      }
      return sums
    }
    let whole = sums(blocks)
    for order in [[3, 1, 2, 0], [0, 2, 1, 3], [2, 3, 0, 1]] {
      var merged = sums(order[..<2].map { blocks[$0] })
      merged.add(sums(order[2...].map { blocks[$0] }))
      #expect(merged == whole)
      #expect(merged.mean(0) == whole.mean(0))
    }
    // Added as they come the sums of blocks give another number: the case can fail.
    let parts = blocks.map { rows -> Double in
      rows.reduce(0.0) { (sum: Double, row: Int) -> Double in sum + column[row] * marks[row] }
    }
    let (first, second) = ((parts[0] + parts[1]) + parts[2], (parts[0] + parts[2]) + parts[1])
    #expect(first != second)
  }

  @Test func `without rows there is no mean`() {
    #expect(SubsetSums(columns: 2).mean(0) == nil)
  }
}
