#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The rates of return of a few neighbouring lanes, with a proof of their number that costs little.
///
/// - No change of sign among the flows, or one: Descartes' rule counts the roots.
/// - More, and the present value on a fixed grid of rates changes its sign twice: several roots.
/// - More, and one change on the grid: the root is sought first and proved afterwards. Let Sₖ be the sum of the
///   terms up to k at a rate just below the root, so that Sₙ is the present value there. If S₀ … Sₙ change their sign
///   once, at the last flow, Laguerre's rule leaves at most one root above that rate; and the sums of the terms from
///   k on, Sₙ − Sₖ₋₁, then all have the sign of Sₙ, so there is none below. Such a project owes at its own rate to
///   its owner until its last day and never the other way round, a "pure investment" (D. Teichroew, A. A. Robichek &
///   M. Montalbano, "An Analysis of Criteria for Investment and Financing Decisions under Certainty", Management
///   Science 12, 1965).
///
/// Signs count only where a sum stands out of rounding by far. What remains unsettled says so.
struct RateGroup {
  typealias Mask = SIMDMask<Wide.MaskStorage>

  /// The flows of the lanes at hand. `[times]`
  var flows: [Wide]

  private let timeline: GapTimeline
  private let spread: Double
  private let grid: [GridPoint]
  /// Discount factors of the kinds of gap at the lanes' own rates. `[gaps]`
  private var factors: [Wide]

  /// A rate at which present values are tried.
  private struct GridPoint {
    let u: Double
    /// Discount factors of the gaps, all at most 1: towards the first flow where u ≥ 0, else towards the last.
    let factors: [Double]
    /// The smallest present value whose sign is sure, as a fraction of the sum of the |terms|.
    let noise: Double
  }

  /// ln(1 + r) of the grid. The outer two lie well within what a rate can be; between them are rates from −90 % to
  /// some thousand per cent, closer where projects lie.
  private static let places = [
    -30, -6, -2.3, -1.2, -0.6, -0.3, -0.15, -0.06, 0, 0.04, 0.08, 0.14, 0.25, 0.5, 1, 2, 5, 20, 600,
  ]
  /// The middle and the two ends of `places`: enough for most lanes with several roots.
  private static let coarse = [0, 8, 18]

  init(_ timeline: GapTimeline) {
    self.timeline = timeline
    spread = timeline.spread
    flows = Array(repeating: .zero, count: timeline.times.count)
    factors = Array(repeating: .zero, count: timeline.gaps.count)
    let terms = Double(timeline.times.count)
    grid = Self.places.map { u in
      GridPoint(
        u: u, factors: timeline.gaps.map { exp(-abs(u) * $0) },
        noise: Self.noise(at: abs(u) * timeline.spread, terms))
    }
  }

  /// Eight times what rounding can do to a sum of so many terms, as a fraction of the sum of their sizes: where the
  /// scalar proof sees zero, no sign counts here.
  private static func noise(at reach: Double, _ terms: Double) -> Double {
    .ulpOfOne * (256 + 16 * terms + 16 * reach)
  }

  // MARK: The answers

  /// Each lane's rate or reason, and which lanes are settled.
  mutating func answers(_ reasons: LaneRates.Reasons) -> (Wide, Mask) {
    let signs = changesOfSign()
    let isKnown = signs.areFinite
    var numbers = Wide(repeating: reasons.noSignChange)
    numbers.replace(with: reasons.noFlows, where: signs.first .== 0)
    var isSettled = isKnown .& (signs.changes .== 0)
    var isSought = isKnown .& (signs.changes .== 1)
    let isMixed = isKnown .& (signs.changes .> 1)
    // Far enough for any rate, near enough for plain sums.
    let limit = 590 / max(spread, 1e-300)
    var bracket = Bracket(low: Wide(repeating: max(-limit, -36)), high: Wide(repeating: min(limit, 700)))
    if any(isMixed) {
      var seen = scan(Self.coarse)
      if any(isMixed .& (seen.changes .< 2)) { seen = scan(Array(Self.places.indices)) }
      let areSeveral = isMixed .& (seen.changes .> 1)
      numbers.replace(with: reasons.several, where: areSeveral)
      isSettled = isSettled .| areSeveral
      let isOne = isMixed .& (seen.changes .== 1)
      bracket.replace(with: seen.bracket, where: isOne)
      isSought = isSought .| isOne
    }
    guard any(isSought) else { return (numbers, isSettled) }
    var (u, isFound) = root(in: bracket, signAbove: signs.first, of: isSought)
    if any(isFound .& isMixed) {
      isFound = isFound .& (.!isMixed .| isOnlyRoot(u, signAbove: signs.first))
    }
    for lane in 0..<Wide.scalarCount where isFound[lane] {
      if let rate = representableRate(ofLog: u[lane]) { u[lane] = rate } else { isFound[lane] = false }
    }
    numbers.replace(with: u, where: isFound)
    return (numbers, isSettled .| isFound)
  }

