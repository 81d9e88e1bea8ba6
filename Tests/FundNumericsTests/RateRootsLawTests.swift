import Foundation
import FundNumerics
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014), so that every run draws the same flows.
struct FlowGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension FlowSeries {
  /// The polynomial Π (x − e^uₖ), x = 1 + r, times a positive factor (x² − 2bx + c, no real root) for each of
  /// `pairs`, as flows of periods 0, 1, 2 ….
  static func planted(roots: [Double], pairs: [(b: Double, c: Double)] = []) -> FlowSeries {
    // Highest power first: Σ aₖ·x^(n−k) is the future value of flows aₖ at period k.
    var amounts = [1.0]
    for root in roots { amounts = product(amounts, [1, -exp(root)]) }
    for pair in pairs { amounts = product(amounts, [1, -2 * pair.b, pair.c]) }
    return FlowSeries(amounts: amounts, times: amounts.indices.map(Double.init))
  }

  private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = Array(repeating: 0.0, count: a.count + b.count - 1)
    for i in a.indices {
      for j in b.indices { result[i + j] += a[i] * b[j] }
    }
    return result
  }

  /// Sparse dated flows of either sign over a few years.
  static func random(using generator: inout FlowGenerator) -> FlowSeries {
    let count = Int.random(in: 3...12, using: &generator)
    var days: Set<Int> = []
    while days.count < count { days.insert(Int.random(in: 0...3650, using: &generator)) }
    let amounts = (0..<count).map { _ in
      Double.random(in: -1...1, using: &generator) * pow(10, Double.random(in: 0...3, using: &generator))
    }
    return FlowSeries(amounts: amounts, times: days.sorted().map { Double($0) / 365 })
  }

  /// How far rounding the amounts may move a root at `u`: Σ|terms| over |F′(u)|, in units of `ulpOfOne`.
  func condition(at u: Double) -> Double {
    var size = 0.0
    var slope = 0.0
    for (amount, time) in zip(amounts, times) {
      size += abs(amount) * exp(-u * time)
      slope -= time * amount * exp(-u * time)
    }
    return size / abs(slope)
  }

  /// The intervals of [low, high] between whose ends the balance changes its sign, on a grid.
  func crossings(from low: Double, to high: Double, steps: Int) -> [ClosedRange<Double>] {
    var result: [ClosedRange<Double>] = []
    var previous = (u: low, balance: balance(at: low))
    for step in 1...steps {
      let u = low + (high - low) * Double(step) / Double(steps)
      let next = (u: u, balance: balance(at: u))
      if (previous.balance > 0) != (next.balance > 0) { result.append(previous.u...next.u) }
      previous = next
    }
    return result
  }
}

