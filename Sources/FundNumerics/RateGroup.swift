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

  /// Their present values on the grid. `[places]`
  var values: [Wide]

  /// The sum of their sizes: all three are asked for by `answers`, and the latter two by `haveSeveralForSure`.
  var size = Wide.zero

  /// |flows|. `[times]`
  private var sizes: [Wide]
  private let timeline: GapTimeline
  /// `[places]`
  private let noises: [Double]
  private let spread: Double
  /// Discount factors of the kinds of gap at the lanes' own rates. `[gaps]`
  private var factors: [Wide]

  init(_ timeline: GapTimeline) {
    self.timeline = timeline
    spread = timeline.spread
    flows = Array(repeating: .zero, count: timeline.times.count)
    sizes = flows
    noises = RateGrid.places.map { timeline.noise(at: Wide(repeating: $0))[0] }
    values = Array(repeating: .zero, count: RateGrid.places.count)
    factors = Array(repeating: .zero, count: timeline.gaps.count)
  }

  // MARK: The answers

  /// Whether in all lanes the present value has one sign at both ends of the grid and surely the other one in between:
  /// what most lanes of a project are that has money first. Needs no flows.
  func haveSeveralForSure() -> Bool {
    let size = safeSize
    let last = values.count - 1
    func margin(_ place: Int) -> Wide { self.margin(place, size) }
    let isAbove = (values[0] .> margin(0)) .& (values[last] .> margin(last))
    let isBelow = (values[0] .< -margin(0)) .& (values[last] .< -margin(last))
    guard all(isAbove .| isBelow) else { return false }
    let sign = Wide(repeating: -1).replacing(with: 1, where: isAbove)
    var isOther = Mask(repeating: false)
    for place in 1..<last { isOther = isOther .| (values[place] * sign .< -margin(place)) }
    return all(isOther)
  }

  /// What a present value on the grid must exceed for its sign to be sure.
  private func margin(_ place: Int, _ size: Wide) -> Wide { size * noises[place] + 1e-290 }

  /// Where sums could overflow no sign is sure: nothing compares with NaN.
  private var safeSize: Wide { size.replacing(with: .nan, where: size .> 1e280) }

  /// Each lane's rate or reason, and which lanes are settled.
  mutating func answers(_ reasons: LaneRates.Reasons) -> (Wide, Mask) {
    for place in flows.indices { sizes[place] = flows[place].magnitude }
    let signs = changesOfSign()
    let isMixed = signs.areFinite .& (signs.changes .> 1)
    var answers = Answers()
    answers.numbers = Wide(repeating: reasons.noSignChange)
      .replacing(with: reasons.noFlows, where: signs.first .== 0)
    answers.areSettled = signs.areFinite .& (signs.changes .== 0)
    let seen = scan()
    answers.settle(with: Wide(repeating: reasons.several), where: isMixed .& (seen.changes .> 1))
    let isBracketed = seen.changes .== 1
    let isOnly = signs.areFinite .& (signs.changes .== 1)
    let isSought = isOnly .| (isMixed .& isBracketed)
    guard any(isSought) else { return (answers.numbers, answers.areSettled) }
    // Far enough for any rate, near enough for plain sums.
    let limit = 590 / max(spread, 1e-300)
    var bracket = Bracket(low: Wide(repeating: max(-limit, -36)), high: Wide(repeating: min(limit, 700)))
    bracket.replace(with: seen.bracket, where: isBracketed)
    let signAbove = Wide(repeating: -1).replacing(with: 1, where: signs.first .> 0)
    var (u, isFound) = root(in: bracket, signAbove, of: isSought)
    if any(isFound .& isMixed) { isFound = isFound .& (isOnly .| isOnlyRoot(u, signAbove)) }
    for lane in 0..<Wide.scalarCount where isFound[lane] {
      if let rate = representableRate(ofLog: u[lane]) { u[lane] = rate } else { isFound[lane] = false }
    }
    answers.settle(with: u, where: isFound)
    return (answers.numbers, answers.areSettled)
  }

  private struct Answers {
    var numbers = Wide.zero
    var areSettled = Mask(repeating: false)

    mutating func settle(with other: Wide, where mask: Mask) {
      numbers.replace(with: other, where: mask)
      areSettled = areSettled .| mask
    }
  }

  /// How often the flows change their sign, and the first that is not zero.
  private func changesOfSign() -> (changes: Wide, first: Wide, areFinite: Mask) {
    var (first, sign, changes, lost) = (Wide.zero, Wide.zero, Wide.zero, Wide.zero)
    for flow in flows {
      changes += Wide.zero.replacing(with: 1, where: flow * sign .< 0)
      sign = sign.replacing(with: 1, where: flow .> 0).replacing(with: -1, where: flow .< 0)
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

  /// How often the present value surely changes its sign on the grid, and where it last did.
  private func scan() -> (changes: Wide, bracket: Bracket) {
    var (changes, sign, u) = (Wide.zero, Wide.zero, Wide.zero)
    var bracket = Bracket(low: .zero, high: .zero)
    let size = safeSize
    for (place, value) in values.enumerated() {
      let margin = margin(place, size)
      let own = Wide.zero.replacing(with: 1, where: value .> margin).replacing(
        with: -1, where: value .< -margin)
      let isChange = own * sign .< 0
      changes += Wide.zero.replacing(with: 1, where: isChange)
      bracket.low.replace(with: u, where: isChange)
      bracket.high.replace(with: RateGrid.places[place], where: isChange)
      sign.replace(with: own, where: own .!= 0)
      u.replace(with: RateGrid.places[place], where: own .!= 0)
    }
    return (changes, bracket)
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
    mutating func add(_ term: Wide, _ magnitude: Wide, at time: Double) {
      value += term
      size += magnitude
      valueTime += term * time
      sizeTime += magnitude * time
    }
  }

  /// The root of g = ln(P/N), the logarithm of what comes in over what goes out, by Newton's steps kept within the
  /// bracket; which lanes arrived. `signAbove` is the sign of the present value at all rates above the only root: that
  /// of the first flow.
  private mutating func root(in bracket: Bracket, _ signAbove: Wide, of lanes: Mask) -> (Wide, Mask) {
    var (low, high) = (bracket.low, bracket.high)
    var u = Wide.zero.replacing(with: (low + high) * 0.5, where: (low .> 0) .| (high .< 0))
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
    timeline.setFactors(&factors, at: u)
    var sums = Sums()
    var discount = Wide(repeating: 1)
    if factors.count == 1 {
      let factor = factors[0]
      for k in flows.indices {
        sums.add(flows[k] * discount, sizes[k] * discount, at: timeline.times[k])
        discount *= factor
      }
    } else {
      for k in flows.indices {
        if k > 0 { discount *= factors[timeline.kind[k]] }
        sums.add(flows[k] * discount, sizes[k] * discount, at: timeline.times[k])
      }
    }
    return sums
  }

  // MARK: The proof

  /// Whether there is one root in all and it lies close to `u`: see above.
  private mutating func isOnlyRoot(_ u: Wide, _ signAbove: Wide) -> Mask {
    // Far enough for the present value to stand out of rounding, near enough to be no loss.
    let distance = 0x1p-20 / spread
    let noise = timeline.noise(at: u)
    timeline.setFactors(&factors, at: u + distance)
    let after = runningSums(signAbove, noise)
    timeline.setFactors(&factors, at: u - distance)
    let before = runningSums(signAbove, noise)
    return before.keepsSign .& (before.last .< 0) .& (after.last .> 0)
  }

  /// The sum of all terms, times the sign of the first and 0 where it is within rounding; and whether all sums of
  /// fewer terms have that sign.
  private func runningSums(_ sign: Wide, _ noise: Wide) -> (last: Wide, keepsSign: Mask) {
    var (sum, size, discount) = (Wide.zero, Wide.zero, Wide(repeating: 1))
    var least = Wide(repeating: 1)
    var hasBegun = Mask(repeating: false)
    for k in flows.indices {
      if k > 0 { discount *= factors[timeline.kind[k]] }
      // Flows that are zero add no sum: neither the empty one before the first flow nor a second one of all.
      let isFlow = flows[k] .!= 0
      let excess = sum * sign - size * noise - 1e-290
      least.replace(with: excess, where: isFlow .& hasBegun .& (excess .< least))
      hasBegun = hasBegun .| isFlow
      sum += flows[k] * discount
      size += sizes[k] * discount
    }
    let margin = size * noise
    let isSafe = (size .> 1e-280) .& (size .< 1e280)
    let last = Wide.zero.replacing(with: sum * sign, where: isSafe .& (sum.magnitude .> margin))
    return (last, least .> 0)
  }
}