  /// How often the flows change their sign, and the first that is not zero.
  private func changesOfSign() -> (changes: Wide, first: Wide, areFinite: Mask) {
    var (first, previous, changes, lost) = (Wide.zero, Wide.zero, Wide.zero, Wide.zero)
    for flow in flows {
      let isChange = ((flow .> 0) .& (previous .< 0)) .| ((flow .< 0) .& (previous .> 0))
      changes.replace(with: changes + 1, where: isChange)
      previous.replace(with: flow, where: flow .!= 0)
      first.replace(with: flow, where: first .== 0)
      // 0 where it is finite.
      lost += flow - flow
    }
    return (changes, first, lost .== 0)
  }

  // MARK: The grid

  /// Where the root may lie.
  private struct Bracket {
    var low: Wide
    var high: Wide

    mutating func replace(with other: Bracket, where mask: Mask) {
      low.replace(with: other.low, where: mask)
      high.replace(with: other.high, where: mask)
    }
  }

  /// Present values at some points of the grid: how often their sign surely changes, and where it last did.
  private func scan(_ points: [Int]) -> (changes: Wide, bracket: Bracket) {
    var (changes, sign, u) = (Wide.zero, Wide.zero, Wide.zero)
    var bracket = Bracket(low: .zero, high: .zero)
    for point in points {
      let own = signs(at: grid[point])
      let place = Wide(repeating: grid[point].u)
      let isChange = own * sign .< 0
      changes.replace(with: changes + 1, where: isChange)
      bracket.replace(with: Bracket(low: u, high: place), where: isChange)
      sign.replace(with: own, where: own .!= 0)
      u.replace(with: place, where: own .!= 0)
    }
    return (changes, bracket)
  }

  /// The sign of the present value, 0 where it is within rounding.
  private func signs(at point: GridPoint) -> Wide {
    var (sum, size) = (Wide.zero, Wide.zero)
    let kind = timeline.kind
    if point.u >= 0 {
      var factor = 0.0
      for k in flows.indices.reversed() {
        sum = flows[k] + sum * factor
        size = flows[k].magnitude + size * factor
        factor = k > 0 ? point.factors[kind[k]] : 0
      }
    } else {
      for k in flows.indices {
        let factor = k > 0 ? point.factors[kind[k]] : 0
        sum = flows[k] + sum * factor
        size = flows[k].magnitude + size * factor
      }
    }
    let margin = size * point.noise + 1e-290
    return Wide.zero.replacing(with: 1, where: (sum .> margin) .& (size .< 1e280))
      .replacing(with: -1, where: (sum .< -margin) .& (size .< 1e280))
  }

  // MARK: The root

  /// What the terms at one rate in each lane add up to.
  private struct Sums {
    var value = Wide.zero
    var size = Wide.zero
    /// The same, weighted with the times.
    var valueTime = Wide.zero
    var sizeTime = Wide.zero

    @inline(__always)
    mutating func add(_ term: Wide, at time: Double) {
      let magnitude = term.magnitude
      value += term
      size += magnitude
      valueTime += term * time
      sizeTime += magnitude * time
    }
  }

  /// The root of g = ln(P/N), the logarithm of what comes in over what goes out, by Newton's steps kept within the
  /// bracket; which lanes arrived.
  private mutating func root(in bracket: Bracket, signAbove: Wide, of lanes: Mask) -> (Wide, Mask) {
    var (low, high) = (bracket.low, bracket.high)
    var u = Wide.zero.replacing(with: (low + high) * 0.5, where: (low .>= 0) .| (high .<= 0))
    var open = lanes
    var isFound = Mask(repeating: false)
    for _ in 0..<30 {
      let sums = sums(at: u)
      let (above, below) = (sums.size + sums.value, sums.size - sums.value)
      let slope = (sums.sizeTime - sums.valueTime) / below - (sums.sizeTime + sums.valueTime) / above
      let isAbove = sums.value * signAbove .>= 0
      high.replace(with: u, where: isAbove)
      low.replace(with: u, where: .!isAbove)
      var next = u - Self.logRatio(sums, above, below) / slope
      let isNewton = (next .>= low) .& (next .<= high)
      next.replace(with: (low + high) * 0.5, where: .!isNewton)
      let step = (next - u) * (next - u)
      let scale = u.magnitude + 1 / spread
      // |g″| is at most spread²/4, so this step leaves at most spread²/8·step²/|g′|.
      let isNear = step * (spread * spread) .<= scale * slope.magnitude * (4 * .ulpOfOne)
      let isLast = step .<= (scale * (2 * .ulpOfOne)) * (scale * (2 * .ulpOfOne))
      let isSafe = (sums.size .> 1e-280) .& (sums.size .< 1e280)
      u.replace(with: next, where: open)
      isFound = isFound .| (open .& isNewton .& isSafe .& (isNear .| isLast))
      open = open .& isSafe .& .!isFound
      if !any(open) { break }
    }
    return (u, isFound)
  }

