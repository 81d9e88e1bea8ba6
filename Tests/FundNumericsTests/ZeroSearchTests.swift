import FundNumerics
import Testing

@Suite struct ZeroSearchTests {
  /// The zeros of one function sampled evenly.
  private func zeros(
    _ range: ClosedRange<Double>, parts: Int = 40, scale: Double = 1, _ f: @escaping (Double) -> Double
  ) -> ZeroSet {
    let samples = (0...parts).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(parts)
    }
    return ZeroSearch(scales: [scale]) { _, places in places.map(f) }.zeros(samples: [samples])[0]
  }

  private func expect(_ found: [Double], _ wanted: [Double], within tolerance: Double = 1e-14) {
    #expect(found.count == wanted.count, "\(found) for \(wanted)")
    for (one, other) in zip(found, wanted) { #expect(abs(one - other) <= tolerance * max(1, abs(other))) }
  }

  @Test func `all roots of a cubic, to the last digits`() {
    // (x − 1.1)(x − 2.7)(x + 3.3) by hand.
    let found = zeros(-10...10) { ($0 - 1.1) * ($0 - 2.7) * ($0 + 3.3) }
    expect(found.roots, [-3.3, 1.1, 2.7])
    #expect(found.ends?.low.place == -10)
    #expect(found.ends?.high.value == (10 - 1.1) * (10 - 2.7) * (10 + 3.3))
  }

  @Test func `a root on a sample, at an end, and none`() {
    #expect(zeros(0...4, parts: 4) { $0 - 2 }.places == [.root(2)])
    #expect(zeros(0...4, parts: 4) { $0 }.places == [.root(0)])
    #expect(zeros(0...4, parts: 4) { 4 - $0 }.places == [.root(4)])
    #expect(zeros(0...4) { $0 + 1 }.places.isEmpty)
  }

  @Test func `two roots between two samples show by the turn`() {
    expect(zeros(0...10, parts: 5) { ($0 - 5) * ($0 - 5) - 0.09 }.roots, [4.7, 5.3])
    expect(zeros(0...10, parts: 7) { abs($0 - 3) - 0.01 }.roots, [2.99, 3.01])
  }

  @Test func `a function that touches zero has one root`() {
    expect(zeros(0...10, parts: 7) { abs($0 - 3.21) }.roots, [3.21], within: 1e-8)
    expect(zeros(0...10, parts: 7) { ($0 - 3.21) * ($0 - 3.21) }.roots, [3.21], within: 1e-4)
    #expect(zeros(0...10, parts: 7) { abs($0 - 3.21) + 0.01 }.places.isEmpty)
  }

  @Test func `a stretch of zeros is told with both ends`() throws {
    let found = zeros(0...10, parts: 23) { min(0, $0 - 2.5) + max(0, $0 - 6.25) }
    guard case .interval(let range) = try #require(found.places.first), found.places.count == 1 else {
      Issue.record("\(found.places)")
      return
    }
    expect([range.lowerBound, range.upperBound], [2.5, 6.25], within: 1e-12)
    // Between two samples too, where the sign changes around it.
    let narrow = zeros(0...10, parts: 4) { min(0, $0 - 5.5) + max(0, $0 - 6.5) }
    guard case .interval(let inner) = try #require(narrow.places.first) else {
      Issue.record("\(narrow.places)")
      return
    }
    expect([inner.lowerBound, inner.upperBound], [5.5, 6.5], within: 1e-12)
    #expect(zeros(0...1) { _ in 0 }.places == [.interval(0...1)])
  }

  @Test func `a jump over zero is no root`() throws {
    let found = zeros(0...10) { $0 < 6.28 ? -3 : 4 }
    guard case .jump(at: let place, before: -3, after: 4) = try #require(found.places.first) else {
      Issue.record("\(found.places)")
      return
    }
    #expect(abs(place - 6.28) < 1e-14)
    #expect(found.roots.isEmpty)
    // A pole changes the sign as well.
    let pole = zeros(0...10, parts: 41) { 1 / ($0 - 3) }
    #expect(pole.roots.isEmpty && pole.places.count == 1)
  }

  @Test func `a root beside a jump stays a root`() {
    let found = zeros(0...10) { $0 < 5 ? $0 - 2 : $0 - 8 }
    expect(found.roots, [2, 8])
    #expect(found.places.count == 3)
  }

  @Test func `where there is no value there is a gap, and no root in it`() throws {
    let reason = Double(nan: 5, signaling: false)
    let found = zeros(0...10) { (3.5...4.25).contains($0) ? reason : $0 - 4 }
    #expect(found.places.isEmpty)
    let gap = try #require(found.gaps.first)
    #expect(found.gaps.count == 1 && gap.number.isNaN)
    expect([gap.range.lowerBound, gap.range.upperBound], [3.5, 4.25], within: 1e-12)
    let nothing = zeros(0...1) { _ in .nan }
    #expect(nothing.ends == nil && nothing.gaps.map(\.range) == [0...1])
  }

  @Test func `many functions at once find what each finds alone`() {
    let shifts = (0..<300).map { Double($0) / 37 }
    let samples = (0...64).map { Double($0) / 6.4 }
    func value(_ function: Int, _ x: Double) -> Double {
      max(x - shifts[function], 0) * 2 - 1.5 + (x > 9 ? 1 : 0)
    }
    var rounds = 0
    let together = ZeroSearch(scales: shifts.map { _ in 1 }) { functions, places in
      rounds += 1
      return zip(functions, places).map(value)
    }.zeros(samples: shifts.map { _ in samples })
    for (place, found) in together.enumerated() {
      let alone = zeros(0...10, parts: 64) { value(place, $0) }
      #expect(found == alone)
      // By hand: x = shift + 0.75 below the step at 9, shift + 0.25 above it.
      let wanted =
        [shifts[place] + 0.75].filter { $0 <= 9 } + [shifts[place] + 0.25].filter { $0 > 9 && $0 <= 10 }
      expect(found.roots, wanted)
    }
    // Rounds, not functions, cost batches.
    #expect(rounds < 80)
  }
}
