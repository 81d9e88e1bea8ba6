internal import FundFormula
internal import FundModel

/// A target's figure and its zero formula as functions of some numbers, computed for many points at once.
struct TargetLanes: Sendable {
  private let function: LaneFunction
  /// Apart from the zero formula: a rate of return would cost more than its present value.
  private let figure: LaneFunction
  private let hasStop: Bool
  private let scale: Double

  init(_ system: SolveSystem, _ target: SolveTarget, of numbers: [MovableNumber]) {
    let stops = target.goesOn.map { [$0] } ?? []
    let sizes = target.unit.isAmount ? [TotalUses.key, TotalSources.key].compactMap(system.graph.node) : []
    function = LaneFunction(system, of: numbers, outputs: [target.zero] + stops + sizes)
    figure = LaneFunction(system, of: numbers, outputs: [target.node])
    hasStop = !stops.isEmpty
    scale = target.scale
  }

  /// The figure at points, `[numbers][lanes]`.
  func figures(_ points: [[Double]]) -> [Outcome] { figure.values(points)[0].map(Outcome.init) }

  /// The zero formula; what solves a stopped project solves nothing.
  func zeros(_ points: [[Double]]) -> [Double] { zeros(of: function.values(points)) }

  /// The zero formula for a search. Where a number makes amounts larger than they are today, rounding leaves more of a
  /// zero: it is told in proportion.
  func searched(_ points: [[Double]]) -> [Double] {
    let values = function.values(points)
    let amounts = values[(hasStop ? 2 : 1)...]
    return zeros(of: values).enumerated().map { lane, zero in
      let largest = amounts.map { abs($0[lane]) }.filter(\.isFinite).max() ?? 0
      return largest > scale ? zero * (scale / largest) : zero
    }
  }

  private func zeros(of values: [[Double]]) -> [Double] {
    hasStop ? zip(values[0], values[1]).map { $1.isFinite ? $0 : $1 } : values[0]
  }
}
