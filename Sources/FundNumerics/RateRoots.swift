#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// All rates at which a series of flows has present value zero.
package struct RateRoots: Sendable, Equatable {
  /// One rate of present value zero.
  package struct Root: Sendable, Equatable {
    /// u = ln(1 + r), the exact form: it also tells apart rates that hug −1.
    package var log: Double
    /// r = e^u − 1, per unit of time.
    package var rate: Double
    /// Whether the present value touches zero here without changing its sign (or crosses it twice within what
    /// double precision can tell).
    package var isDouble: Bool
    /// |present value| at the root as a fraction of the sum of the |terms|.
    package var residual: Double
    /// The largest residual that rounding can cause here; a touching root is one whose residual is below it.
    package var residualTolerance: Double
  }

  /// The roots whose rate a `Double` can hold (−1 < r < ∞), rates ascending.
  package var roots: [Root] = []
  /// ln(1 + r) of the roots whose rate would be rounded to −1 or to infinity, ascending. Two flows a day
  /// apart are enough for such a rate (−559.5 today, 4,650.96 tomorrow: r ≈ 5e335 a year).
  package var unrepresentable: [Double] = []
  /// How often the amounts change their sign in the order of time, after equal times were merged.
  package var signChanges = 0

  /// r of each root, ascending. `[roots]`
  package var rates: [Double] { roots.map(\.rate) }
  /// ln(1 + r) of each root, ascending. `[roots]`
  package var logs: [Double] { roots.map(\.log) }
}

/// Every rate r > −1 at which Σ amounts[k]·(1 + r)^(−times[k]) is zero, none missed and none invented.
///
/// The number of roots is proved: no sign change in time order, no root; one sign change, exactly one root
/// (Descartes' rule for exponential sums); otherwise Laguerre's rule bounds the roots on both sides, and the
/// interval between is divided until each part either is bounded away from zero (a convex function lies above
/// its tangents and below its chord) or has a monotone log ratio, whose signs at the ends decide. What lies
/// within rounding of zero all over a part is one root: a crossing if the signs at its ends differ, otherwise
/// a touching one, marked `isDouble`, if the residual relative to the sum of the |terms| is within rounding.
///
/// Scaling the amounts and shifting the times change nothing. A simple root is found to
/// |Δu| ≤ 1e-12·max(1, |u|) where its slope permits; one of order m only to the m-th root of rounding.
///
/// Complexity: about five evaluations of the sum, O(flows) each, for one sign change; otherwise some fifty to
/// a few hundred.
///
/// - Parameters:
///   - amounts: `[flows]`, in any one unit, zeros allowed.
///   - times: `[flows]`, in the unit of time that the rate is for, in any order, equal times allowed.
package func rateRoots(amounts: [Double], times: [Double]) -> RateRoots {
  let sum = ExponentialSum(amounts: amounts, times: times)
  var result = RateRoots()
  result.signChanges = sum.signChanges
  for root in sum.roots() {
    if let rate = representableRate(ofLog: root.u) {
      let point = sum.point(at: root.u)
      result.roots.append(
        .init(
          log: root.u, rate: rate, isDouble: root.isDouble, residual: point.residual,
          residualTolerance: sum.noise(at: point)))
    } else {
      result.unrepresentable.append(root.u)
    }
  }
  return result
}

/// r = e^u − 1, or nil where it would be rounded to −1 or to infinity.
func representableRate(ofLog u: Double) -> Double? {
  let rate = expm1(u)
  return rate > -1 && rate < .infinity ? rate : nil
}

extension ExponentialSum {
  /// All roots, ascending.
  func roots() -> [RootSearch.Found] {
    switch signChanges {
    case 0: return []
    case 1: return [.init(u: onlyRoot(), isDouble: false)]
    default:
      var search = RootSearch(sum: self)
      return search.run()
    }
  }

  /// The root of a sum with exactly one sign change.
  ///
  /// One side lies wholly before the other, so g is monotone and its slope lies between the gap of the two
  /// sides and the whole spread: g(0) alone brackets the root.
  func onlyRoot() -> Double {
    let origin = point(at: 0)
    if origin.logRatio == 0 { return 0 }
    let isAbove = origin.isPositive == (origin.slope < 0)
    // A little further than the bound, for rounding.
    let far = (isAbove ? 1 : -1) * abs(origin.logRatio) / gap * (1 + 1e-9)
    return root(
      from: min(0, far), to: max(0, far), isPositiveAtStart: isAbove == origin.isPositive,
      near: -origin.logRatio / origin.slope)
  }

  /// The time between the two sides of a sum with one sign change.
  private var gap: Double {
    var previous = 0
    for k in amounts.indices where amounts[k] != 0 {
      if (amounts[k] > 0) != (amounts[previous] > 0) { return times[k] - times[previous] }
      previous = k
    }
    return spread
  }

