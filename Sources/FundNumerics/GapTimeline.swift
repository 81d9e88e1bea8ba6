/// Increasing times as the gaps between them, of which there are few kinds: one where the times are equally spaced,
/// four among the days of month ends. A discount factor is computed once for each kind of gap.
struct GapTimeline: Sendable {
  /// Times from the first on. `[flows]`
  let times: [Double]
  /// The lengths of gap that occur.
  let gaps: [Double]
  /// Which of `gaps` lies before each flow; 0 for the first. `[flows]`
  let kind: [Int]

  var spread: Double { times.last ?? 0 }

  /// Nil unless the times are finite and increase.
  init?(_ times: [Double]) {
    guard let first = times.first, times.allSatisfy(\.isFinite), zip(times, times.dropFirst()).allSatisfy(<)
    else { return nil }
    self.times = times.map { $0 - first }
    (gaps, kind) = Self.kinds(of: times, unlikeBy: 4 * .ulpOfOne) ?? Self.kinds(of: times, unlikeBy: 0)!
  }

  /// Gaps that differ by rounding only are of one kind, unless the times added up from them would be off by more.
  private static func kinds(of times: [Double], unlikeBy tolerance: Double) -> ([Double], [Int])? {
    let origin = times[0]
    var gaps: [Double] = []
    var kind = [0]
    var sum = 0.0
    for k in times.indices.dropFirst() {
      let gap = times[k] - times[k - 1]
      let slack = tolerance * (abs(times[k]) + abs(times[k - 1]))
      let own = gaps.firstIndex { abs($0 - gap) <= slack } ?? gaps.count
      if own == gaps.count { gaps.append(gap) }
      kind.append(own)
      sum += gaps[own]
      let error = abs(sum - (times[k] - origin))
      if tolerance > 0, error > 4 * tolerance * (abs(times[k]) + abs(origin)) { return nil }
    }
    return (gaps, kind)
  }

  /// The discount factors of the kinds of gap at u = ln(1 + r), a u for each lane.
  func setFactors(_ factors: inout [Wide], at u: Wide) {
    for (place, gap) in gaps.enumerated() { factors[place] = exponential(u * -gap) }
  }

  /// Eight times what rounding can do to a sum of all flows at u, as a fraction of the sum of their sizes: where the
  /// scalar proof sees zero, no sign that stands out of this is seen.
  func noise(at u: Wide) -> Wide {
    (u.magnitude * spread * 16 + (256 + 16 * Double(times.count))) * .ulpOfOne
  }
}
