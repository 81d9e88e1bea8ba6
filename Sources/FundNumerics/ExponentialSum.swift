#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A generalised exponential polynomial F(u) = Σ aₖ·e^(−u·tₖ): the present value of flows `aₖ` at times `tₖ`
/// (in years, or in whatever unit the rate is for) as a function of u = ln(1 + r).
///
/// It is read as F = P − N, the present values of what comes in and of what goes out. P and N are positive,
/// so the *log ratio* g = ln P − ln N has the roots of F, has no unit, cannot overflow, and tells the
/// residual relative to the sum of the terms: |F| / (P + N) = tanh(|g| / 2). ln P and ln N are convex (they
/// are log-sum-exps), and their slopes are −T_P and −T_N, the mean times of the two sides, each of which can
/// only fall when u rises. Everything `rateRoots` proves about an interval follows from these two facts and
/// the values at its ends.
struct ExponentialSum {
  /// Amounts in the order of their times, none zero unless `step` is set. `[terms]`
  private(set) var amounts: [Double]
  /// Strictly increasing times, the first one 0. `[terms]`
  private(set) var times: [Double]
  /// The distance of the times when they are equally spaced (zero amounts are then kept as terms), else nil.
  let step: Double?
  /// How often the sign changes between neighbouring amounts: by Descartes' rule for exponential sums F has
  /// at most that many roots, or an even number fewer.
  let signChanges: Int

  /// The time between the first and the last flow.
  var spread: Double { times.last ?? 0 }
  var isEmpty: Bool { amounts.isEmpty }

  /// Merges equal times, drops what is zero, and shifts the earliest time to 0.
  ///
  /// Amounts at one time that cancel up to rounding (0.1 + 0.2 − 0.3) are zero: the speck that is left would
  /// otherwise count as a flow of its own, with a root at some monstrous rate.
  ///
  /// - Parameters:
  ///   - amounts: `[flows]`, finite, in any one unit.
  ///   - times: `[flows]`, finite, in any order.
  init(amounts: [Double], times: [Double]) {
    precondition(
      amounts.count == times.count, "\(amounts.count) amounts do not match \(times.count) times")
    var first = 0
    var end = amounts.count
    while first < end, amounts[first] == 0 { first += 1 }
    while end > first, amounts[end - 1] == 0 { end -= 1 }

    var isIncreasing = true
    var isFinite = true
    for k in first..<end {
      isFinite = isFinite && amounts[k].isFinite && times[k].isFinite
      if k > first, times[k] <= times[k - 1] { isIncreasing = false }
    }
    precondition(isFinite, "an amount or a time among \(amounts.count) flows is not finite")

    if !isIncreasing {
      (self.amounts, self.times) = Self.merged(amounts: amounts, times: times)
      step = nil
    } else if let step = Self.step(of: times[first..<end]) {
      self.amounts = Array(amounts[first..<end])
      self.times = times[first..<end].map { $0 - times[first] }
      self.step = step
    } else {
      let present = (first..<end).filter { amounts[$0] != 0 }
      self.amounts = present.map { amounts[$0] }
      self.times = present.map { times[$0] - times[first] }
      step = nil
    }
    signChanges = Self.signChanges(of: self.amounts)
  }

  private static func merged(amounts: [Double], times: [Double]) -> ([Double], [Double]) {
    let order = amounts.indices.filter { amounts[$0] != 0 }.sorted { (times[$0], $0) < (times[$1], $1) }
    var sums: [Double] = []
    var stamps: [Double] = []
    var start = 0
    while start < order.count {
      let time = times[order[start]]
      var sum = 0.0
      var size = 0.0
      var end = start
      while end < order.count, times[order[end]] == time {
        sum += amounts[order[end]]
        size += abs(amounts[order[end]])
        end += 1
      }
      precondition(size.isFinite, "the \(end - start) amounts at time \(time) add up to infinity")
      if end - start == 1 || abs(sum) > Double(end - start) * .ulpOfOne * size {
        sums.append(sum)
        stamps.append(time)
      }
      start = end
    }
    let origin = stamps.first ?? 0
    return (sums, stamps.map { $0 - origin })
  }

  /// The common distance of increasing `times`, when none is off by more than rounding.
  private static func step(of times: ArraySlice<Double>) -> Double? {
    guard times.count > 2, let first = times.first, let last = times.last else { return nil }
    let step = (last - first) / Double(times.count - 1)
    var index = 0.0
    for time in times {
      if abs(time - first - index * step) > 4 * .ulpOfOne * (abs(time) + abs(first)) { return nil }
      index += 1
    }
    return step
  }

