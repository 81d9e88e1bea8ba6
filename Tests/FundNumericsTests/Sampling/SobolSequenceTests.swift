import FundNumerics
import Testing

@Suite struct `Sobol' points` {
  private struct Known: Decodable {
    var id: String
    var dims: Int?
    var index: [Int]?
    var points: [[Double]]?
    var values: [Double]?
  }

  private func known(_ id: String) throws -> Known {
    try #require(try fixture("qmc.json", as: CaseFile<Known>.self).cases.first { $0.id == id })
  }

  private func point(_ row: Int, of points: SobolSequence) -> [Double] {
    (0..<points.inputs).map { points.uniform(row: UInt64(row), input: $0) }
  }

  @Test(arguments: ["scipy-first8-2d", "joe-kuo-16x21"])
  func `the first points are the published ones`(id: String) throws {
    let published = try #require(try known(id).points)
    let points = SobolSequence.unshifted(inputs: published[0].count)
    #expect(published.indices.map { point($0, of: points) } == published)
  }

  @Test func `the first dimension is van der Corput's`() throws {
    let values = try #require(try known("quantlib-dim1-31").values)
    let points = SobolSequence.unshifted(inputs: 1)
    #expect(filled(31) { points.fill(&$0, from: 1, input: 0) } == values)
  }

  @Test func `far points are the published ones`() throws {
    let far = try known("joe-kuo-far-points")
    let points = SobolSequence.unshifted(inputs: 40)
    for (index, published) in zip(try #require(far.index), try #require(far.points)) {
      #expect(point(index, of: points) == published)
    }
  }

  @Test func `all dimensions to the last agree with SciPy`() throws {
    struct Far: Decodable {
      var rows: [Int]
      var dimensions: [Int]
      var points: [[Double]]
    }
    let far = try fixture("sobol_scipy.json", as: Far.self)
    let points = SobolSequence.unshifted(inputs: SobolSequence.maximumInputs)
    for (row, published) in zip(far.rows, far.points) {
      #expect(far.dimensions.map { points.uniform(row: UInt64(row), input: $0) } == published)
    }
  }

  @Test func `the first 2^k points have the mean ½ − 2^−(k+1) in each coordinate`() {
    let points = SobolSequence.unshifted(inputs: SobolSequence.maximumInputs)
    for input in 0..<points.inputs {
      let column = filled(1024) { points.fill(&$0, from: 0, input: input) }
      #expect(column.reduce(0, +) / 1024 == 0.5 - 0x1p-11)
    }
  }

  @Test(
    arguments: [0, 1, 3, 254, 4096, 0xf_ffff_fffe, SobolSequence.maximumRows - 310] as [UInt64],
    [1, 4, 256, 303])
  func `a row alone is the row in a block`(first: UInt64, count: Int) {
    let points = SobolSequence(inputs: 9, seed: 11)
    let block = filled(count) { points.fill(&$0, from: first, input: 8) }
    #expect(block == (0..<count).map { points.uniform(row: first + UInt64($0), input: 8) })
  }

  @Test func `a shift moves all points of an input by the same digits, never onto 0 or 1`() {
    let plain = SobolSequence.unshifted(inputs: 3)
    let shifted = SobolSequence(inputs: 3, seed: 5)
    for input in 0..<3 {
      let digits = (0..<64 as Range<UInt64>).map { row in
        let moved = UInt64((shifted.uniform(row: row, input: input) - 0x1p-53) * 0x1p52)
        return moved ^ UInt64(plain.uniform(row: row, input: input) * 0x1p52)
      }
      #expect(Set(digits).count == 1 && digits[0] != 0)
      // Each of 64 strata is still hit once.
      let strata = (0..<64 as Range<UInt64>).map { Int(shifted.uniform(row: $0, input: input) * 64) }
      #expect(strata.sorted() == Array(0..<64))
    }
    #expect(shifted.uniform(row: 0, input: 0) != SobolSequence(inputs: 3, seed: 6).uniform(row: 0, input: 0))
  }
}