@Suite struct `Laws of the rate roots` {
  @Test(arguments: 1...5)
  func `planted roots are found, all and no others`(count: Int) {
    var generator = FlowGenerator(seed: UInt64(count))
    for _ in 0..<400 {
      var roots: [Double] = []
      while roots.count < count {
        let root = Double.random(in: -1...1.5, using: &generator)
        if roots.allSatisfy({ abs($0 - root) > 0.1 }) { roots.append(root) }
      }
      roots.sort()
      let pairs = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        let b = Double.random(in: -2...2, using: &generator)
        return (b: b, c: b * b + Double.random(in: 0.1...2, using: &generator))
      }
      let series = FlowSeries.planted(roots: roots, pairs: pairs)
      let found = rateRoots(amounts: series.amounts, times: series.times)
      #expect(found.unrepresentable.isEmpty)
      guard found.logs.count == roots.count else {
        Issue.record("\(roots) planted, \(found.logs) found in \(series.amounts)")
        continue
      }
      for (found, planted) in zip(found.roots, roots) {
        // Multiplying out rounds each amount a few times: the plant itself moves by that much.
        let tolerance = 64 * .ulpOfOne * series.condition(at: planted) + 1e-12
        #expect(abs(found.log - planted) <= tolerance)
        #expect(!found.isDouble)
      }
    }
  }

  @Test func `sparse flows have the roots that a fine scan sees`() {
    var generator = FlowGenerator(seed: 11)
    var total = 0
    for _ in 0..<300 {
      let series = FlowSeries.random(using: &generator)
      let found = rateRoots(amounts: series.amounts, times: series.times).logs.filter { abs($0) < 15 }
      let seen = series.crossings(from: -15, to: 15, steps: 20_000)
      // A pair of roots within one step of the scan is seen by neither its ends nor their signs: none among
      // these.
      guard found.count == seen.count else {
        Issue.record("\(found) found, \(seen) seen in \(series)")
        continue
      }
      for (root, interval) in zip(found, seen) {
        #expect(interval.lowerBound - 1e-12 <= root && root <= interval.upperBound + 1e-12)
      }
      total += found.count
    }
    #expect(total > 300)
  }

  @Test func `the number of roots agrees with Descartes' rule`() {
    var generator = FlowGenerator(seed: 53)
    for _ in 0..<2000 {
      let count = Int.random(in: 2...60, using: &generator)
      let amounts = (0..<count).map { _ in
        Double.random(in: -1...1, using: &generator) * pow(10, Double.random(in: -12...12, using: &generator))
      }
      let times = (0..<count).map { _ in Double(Int.random(in: 0...20_000, using: &generator)) / 365 }
      let found = rateRoots(amounts: amounts, times: times)
      let multiplicity = found.roots.reduce(0) { $0 + ($1.isDouble ? 2 : 1) } + found.unrepresentable.count
      #expect(multiplicity <= found.signChanges)
      #expect((found.signChanges - multiplicity).isMultiple(of: 2))
      let series = FlowSeries(amounts: amounts, times: times)
      for root in found.roots {
        // An error of a few units in the last place of u moves the balance by that times the spread of the
        // times.
        let tolerance = root.residualTolerance + 8 * .ulpOfOne * (1 + abs(root.log)) * 55
        #expect(root.residual <= tolerance)
        #expect(abs(series.balance(at: root.log)) <= 2 * tolerance)
      }
    }
  }

  @Test(arguments: [1e-9, 0.01, 7, 1e4, 1e12, -1])
  func `scaling the amounts changes nothing`(factor: Double) {
    var generator = FlowGenerator(seed: 23)
    for _ in 0..<200 {
      let series = FlowSeries.random(using: &generator)
      let plain = rateRoots(amounts: series.amounts, times: series.times)
      let scaled = rateRoots(amounts: series.amounts.map { $0 * factor }, times: series.times)
      #expect(isClose(scaled.logs, to: plain.logs, in: series))
      #expect(isClose(scaled.unrepresentable, to: plain.unrepresentable, in: series))
      #expect(scaled.roots.map(\.isDouble) == plain.roots.map(\.isDouble))
    }
  }

  @Test func `reversing the time mirrors the roots`() {
    var generator = FlowGenerator(seed: 37)
    for _ in 0..<300 {
      let series = FlowSeries.random(using: &generator)
      let forward = rateRoots(amounts: series.amounts, times: series.times)
      let backward = rateRoots(amounts: series.amounts, times: series.times.map { -$0 })
      // Only up to what a rate can be: it holds ln(1 + r) up to 709, but only down to −37.
      let expected = forward.logs.filter { abs($0) < 36 }.reversed().map { -$0 }
      #expect(isClose(backward.logs.filter { abs($0) < 36 }, to: expected, in: series))
      #expect(
        backward.logs.count + backward.unrepresentable.count
          == forward.logs.count + forward.unrepresentable.count)
    }
  }

  @Test func `the order of the flows and the origin of the times do not matter`() {
    var generator = FlowGenerator(seed: 41)
    for _ in 0..<200 {
      let series = FlowSeries.random(using: &generator)
      let order = series.amounts.indices.shuffled(using: &generator)
      let shuffled = rateRoots(
        amounts: order.map { series.amounts[$0] }, times: order.map { series.times[$0] + 64 })
      let plain = rateRoots(amounts: series.amounts, times: series.times)
      // Adding 64 rounds the times to 7e-15.
      #expect(shuffled.logs.count == plain.logs.count)
      for (found, expected) in zip(shuffled.logs, plain.logs) {
        #expect(abs(found - expected) <= 1e-9 * max(1, abs(expected)))
      }
    }
  }

  private func isClose(_ found: [Double], to expected: [Double], in series: FlowSeries) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { found, expected in
        let condition = abs(expected) < 30 ? series.condition(at: expected) : 0
        return abs(found - expected) <= 1e-12 * max(1, abs(expected)) + 64 * .ulpOfOne * condition
      }
  }
}

@Suite struct `Rate roots in special positions` {
  private func roots(_ amounts: [Double], at times: [Double]? = nil) -> RateRoots {
    rateRoots(amounts: amounts, times: times ?? amounts.indices.map(Double.init))
  }

  @Test func `a touching root is one root and marked`() {
    // −(x − 1.1)²: present value never positive, zero at 10 %.
    let found = roots([-100, 220, -121])
    #expect(found.roots.map(\.isDouble) == [true])
    #expect(abs(found.logs[0] - log(1.1)) < 1e-12)
    #expect(found.roots[0].residual <= found.roots[0].residualTolerance)
    guard case .rate(let rate) = internalRate(amounts: [-100, 220, -121], times: [0, 1, 2]) else {
      Issue.record("a single touching root is the rate")
      return
    }
    #expect(abs(rate - 0.1) < 1e-12)
  }