  /// ln of `above` over `below`, to some 1e-5 of itself far from the root and to the last place near it.
  private static func logRatio(_ sums: Sums, _ above: Wide, _ below: Wide) -> Wide {
    let ratio = sums.value / sums.size
    let square = ratio * ratio
    // 2·artanh, from its series.
    var tail = Wide(repeating: 1.0 / 13)
    tail = tail * square + 1.0 / 11
    tail = tail * square + 1.0 / 9
    tail = tail * square + 1.0 / 7
    tail = tail * square + 1.0 / 5
    tail = tail * square + 1.0 / 3
    tail = tail * square + 1
    var result = 2 * ratio * tail
    for lane in 0..<Wide.scalarCount where square[lane] > 0.25 {
      result[lane] = log(above[lane] / below[lane])
    }
    return result
  }

  /// The sums at a rate of each lane's own.
  private mutating func sums(at u: Wide) -> Sums {
    setFactors(at: u)
    var sums = Sums()
    var discount = Wide(repeating: 1)
    if factors.count == 1 {
      let factor = factors[0]
      for k in flows.indices {
        sums.add(flows[k] * discount, at: timeline.times[k])
        discount *= factor
      }
    } else {
      for k in flows.indices {
        if k > 0 { discount *= factors[timeline.kind[k]] }
        sums.add(flows[k] * discount, at: timeline.times[k])
      }
    }
    return sums
  }

  private mutating func setFactors(at u: Wide) {
    for (place, gap) in timeline.gaps.enumerated() {
      let exponent = u * -gap
      for lane in 0..<Wide.scalarCount { factors[place][lane] = exp(exponent[lane]) }
    }
  }

  // MARK: The proof

  /// Whether there is one root in all and it lies close to `u`: see above.
  private mutating func isOnlyRoot(_ u: Wide, signAbove: Wide) -> Mask {
    // Far enough for the present value to stand out of rounding, near enough to be no loss.
    let distance = 0x1p-20 / spread
    let one = Wide(repeating: -1).replacing(with: 1, where: signAbove .> 0)
    let noise = (u.magnitude * spread * 16 + (256 + 16 * Double(flows.count))) * .ulpOfOne
    setFactors(at: u + distance)
    let after = runningSums(one, noise)
    setFactors(at: u - distance)
    let before = runningSums(one, noise)
    return before.keepsSign .& (before.last .< 0) .& (after.last .> 0)
  }

  /// By how much the sum of all terms stands out of rounding, with the sign of the first term, and whether all sums
  /// of fewer terms have that sign.
  private func runningSums(_ one: Wide, _ noise: Wide) -> (last: Wide, keepsSign: Mask) {
    var (sum, size, discount) = (Wide.zero, Wide.zero, one)
    var least = Wide(repeating: 1)
    var hasBegun = Mask(repeating: false)
    for k in flows.indices {
      if k > 0 { discount *= factors[timeline.kind[k]] }
      // Flows that are zero add no sum: neither the empty one before the first flow nor a second one of all.
      let isFlow = flows[k] .!= 0
      let excess = sum - size * noise - 1e-290
      least.replace(with: excess, where: isFlow .& hasBegun .& (excess .< least))
      hasBegun = hasBegun .| isFlow
      let term = flows[k] * discount
      sum += term
      size += term.magnitude
    }
    let margin = size * noise
    let isSafe = (size .> 1e-280) .& (size .< 1e280)
    let last = Wide.zero.replacing(with: sum, where: isSafe .& (sum.magnitude .> margin))
    return (last, least .> 0)
  }
}

extension SIMD4<Double> {
  /// |x| of each.
  @inline(__always)
  var magnitude: Self { replacing(with: -self, where: self .< 0) }
}
