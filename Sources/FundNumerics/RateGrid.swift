#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Present values of a block of lanes at fixed rates: one product of matrices.
struct RateGrid: Sendable {
  /// ln(1 + r), ascending. The outer two lie well within what a rate can be; between them are rates from −90 % to
  /// some thousand per cent, closer where projects lie.
  static let places = [
    -30, -6, -2.3, -1.2, -0.6, -0.3, -0.15, -0.06, 0, 0.03, 0.06, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 20, 600,
  ]

  /// Discount factors, none above 1: seen from the first flow where u ≥ 0, else from the last. `[places × flows]`
  private let coefficients: [Double]
  private let flows: Int

  init(_ timeline: GapTimeline) {
    flows = timeline.times.count
    var coefficients: [Double] = []
    for u in Self.places {
      let factors = timeline.gaps.map { exp(-abs(u) * $0) }
      var row = Array(repeating: 1.0, count: flows)
      for step in 1..<max(flows, 1) {
        let k = u < 0 ? flows - 1 - step : step
        row[k] = row[u < 0 ? k + 1 : k - 1] * factors[timeline.kind[u < 0 ? k + 1 : k]]
      }
      coefficients += row
    }
    self.coefficients = coefficients
  }

  /// The present values at each place, one vector of lanes after the other, of flows that lie so from `offset` on; room for
  /// one vector more, the sizes of the flows.
  func presentValues(ofFlowsFrom offset: Int, on lanes: Lanes) -> Lanes {
    let values = lanes.scratch(vectors: Self.places.count + 1)
    values.product(coefficients, rows: Self.places.count, terms: flows, from: offset, of: lanes, into: 0)
    return values
  }
}