  /// The root between `start` and `end`, where g changes its sign: Newton's steps, bisection where one leaves
  /// the bracket.
  func root(from start: Double, to end: Double, isPositiveAtStart: Bool, near guess: Double) -> Double {
    var low = start
    var high = end
    var u = low < guess && guess < high ? guess : low + (high - low) / 2
    var previousStep = Double.infinity
    // Newton's steps converge in about five; halving a double's range takes at most some hundred.
    for _ in 0..<400 {
      let point = point(at: u)
      if point.logRatio == 0 { return u }
      if point.isPositive == isPositiveAtStart { low = u } else { high = u }
      var next = u - point.logRatio / point.slope
      let isNewton = low <= next && next <= high
      if !isNewton { next = low + (high - low) / 2 }
      let step = abs(next - u)
      let scale = abs(u) + 1 / spread
      if step <= 2 * .ulpOfOne * scale { return next }
      // |g″| = |Var_P − Var_N| ≤ spread²/4, so this step leaves at most spread²/8·step²/|g′|.
      if isNewton, spread * spread * step * step <= 4 * .ulpOfOne * scale * abs(point.slope) { return next }
      // Close to the root each step squares the error; one that does not shrink any more is rounding.
      if isNewton, step < 1e-6 * scale, step > previousStep / 4 { return next }
      previousStep = isNewton ? step : .infinity
      u = next
    }
    return u
  }
}

/// The subdivision behind `rateRoots`, for sums with more than one sign change.
struct RootSearch {
  struct Found {
    var u: Double
    var isDouble: Bool
  }
  typealias Point = ExponentialSum.Point
  typealias Interval = (low: Point, high: Point)

  private let sum: ExponentialSum
  private var found: [Found] = []
  /// Neighbouring intervals in which g cannot be told from zero, joined.
  private var undecided: [Interval] = []

  init(sum: ExponentialSum) {
    self.sum = sum
  }

  /// All roots, ascending.
  mutating func run() -> [Found] {
    var open = [(low: sum.point(at: -limit(.below)), high: sum.point(at: limit(.above)))]
    while let (low, high) = open.popLast() {
      switch verdict(low, high) {
      case .boundedAway: continue
      case .monotone: if low.isPositive != high.isPositive { found.append(crossing(low, high)) }
      case .lostInRounding: leaveUndecided(low, high)
      case .open:
        let point = sum.point(at: low.u + (high.u - low.u) / 2)
        open.append((point, high))
        open.append((low, point))
      }
    }
    for (low, high) in undecided { decide(low, high) }
    found.sort { $0.u < $1.u }
    joinIndistinguishable()
    return found
  }

  /// A distance from 0 beyond which there is certainly no root in `direction`.
  private func limit(_ direction: ExponentialSum.Direction) -> Double {
    var distance = 0.5 / sum.spread
    while !sum.hasNoRoot(direction, direction == .above ? distance : -distance) {
      distance *= 2
      precondition(
        distance.isFinite, "\(sum.amounts.count) flows within \(sum.spread): too close to tell apart")
    }
    return distance
  }

  // MARK: Deciding an interval

  /// What is known about g in an interval.
  private enum Verdict {
    case boundedAway, monotone, lostInRounding, open
  }

  private func verdict(_ low: Point, _ high: Point) -> Verdict {
    let margin = max(sum.noise(at: low), sum.noise(at: high))
    if isBoundedAway(low, high, margin) { return .boundedAway }
    if isMonotone(low, high) { return .monotone }
    let verdict = cubicVerdict(low, high, margin)
    let middle = low.u + (high.u - low.u) / 2
    return verdict == .open && (middle <= low.u || middle >= high.u) ? .lostInRounding : verdict
  }

  /// Whether |g| > `margin` all over the interval, with the larger side above both its tangents and the
  /// smaller one below its chord: |g| is then at least the greater of two lines that start from its values at
  /// the ends.
  private func isBoundedAway(_ low: Point, _ high: Point, _ margin: Double) -> Bool {
    guard low.isPositive == high.isPositive else { return false }
    let atLow = abs(low.logRatio)
    let atHigh = abs(high.logRatio)
    if min(atLow, atHigh) <= margin { return false }
    let width = high.u - low.u
    let fall = low.smaller.log - high.smaller.log
    // How much the two lines rise over the whole width, each seen from its own end.
    let riseFromLow = fall - width * low.larger.time
    let riseFromHigh = width * high.larger.time - fall
    if riseFromLow >= 0 || riseFromHigh >= 0 { return true }
    let meeting = (atHigh - atLow + riseFromHigh) / (riseFromLow + riseFromHigh)
    return atLow + riseFromLow * meeting > margin
  }

