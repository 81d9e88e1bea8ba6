internal import Dispatch
package import FundFormula
internal import FundModel
internal import FundNumerics
internal import Synchronization

/// The change of one number at which the target is just hit (临界点).
package struct CriticalPoint: Sendable {
  package let breakEven: BreakEven
  /// What a rise of 1 % of the number does to the figure; nil where today it is nothing.
  package let effect: Double?
  package var unknown: MovableNumber { breakEven.unknown }
  /// From today to the nearest root, as a part of what the number is.
  package var change: Double? { value.flatMap(unknown.change) }
  /// Where the figure crosses the target.
  package var value: Double? { breakEven.critical }
}

/// For every number that matters, how little of a change brings the target about, or takes it away.
package struct CriticalPoints: Sendable {
  package let target: SolveTarget
  package let today: Outcome
  /// Those that reach the target, the smallest change first; numbers that are nothing today last.
  package let points: [CriticalPoint]
  /// Those that move the figure but reach the target nowhere within their bounds.
  package let unreached: [CriticalPoint]
  /// Lengths in months that reach it.
  package let lengths: [StructuralBreakEven]
  /// How many numbers the figure stands on that do not move it.
  package let unmoving: Int

  /// The rate asked for is what money costs that comes before its cost.
  package var isCostOfMoney: Bool { (points + unreached).contains(where: \.breakEven.isCostOfMoney) }
}

extension SolveSystem {
  /// The factor of all costs stands among the numbers: what a bid below the estimate would do.
  package static let factors = ["scale:costs"]
  /// Lengths that are tried.
  private static let lengthPaths = ["timeline.constructionMonths", "timeline.salesMonths"]

  /// Solves a target for each number it stands on.
  package func criticalPoints(target place: Int = 0) -> CriticalPoints {
    let target = targets[place]
    let unknowns = numbers(below: target)
    let effects = effects(of: unknowns, on: target)
    var (points, unreached, unmoving): ([CriticalPoint], [CriticalPoint], Int) = ([], [], 0)
    for (found, effect) in zip(breakEvens(unknowns, target: place), effects) {
      let point = CriticalPoint(breakEven: found, effect: effect)
      if isHitEverywhere(point) || (point.value == nil && effect == 0) {
        unmoving += 1
      } else if point.value != nil {
        points.append(point)
      } else {
        unreached.append(point)
      }
    }
    let lengths = Self.lengthPaths.compactMap { source.structuralInput($0) }.compactMap {
      structuralBreakEven($0, target: place)
    }
    return CriticalPoints(
      target: target, today: base.outcome(target.node),
      points: points.enumerated().sorted { left, right in
        (abs(left.element.change ?? .infinity), left.offset) < (
          abs(right.element.change ?? .infinity), right.offset
        )
      }.map(\.element),
      unreached: unreached, lengths: lengths.filter { $0.turning != nil }, unmoving: unmoving)
  }

  /// One solution a number, on all cores.
  func breakEvens(_ unknowns: [MovableNumber], target: Int) -> [BreakEven] {
    let found = Mutex([Int: BreakEven]())
    DispatchQueue.concurrentPerform(iterations: unknowns.count) { place in
      let one = breakEven(unknowns[place], target: target)
      found.withLock { $0[place] = one }
    }
    return found.withLock { found in unknowns.indices.compactMap { found[$0] } }
  }

  private func isHitEverywhere(_ point: CriticalPoint) -> Bool {
    point.breakEven.places == [.interval(point.unknown.bounds)]
  }

  /// The numbers a target stands on, in the order of the graph, and the factor of all costs.
  package func numbers(below target: SolveTarget) -> [MovableNumber] {
    numbers(below: [target.zero] + (target.goesOn.map { [$0] } ?? []))
  }

  /// The numbers that some nodes stand on.
  func numbers(below nodes: [Int]) -> [MovableNumber] {
    let own = nodes.flatMap { graph.inputs(below: $0) }
    let factors = Self.factors.compactMap { try? source.unknown($0) }
    let moved = Set(factors.flatMap { $0.parts.map(\.input) })
    let paths = Set(own).subtracting(moved).sorted().map { graph.inputs[$0].path }
    return paths.compactMap { try? source.unknown($0) } + factors
  }

  /// What 1 % more of each does to the figure, all in one batch.
  private func effects(of unknowns: [MovableNumber], on target: SolveTarget) -> [Double?] {
    guard !unknowns.isEmpty else { return [] }
    let function = LaneFunction(self, of: unknowns, outputs: [target.node])
    // Upwards, as it is told; where the number is at its upper bound, what a fall takes away.
    let steps = unknowns.map { unknown -> (Double, Double) in
      let width = abs(unknown.base) * 0.01
      let above = min(unknown.base + width, unknown.bounds.upperBound)
      return above > unknown.base
        ? (unknown.base, above) : (max(unknown.base - width, unknown.bounds.lowerBound), unknown.base)
    }
    let lanes = 2 * unknowns.count
    let points = unknowns.enumerated().map { place, unknown -> [Double] in
      var column = [Double](repeating: unknown.base, count: lanes)
      (column[2 * place], column[2 * place + 1]) = steps[place]
      return column
    }
    let figures = function.values(points)[0]
    return unknowns.indices.map { place in
      let (low, high) = steps[place]
      guard high > low else { return nil }
      let (before, after) = (figures[2 * place], figures[2 * place + 1])
      guard before.isFinite, after.isFinite else { return nil }
      let difference = after - before
      let isNoise = abs(difference) <= 1e-13 * (target.unit.isAmount ? target.scale : 1)
      return isNoise ? 0 : difference * 0.01 * abs(unknowns[place].base) / (high - low)
    }
  }
}
