internal import FundFormula

/// Scalars of a graph as functions of some unknowns, computed for many points at once.
struct LaneFunction: Sendable {
  private let batch: LaneBatch
  /// Which unknowns move each varied input, and by what; inputs that several move are multiplied.
  private let columns: [[(unknown: Int, factor: Double)]]
  private let bounds: [ClosedRange<Double>]

  init(_ system: SolveSystem, of unknowns: [Unknown], outputs: [Int]) {
    let inputs = Array(Set(unknowns.flatMap { $0.parts.map(\.input) })).sorted()
    batch = LaneBatch(system.graph, at: system.base, varying: inputs, outputs: outputs)
    columns = inputs.map { input in
      unknowns.enumerated().flatMap { place, unknown in
        unknown.parts.filter { $0.input == input }.map { (place, $0.factor) }
      }.sorted { !unknowns[$0.unknown].isScale && unknowns[$1.unknown].isScale }
    }
    bounds = inputs.map { system.graph.inputs[$0].bounds }
  }

  /// - Parameter points: `[unknowns][lanes]`, each within its unknown's bounds.
  /// - Returns: `[outputs][lanes]`; NaN with its reason where there is no value.
  func values(_ points: [[Double]]) -> [[Double]] {
    let count = points.first?.count ?? 0
    let values = zip(columns, bounds).map { movers, bounds -> [Double] in
      let first = movers[0]
      var column = points[first.unknown].map { $0 * first.factor }
      for mover in movers.dropFirst() {
        // A number and the factor of its block are both asked for: the factor counts from the number itself.
        for lane in 0..<count { column[lane] *= points[mover.unknown][lane] }
      }
      return column.map { min(max($0, bounds.lowerBound), bounds.upperBound) }
    }
    do {
      return try batch.evaluate(values).columns
    } catch {
      preconditionFailure("a value within bounds was refused: \(error)")
    }
  }
}