  @Test func `a touching root beside a crossing one is told apart from it`() {
    // −(x − 1.1)²·(x − 1.5)
    let found = roots([-1, 3.7, -4.51, 1.815])
    #expect(found.roots.map(\.isDouble) == [true, false])
    #expect(abs(found.logs[0] - log(1.1)) < 1e-7)
    #expect(abs(found.logs[1] - log(1.5)) < 1e-12)
  }

  @Test(arguments: [0, 0.25, -0.5, 0.7, 1.3])
  func `touching roots are found wherever they lie`(u: Double) {
    for other in [-0.9, 0.45, 1.1] {
      let series = FlowSeries.planted(roots: [u, u, other])
      let found = roots(series.amounts)
      #expect(found.roots.map(\.isDouble) == (other < u ? [false, true] : [true, false]))
      #expect(isNear(found.logs.sorted(), [u, other].sorted(), 1e-5))
    }
  }

  @Test func `a threefold root is one crossing, as exact as a third of the digits allow`() {
    let found = roots(FlowSeries.planted(roots: [0.1, 0.1, 0.1]).amounts)
    #expect(found.roots.map(\.isDouble) == [false])
    #expect(isNear(found.logs, [0.1], 1e-4))
  }

  @Test(arguments: [1e-2, 1e-4, 1e-6])
  func `a pair of near roots is two while double precision can tell`(distance: Double) {
    let found = roots(FlowSeries.planted(roots: [0.2, 0.2 + distance]).amounts)
    #expect(found.roots.map(\.isDouble) == [false, false])
    #expect(isNear(found.logs, [0.2, 0.2 + distance], 1e-14 / distance))
  }

  @Test func `a pair nearer than double precision can tell is one touching root`() {
    let found = roots(FlowSeries.planted(roots: [0.2, 0.2 + 1e-10]).amounts)
    #expect(found.roots.map(\.isDouble) == [true])
    #expect(isNear(found.logs, [0.2], 1e-7))
  }

  @Test(arguments: [1e-3, 1e-6, 1e-10])
  func `a near miss is no root`(distance: Double) {
    // −((x − 1.25)² + d): exact in binary but for d.
    #expect(roots([-1, 2.5, -1.5625 - distance]).roots.isEmpty)
    #expect(internalRate(amounts: [-1, 2.5, -1.5625 - distance], times: [0, 1, 2]) == .noRoot)
  }

  @Test func `roots beyond the range of a rate are listed by their logarithm`() {
    let day = 1.0 / 365
    let gain = roots([-559.5, 4650.96], at: [0, day])
    #expect(gain.roots.isEmpty)
    #expect(isNear(gain.unrepresentable, [365 * log(4650.96 / 559.5)], 1e-9))
    #expect(internalRate(amounts: [-559.5, 4650.96], times: [0, day]) == .noRoot)
    let loss = roots([-10_000, 1], at: [0, day])
    #expect(isNear(loss.unrepresentable, [-365 * log(10_000)], 1e-8))
  }

  @Test func `amounts of one time are one flow`() {
    let found = roots([-50, 110, -50], at: [0, 1, 0])
    #expect(found.signChanges == 1)
    #expect(isNear(found.rates, [0.1], 1e-14))
    // 0.1 + 0.2 − 0.3 is 5.6e-17 in binary and no flow.
    #expect(isNear(roots([0.1, 0.2, -0.3, -100, 110], at: [0, 0, 0, 1, 2]).rates, [0.1], 1e-14))
  }

  @Test func `each kind of flows without a rate has its reason`() {
    #expect(internalRate(amounts: [], times: []) == .noFlows)
    #expect(internalRate(amounts: [0, 0, -0.0], times: [0, 1, 2]) == .noFlows)
    #expect(internalRate(amounts: [5, -5], times: [1, 1]) == .noFlows)
    #expect(internalRate(amounts: [-1000, 0], times: [0, 1]) == .noSignChange)
    #expect(internalRate(amounts: [3], times: [2]) == .noSignChange)
    #expect(internalRate(amounts: [10, 1, 2, -3, 4], times: [0, 1, 2, 3, 4]) == .noRoot)
  }

  @Test func `amounts at the ends of the range of a double neither overflow nor vanish`() {
    #expect(isNear(roots([-1e300, 1.1e300]).rates, [0.1], 1e-14))
    #expect(isNear(roots([-1e-300, 3e-300, -2e-300]).rates, [0, 1], 1e-13))
    #expect(isNear(roots([-1e-290, 1e290], at: [0, 100]).logs, [5.8 * log(10.0)], 1e-12))
    #expect(isNear(roots([-1e200, 1, -1e-200, 1e-300], at: [0, 1, 2, 400]).logs, [-1.25 * log(10)], 1e-10))
  }

  private func isNear(_ found: [Double], _ expected: [Double], _ tolerance: Double) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance }
  }
}
