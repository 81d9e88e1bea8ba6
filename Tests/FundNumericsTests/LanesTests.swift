import FundNumerics
import Testing

/// Operations on whole vectors, for widths with and without a rest, missing numbers among them.
@Suite struct `Vectors of lanes` {
  private static let widths = [1, 3, 4, 15, 16, 17, 37, 256]
  private static let (lost, other) = (Double(nan: 7, signaling: false), Double(nan: 9, signaling: false))

  /// A row of `count` vectors, some numbers missing, and room for two vectors more.
  private func block(width: Int, count: Int) -> (lanes: Lanes, numbers: [[Double]]) {
    let lanes = Lanes(width: width, vectors: count + 2)
    let numbers = (0..<count).map { t in
      (0..<width).map { lane -> Double in
        if (t * 5 + lane) % 7 == 0 { return t == 0 ? Self.lost : Self.other }
        return Double((t * 31 + lane * 17) % 23) - 11
      }
    }
    for (t, column) in numbers.enumerated() { lanes.store(column, at: lanes.vector(t, from: 0).offset) }
    return (lanes, numbers)
  }

  private func row(_ lanes: Lanes, _ count: Int) -> LaneRow {
    LaneRow(first: lanes.vector(0, from: 0), step: lanes.spacing, count: count)
  }

  @Test(arguments: widths)
  func `the least of a row leaves missing numbers out`(_ width: Int) {
    for count in [1, 2, 5, 30] {
      let (lanes, numbers) = block(width: width, count: count)
      let result = lanes.vector(count, from: 0)
      lanes.least(of: row(lanes, count), into: result)
      for lane in 0..<width {
        let present = numbers.map { $0[lane] }.filter { !$0.isNaN }
        let expected = present.min() ?? numbers[0][lane]
        #expect(
          lanes[result, lane].bitPattern == expected.bitPattern, "lane \(lane) of \(width), \(count) vectors")
      }
    }
  }

  @Test func `a row without any number gives the reason that stands first`() {
    let lanes = Lanes(width: 20, vectors: 4)
    for (t, reason) in [Self.lost, Self.other, Self.other].enumerated() {
      lanes.fill(lanes.vector(t, from: 0), with: reason)
    }
    lanes.least(of: row(lanes, 3), into: lanes.vector(3, from: 0))
    for lane in 0..<20 { #expect(lanes[lanes.vector(3, from: 0), lane].bitPattern == Self.lost.bitPattern) }
  }

  @Test(arguments: widths)
  func `a number of a row is picked by its place, the nearest within the row`(_ width: Int) {
    let (lanes, numbers) = block(width: width, count: 5)
    let (places, result) = (lanes.vector(5, from: 0), lanes.vector(6, from: 0))
    let asked = [0, 1, 5, 2.4, 2.5, -3, 99, Self.lost, .infinity, 3]
    // By hand: 0 before the first period, the last one after the end, halves away from zero.
    let found: [Int?] = [0, 1, 5, 2, 3, 0, 5, nil, 5, 3]
    for lane in 0..<width { lanes[places, lane] = asked[lane % asked.count] }
    lanes.pick(places, from: row(lanes, 5), into: result)
    for lane in 0..<width {
      let place = found[lane % found.count]
      let expected = place.map { $0 == 0 ? 0 : numbers[$0 - 1][lane] } ?? Self.lost
      #expect(lanes[result, lane].bitPattern == expected.bitPattern, "lane \(lane) of \(width)")
    }
  }

  @Test func `a row that all lanes share is read once`() {
    let lanes = Lanes(width: 18, count: 3 + 2 * 18)
    lanes.store([4, -2, 9], at: 0)
    let shared = LaneRow(first: LaneReference(offset: 0, isUniform: true), step: 1, count: 3)
    let (places, result) = (
      LaneReference(offset: 3, isUniform: false), LaneReference(offset: 21, isUniform: false)
    )
    lanes.least(of: shared, into: result)
    #expect((0..<18).allSatisfy { lanes[result, $0] == -2 })
    for lane in 0..<18 { lanes[places, lane] = Double(lane % 4) }
    lanes.pick(places, from: shared, into: result)
    #expect((0..<18).map { lanes[result, $0] } == (0..<18).map { [0, 4, -2, 9][$0 % 4] })
  }

  @Test func `missing lanes are found, and only they`() {
    let lanes = Lanes(width: 9, vectors: 1)
    let vector = lanes.vector(0, from: 0)
    #expect(lanes.lanesMissing(vector).isEmpty)
    lanes[vector, 3] = Self.lost
    lanes[vector, 5] = .infinity
    lanes[vector, 8] = .nan
    #expect(lanes.lanesMissing(vector) == [3, 8])
  }

  @Test func `numbers within bounds, the ends with them, a missing one not`() {
    for count in [0, 1, 4, 7, 256] {
      let numbers = (0..<count).map { Double($0) }
      #expect(areWithin(numbers, 0...Double(max(count - 1, 0))))
      for place in 0..<count {
        for bad in [-0.5, Double(count), .nan, .infinity] {
          var numbers = numbers
          numbers[place] = bad
          #expect(!areWithin(numbers, 0...Double(count - 1)), "\(bad) at \(place) of \(count)")
          clamp(&numbers, to: 0...Double(count - 1))
          #expect(bad.isNaN ? numbers[place].isNaN : numbers[place] == min(max(bad, 0), Double(count - 1)))
        }
      }
    }
  }
}
