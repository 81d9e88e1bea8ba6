/// The present values of many lanes, each at a rate of its own, whose flows fall on the same increasing times:
/// Σ flow ÷ (1 + rate)^time.
package struct LanePresentValues: Sendable {
  private let timeline: GapTimeline
  /// The first of the times.
  private let origin: Double

  /// Nil unless the times are finite and increase.
  package init?(times: [Double]) {
    guard let first = times.first, let timeline = GapTimeline(times) else { return nil }
    self.timeline = timeline
    origin = first
  }

  /// Writes each lane's present value into `result`; NaN where an operand is missing or the sum has no bounds.
  ///
  /// Complexity: two logarithms or exponentials a lane and one for each further length of gap.
  ///
  /// - Parameters:
  ///   - offset: where the vectors of flows, one for each of the times, lie one after the other.
  ///   - rate: r per unit of time.
  package func write(
    flowsFrom offset: Int, at rate: LaneReference, on lanes: Lanes, into result: LaneReference
  ) {
    // Horner's rule, from the last flow back, one pass over the lanes for each.
    let factors = lanes.scratch(vectors: timeline.gaps.count + 1)
    let (logarithms, count) = (factors.vector(timeline.gaps.count, from: 0), timeline.times.count)
    for first in stride(from: 0, to: lanes.width, by: Wide.scalarCount) {
      let u = logarithmOfOnePlus(lanes.wide(rate, from: first))
      factors.set(logarithms, to: u, from: first)
      for (place, gap) in timeline.gaps.enumerated() {
        factors.set(factors.vector(place, from: 0), to: exponential(u * -gap), from: first)
      }
    }
    lanes.copy(lanes.vector(count - 1, from: offset), into: result)
    for k in (0..<count - 1).reversed() {
      let factor = factors.vector(timeline.kind[k + 1], from: 0)
      lanes.scale(result, by: factor, of: factors, adding: lanes.vector(k, from: offset))
    }
    guard origin != 0 else { return }
    for first in stride(from: 0, to: lanes.width, by: Wide.scalarCount) {
      let factor = exponential(factors.wide(logarithms, from: first) * -origin)
      lanes.set(result, to: lanes.wide(result, from: first) * factor, from: first)
    }
  }
}
