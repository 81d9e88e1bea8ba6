internal import FundFormula
internal import FundNumerics

/// Scalars of a graph as functions of some unknowns, computed for many points at once.
struct LaneFunction: Sendable {
  private let batch: LaneBatch
  /// Which unknowns move each varied input, and by what; inputs that several move are multiplied.
  private let columns: [[(unknown: Int, factor: Double)]]
  private let bounds: [ClosedRange<Double>]
  /// What the outputs are where nothing moves.
  private let constants: [Double]

  init(_ system: SolveSystem, of unknowns: [MovableNumber], outputs: [Int]) {
    self.init(system.graph, at: system.base, of: unknowns, outputs: outputs)
  }

  init(_ graph: Graph, at base: Evaluation, of unknowns: [MovableNumber], outputs: [Int]) {
    let inputs = Array(Set(unknowns.flatMap { $0.parts.map(\.input) })).sorted()
    batch = LaneBatch(graph, at: base, varying: inputs, outputs: outputs)
    constants = outputs.map { base[$0][0] }
    columns = inputs.map { input in
      unknowns.enumerated().flatMap { place, unknown in
        unknown.parts.filter { $0.input == input }.map { (place, $0.factor) }
      }.sorted { !unknowns[$0.unknown].isScale && unknowns[$1.unknown].isScale }
    }
    bounds = inputs.map { graph.inputs[$0].bounds }
  }

  /// - Parameter points: `[unknowns][lanes]`, each within its unknown's bounds.
  /// - Returns: `[outputs][lanes]`; NaN with its reason where there is no value.
  func values(_ points: [[Double]]) -> [[Double]] {
    values(points, count: points.first?.count ?? 0, firstLane: 0)
  }

  /// - Parameters:
  ///   - count: how many lanes, for functions of nothing too.
  ///   - firstLane: place of the first in the whole: a lane has the same bits in any part.
  func values(_ points: [[Double]], count: Int, firstLane: Int) -> [[Double]] {
    guard !columns.isEmpty else { return constants.map { Array(repeating: $0, count: count) } }
    let values = columns.indices.map { place -> [Double] in
      let (movers, bounds, first) = (columns[place], bounds[place], columns[place][0])
      var column = first.factor == 1 ? points[first.unknown] : points[first.unknown].map { $0 * first.factor }
      for mover in movers.dropFirst() {
        // A number and the factor of its block are both asked for: the factor counts from the number itself.
        for lane in 0..<count { column[lane] *= points[mover.unknown][lane] }
      }
      clamp(&column, to: bounds)
      return column
    }
    do {
      return try batch.evaluate(values, firstLane: firstLane).columns
    } catch {
      preconditionFailure("a value within bounds was refused: \(error)")
    }
  }
}
