#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
    var flows = Array(repeating: Wide.zero, count: timeline.times.count)
    var factors = Array(repeating: Wide.zero, count: timeline.gaps.count)
    for first in stride(from: 0, to: lanes.width, by: Wide.scalarCount) {
      lanes.gather(&flows, from: offset, first)
      var u = lanes.wide(rate, from: first)
      for lane in 0..<Wide.scalarCount { u[lane] = log1p(u[lane]) }
      timeline.setFactors(&factors, at: u)
      var sum = flows[flows.count - 1]
      for k in flows.indices.dropLast().reversed() { sum = flows[k] + sum * factors[timeline.kind[k + 1]] }
      if origin != 0 {
        for lane in 0..<Wide.scalarCount { sum[lane] *= exp(-u[lane] * origin) }
      }
      lanes.set(result, to: sum, from: first)
    }
  }
}