  private static func signChanges(of amounts: [Double]) -> Int {
    var changes = 0
    var previous = 0.0
    for amount in amounts where amount != 0 {
      if previous != 0, (amount > 0) != (previous > 0) { changes += 1 }
      previous = amount
    }
    return changes
  }

  // MARK: Values

  /// One side of F (what comes in, or what goes out) at one u: e^`offset`·`sum`.
  struct Side {
    var offset = 0.0
    var sum: Double
    /// The mean time, weighted with the present values.
    var time: Double

    /// ln of the side's present value.
    var log: Double { offset + logarithm(sum) }
  }

  /// P, N and what follows from them at one u.
  struct Point {
    var u: Double
    var incoming: Side
    var outgoing: Side
    /// g = ln P − ln N, computed without the cancellation of the two logarithms.
    var logRatio: Double

    /// g′ = T_N − T_P.
    var slope: Double { outgoing.time - incoming.time }
    /// The sign of F as far as it was computed; 0 counts as positive, so that a root exactly at a point
    /// shared by two intervals belongs to one of them.
    var isPositive: Bool { logRatio >= 0 }
    var larger: Side { isPositive ? incoming : outgoing }
    var smaller: Side { isPositive ? outgoing : incoming }
    /// |F| / (P + N).
    var residual: Double { tanh(abs(logRatio) / 2) }
  }

  /// The values at `u`; both signs must occur among the amounts.
  ///
  /// Complexity: O(terms); one exponential where the times are equally spaced, else one a term.
  func point(at u: Double) -> Point {
    plainPoint(at: u) ?? scaledPoint(at: u)
  }

  /// The values at `u` added up directly, or nil where that could overflow or underflow.
  private func plainPoint(at u: Double) -> Point? {
    // No discount factor leaves e^±600, so each keeps its full precision; the sums are checked below.
    guard abs(u) * spread < 600 else { return nil }
    var incoming = Side(sum: 0, time: 0)
    var outgoing = Side(sum: 0, time: 0)
    func add(_ term: Double, at time: Double) {
      // Twice the term on its own side and 0 on the other, without a branch; the factor of 2 is taken off
      // below.
      let plus = abs(term) + term
      let minus = abs(term) - term
      incoming.sum += plus
      outgoing.sum += minus
      incoming.time += plus * time
      outgoing.time += minus * time
    }
    if u == 0 {
      for k in amounts.indices { add(amounts[k], at: times[k]) }
    } else if let step {
      // Repeated multiplication errs by k/2 units in the last place at term k, which is what half a unit in
      // the last place of u·step does as well.
      let ratio = exp(-u * step)
      var discount = 1.0
      for k in amounts.indices {
        add(amounts[k] * discount, at: times[k])
        discount *= ratio
      }
    } else {
      for k in amounts.indices { add(amounts[k] * exp(-u * times[k]), at: times[k]) }
    }
    let safe = 1e-280..<1e280
    guard safe ~= incoming.sum, safe ~= outgoing.sum, safe ~= incoming.sum / outgoing.sum,
      incoming.time.isFinite, outgoing.time.isFinite
    else { return nil }
    incoming.time /= incoming.sum
    outgoing.time /= outgoing.sum
    incoming.sum /= 2
    outgoing.sum /= 2
    return Point(
      u: u, incoming: incoming, outgoing: outgoing,
      logRatio: logarithm(ofRatio: incoming.sum, to: outgoing.sum))
  }

  /// The values at `u`, each side relative to its own largest term, so that no u is too large.
  private func scaledPoint(at u: Double) -> Point {
    let (incoming, inTerm) = scaledSide(positive: true, at: u)
    let (outgoing, outTerm) = scaledSide(positive: false, at: u)
    // The difference of the offsets, each of which may be large, from the differences of their parts.
    let offset =
      logarithm(ofRatio: abs(amounts[inTerm]), to: abs(amounts[outTerm]))
      - u * (times[inTerm] - times[outTerm])
    return Point(
      u: u, incoming: incoming, outgoing: outgoing,
      logRatio: offset + logarithm(ofRatio: incoming.sum, to: outgoing.sum))
  }