  /// Whether g′ = T_N − T_P keeps its sign: both mean times only fall.
  private func isMonotone(_ low: Point, _ high: Point) -> Bool {
    high.outgoing.time - low.incoming.time > sum.timeNoise
      || low.outgoing.time - high.incoming.time < -sum.timeNoise
  }

  /// The cubic through values and slopes at both ends, in Bernstein form, whose coefficients enclose it.
  ///
  /// g⁗ is a difference of fourth cumulants of times within `spread`, each in [−1/8, 1/12]·spread⁴, so that
  /// with x = width·spread the cubic is off by at most (5/24)·x⁴/384, and its slope by
  /// (5/24)·x³·spread·√3/216 (Birkhoff & Priver 1967, "Hermite interpolation errors for derivatives"). Unlike
  /// the first-order bounds it needs few steps where g is flat.
  private func cubicVerdict(_ low: Point, _ high: Point, _ margin: Double) -> Verdict {
    let width = high.u - low.u
    let x = width * sum.spread
    let rounding = margin + width * sum.timeNoise
    let remainder = 5.0 / 9216 * x * x * x * x
    let first = low.logRatio + width * low.slope / 3
    let second = high.logRatio - width * high.slope / 3
    let least = min(min(low.logRatio, high.logRatio), min(first, second))
    let most = max(max(low.logRatio, high.logRatio), max(first, second))
    if least > rounding + remainder || most < -rounding - remainder { return .boundedAway }
    if remainder <= rounding, max(most, -least) <= 2 * rounding { return .lostInRounding }
    let middleSlope = 3 * (second - first) / width
    let slack = 0.0016706 * sum.spread * x * x * x + sum.timeNoise + 6 * rounding / width
    if min(middleSlope, min(low.slope, high.slope)) > slack { return .monotone }
    if max(middleSlope, max(low.slope, high.slope)) < -slack { return .monotone }
    return .open
  }

  private func crossing(_ low: Point, _ high: Point) -> Found {
    let fraction = low.logRatio / (low.logRatio - high.logRatio)
    let secant = low.u + fraction * (high.u - low.u)
    let u = sum.root(from: low.u, to: high.u, isPositiveAtStart: low.isPositive, near: secant)
    return Found(u: u, isDouble: false)
  }

  // MARK: Deciding what rounding hides

  private mutating func leaveUndecided(_ low: Point, _ high: Point) {
    if let last = undecided.indices.last, undecided[last].high.u == low.u {
      undecided[last].high = high
    } else {
      undecided.append((low, high))
    }
  }

  /// Signs that differ are a crossing of odd order; equal signs are a touching root if the residual at the
  /// extremum is within rounding of zero.
  private mutating func decide(_ low: Point, _ high: Point) {
    if low.isPositive != high.isPositive {
      found.append(crossing(low, high))
    } else {
      let extremum = extremum(low, high)
      if extremum.residual <= sum.noise(at: extremum) {
        found.append(Found(u: extremum.u, isDouble: true))
      }
    }
  }

  /// The point of [low, high] where g′ = 0, or else the end with the smaller |g|.
  private func extremum(_ low: Point, _ high: Point) -> Point {
    guard (low.slope > 0) != (high.slope > 0) else {
      return abs(low.logRatio) < abs(high.logRatio) ? low : high
    }
    var (low, high) = (low, high)
    while true {
      let middle = low.u + (high.u - low.u) / 2
      if middle <= low.u || middle >= high.u { return low }
      let point = sum.point(at: middle)
      if (point.slope > 0) == (low.slope > 0) { low = point } else { high = point }
    }
  }

  /// Two crossings with nothing but rounding between them are one touching root; three are one crossing.
  private mutating func joinIndistinguishable() {
    var joined: [Found] = []
    for root in found {
      guard let last = joined.last, let between = indistinguishable(last.u, root.u) else {
        joined.append(root)
        continue
      }
      joined[joined.count - 1] = Found(u: between, isDouble: last.isDouble == root.isDouble)
    }
    found = joined
  }

  /// Where g is farthest from zero between two neighbouring roots, if that is within rounding of zero.
  private func indistinguishable(_ first: Double, _ second: Double) -> Double? {
    let (low, high) = (sum.point(at: first), sum.point(at: second))
    let middle = sum.point(at: first + (second - first) / 2)
    // Both sides are monotone in u, so rounding between the two weighs no more than at both together: where the
    // middle stands out, there is no need to find the extremum by some fifty halvings.
    if middle.residual > sum.noise(at: low) + sum.noise(at: high) { return nil }
    let extremum = extremum(low, high)
    return max(extremum.residual, middle.residual) <= sum.noise(at: extremum) ? extremum.u : nil
  }
}