  /// One side relative to its largest term, and the index of that term.
  private func scaledSide(positive: Bool, at u: Double) -> (Side, Int) {
    var largest = -1
    var side = Side(offset: -.infinity, sum: 0, time: 0)
    for k in amounts.indices where amounts[k] != 0 && (amounts[k] > 0) == positive {
      let exponent = logarithm(abs(amounts[k])) - u * times[k]
      if exponent > side.offset {
        side.offset = exponent
        largest = k
      }
    }
    for k in amounts.indices where amounts[k] != 0 && (amounts[k] > 0) == positive {
      let distance = times[k] - times[largest]
      let term = exp(logarithm(ofRatio: amounts[k], to: amounts[largest]) - u * distance)
      side.sum += term
      side.time += term * distance
    }
    side.time = times[largest] + side.time / side.sum
    return (side, largest)
  }

  // MARK: Rounding

  /// How far rounding can move the log ratio at `point`, and so (residual ≈ |g|/2) the smallest residual
  /// relative to the sum of the |terms| that is surely not zero.
  func noise(at point: Point) -> Double {
    .ulpOfOne
      * (16 + 2 * Double(amounts.count) + abs(point.u) * spread
        + abs(point.incoming.log) + abs(point.outgoing.log))
  }

  /// How far rounding can move a mean time.
  var timeNoise: Double { .ulpOfOne * (16 + 2 * Double(amounts.count)) * spread }

  // MARK: Where no root can be

  /// A side of a number on the axis of u.
  enum Direction {
    case below, above
  }

  /// Whether F certainly has no root `direction` of `u`.
  ///
  /// Laguerre's rule: the roots above u are at most as many as the sign changes of the partial sums of the
  /// terms at u in the order of time; below u, those of the partial sums from the last term backwards. Sums
  /// within rounding of zero count as a change. (E. Laguerre, "Mémoire sur la théorie des équations
  /// numériques", J. Math. Pures Appl. 9, 1883.)
  func hasNoRoot(_ direction: Direction, _ u: Double) -> Bool {
    plainlyHasNoRoot(direction, u) ?? hasNoRootByLogarithms(direction, u)
  }

  /// The rule with discount factors by repeated multiplication, which errs by less than the noise allowed for; nil
  /// where the times are not equally spaced, and where a sum could overflow or underflow.
  private func plainlyHasNoRoot(_ direction: Direction, _ u: Double) -> Bool? {
    guard let step, abs(u) * spread < 600 else { return nil }
    let last = amounts.count - 1
    let (origin, ratio) = direction == .above ? (0, exp(-u * step)) : (last, exp(u * step))
    let sign = amounts[origin] > 0 ? 1.0 : -1
    let noise = Double.ulpOfOne * (16 + 2 * Double(amounts.count) + abs(u) * spread)
    var (sum, size, discount) = (0.0, 0.0, sign)
    for j in amounts.indices {
      let term = amounts[direction == .above ? j : last - j] * discount
      sum += term
      size += abs(term)
      if sum <= noise * size { return 1e-280..<1e280 ~= size ? false : nil }
      discount *= ratio
    }
    return 1e-280..<1e280 ~= size && 1e-280..<1e280 ~= abs(amounts[origin]) ? true : nil
  }

  private func hasNoRootByLogarithms(_ direction: Direction, _ u: Double) -> Bool {
    let last = amounts.count - 1
    let origin = direction == .above ? 0 : last
    let noise = Double.ulpOfOne * (16 + 2 * Double(amounts.count) + abs(u) * spread)
    var sum = 0.0
    var size = 0.0
    for j in amounts.indices {
      let k = direction == .above ? j : last - j
      guard amounts[k] != 0 else { continue }
      let logRatio = logarithm(ofRatio: abs(amounts[k]), to: abs(amounts[origin]))
      let term = exp(logRatio - u * (times[k] - times[origin]))
      guard term.isFinite else { return false }
      sum += (amounts[k] > 0) == (amounts[origin] > 0) ? term : -term
      size += term
      if sum <= noise * size { return false }
    }
    return true
  }
}

/// ln x, under a name that no member hides.
private func logarithm(_ x: Double) -> Double { log(x) }

/// ln(a/b) of two numbers of one sign, to the last place also where they are close.
private func logarithm(ofRatio a: Double, to b: Double) -> Double {
  let excess = (a - b) / b
  if abs(excess) < 0.5 { return log1p(excess) }
  let ratio = a / b
  return ratio.isNormal ? log(ratio) : log(abs(a)) - log(abs(b))
}
