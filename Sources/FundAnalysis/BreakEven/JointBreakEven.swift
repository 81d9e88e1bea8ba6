package import FundFormula
internal import FundNumerics

/// Values of several numbers at which several targets hold at once.
package struct JointBreakEven: Sendable {
  package enum Failure: Sendable {
    /// These numbers do the same to the targets, or nothing: no values can be told apart.
    case singular([MovableNumber])
    /// A target on which none of the numbers bears.
    case untouched(SolveTarget)
    /// Steps lead nowhere: the nearest values found stand in `values`.
    case notReached
    /// A figure has no value on the way.
    case missing(SolveTarget, Reason)
  }

  package let unknowns: [MovableNumber]
  package let targets: [SolveTarget]
  package let values: [Double]
  /// The figures at `values`, one a target.
  package let outcomes: [Outcome]
  package let failure: Failure?
  package let steps: Int
  /// More numbers than targets: of all that would do, those that change least from today, as parts of what each is.
  package let isLeastChange: Bool
  /// The numbers that their bounds hold where they are.
  package let held: [Int]
}

extension SolveSystem {
  /// Solves all targets for all unknowns by Newton's method: one batch of lanes gives the derivatives, one system of
  /// equations the step, one more batch how far along it to go.
  ///
  /// - Parameter limits: bounds of each unknown in place of its own.
  package func jointBreakEven(_ unknowns: [MovableNumber], limits: [ClosedRange<Double>]? = nil)
    -> JointBreakEven
  {
    precondition(unknowns.count >= targets.count && !targets.isEmpty, "fewer unknowns than targets")
    var newton = Newton(self, unknowns, limits ?? unknowns.map(\.bounds))
    return newton.solved()
  }
}

/// Unknowns as multiples of their own size from today: y = (value − base) ÷ size.
private struct Newton {
  private let system: SolveSystem
  private let unknowns: [MovableNumber]
  private let bounds: [ClosedRange<Double>]
  private let function: LaneFunction
  private let scales: [Double]
  private var sizes: [Double]
  private var values: [Double]
  private var held: Set<Int> = []

  private static let mostSteps = 60

  init(_ system: SolveSystem, _ unknowns: [MovableNumber], _ bounds: [ClosedRange<Double>]) {
    self.system = system
    self.unknowns = unknowns
    self.bounds = bounds
    scales = system.targets.map(\.scale)
    function = LaneFunction(
      system, of: unknowns,
      outputs: system.targets.map(\.zero) + system.targets.map(\.node) + system.targets.compactMap(\.goesOn))
    values = zip(unknowns, bounds).map { min(max($0.base, $1.lowerBound), $1.upperBound) }
    sizes = zip(unknowns, bounds).map { unknown, bounds in
      unknown.base != 0 ? abs(unknown.base) : min(1, bounds.upperBound - bounds.lowerBound)
    }
  }

  /// Zero formulas at points, each over its scale: `[points][targets]`.
  private func residuals(_ points: [[Double]]) -> [[Double]] {
    let columns = function.values(unknowns.indices.map { unknown in points.map { $0[unknown] } })
    let stops = columns.dropFirst(2 * scales.count)
    return points.indices.map { point in
      let stop = stops.first { !$0[point].isFinite }?[point]
      return scales.indices.map { stop ?? columns[$0][point] / scales[$0] }
    }
  }

  private func size(_ residual: [Double]) -> Double { residual.map(abs).max() ?? 0 }

  mutating func solved() -> JointBreakEven {
    var residual = residuals([values])[0]
    if let place = residual.firstIndex(where: { !$0.isFinite }) {
      return ended(.missing(system.targets[place], Outcome(residual[place]).reason ?? .outOfRange), 0)
    }
    for step in 0..<Self.mostSteps {
      // Rounding is all that is left of it.
      if step > 0, size(residual) <= 1e-13 { return ended(nil, step) }
      let slopes = derivatives()
      if step == 0 { settleSizes(residual, slopes) }
      let scaled = slopes.map { row in row.indices.map { row[$0] * sizes[$0] } }
      if step == 0, let failure = fault(of: scaled) { return ended(failure, 0) }
      guard let move = move(scaled, residual) else {
        return size(residual) <= 1e-11 ? ended(nil, step) : ended(fault(of: scaled) ?? .notReached, step)
      }
      let candidates = (0..<8).map { halvings -> [Double] in
        let part = Double(sign: .plus, exponent: -halvings, significand: 1)
        return unknowns.indices.map { clamped(values[$0] + part * move[$0] * sizes[$0], $0) }
      }
      let outcomes = residuals(candidates)
      guard
        let best = candidates.indices.filter({ outcomes[$0].allSatisfy(\.isFinite) }).min(by: {
          size(outcomes[$0]) < size(outcomes[$1])
        })
      else { return ended(.notReached, step) }
      let isLast = size(outcomes[best]) >= size(residual) && !isSettling(candidates[best])
      guard !isLast else { return size(residual) <= 1e-11 ? ended(nil, step) : ended(.notReached, step) }
      let isStill = zip(candidates[best], values).enumerated().allSatisfy {
        abs($1.0 - $1.1) <= 1e-15 * sizes[$0]
      }
      (values, residual) = (candidates[best], outcomes[best])
      if isStill { return ended(size(residual) <= 1e-11 ? nil : .notReached, step + 1) }
    }
    return ended(size(residual) <= 1e-11 ? nil : .notReached, Self.mostSteps)
  }

  /// With more unknowns than targets a point on target may still slide to a smaller change.
  private func isSettling(_ candidate: [Double]) -> Bool {
    unknowns.count > scales.count && size(residuals([candidate])[0]) <= 1e-11
      && change(candidate) < change(values) * (1 - 1e-12)
  }

  private func change(_ point: [Double]) -> Double {
    unknowns.indices.map { place in
      let part = (point[place] - unknowns[place].base) / sizes[place]
      return part * part
    }.reduce(0, +)
  }

  private func clamped(_ value: Double, _ place: Int) -> Double {
    min(max(value, bounds[place].lowerBound), bounds[place].upperBound)
  }

  /// ∂residual/∂unknown by differences to both sides, in one batch: `[targets][unknowns]`.
  private func derivatives() -> [[Double]] {
    let steps = unknowns.indices.map { place -> (Double, Double) in
      let width = 1e-4 * max(sizes[place], abs(values[place]))
      return (clamped(values[place] - width, place), clamped(values[place] + width, place))
    }
    let points = unknowns.indices.flatMap { place in
      [steps[place].0, steps[place].1].map { value -> [Double] in
        var point = values
        point[place] = value
        return point
      }
    }
    let outcomes = residuals(points)
    return scales.indices.map { target in
      unknowns.indices.map { place in
        let (low, high) = steps[place]
        let slope = (outcomes[2 * place + 1][target] - outcomes[2 * place][target]) / (high - low)
        return slope.isFinite ? slope : 0
      }
    }
  }

  /// A number that is nothing today is measured by what of it alone would do.
  private mutating func settleSizes(_ residual: [Double], _ slopes: [[Double]]) {
    for place in unknowns.indices where unknowns[place].base == 0 {
      let alone = slopes.indices.compactMap { target -> Double? in
        slopes[target][place] == 0 ? nil : abs(residual[target] / slopes[target][place])
      }.max()
      if let alone, alone > 0, alone.isFinite { sizes[place] = alone }
    }
  }

  /// The step in multiples of the sizes: to the targets, and among all points on them the least change from today.
  /// Unknowns that their bounds stop are held there and the others go on.
  private mutating func move(_ slopes: [[Double]], _ residual: [Double]) -> [Double]? {
    var free = Array(unknowns.indices)
    let offsets = unknowns.indices.map { (values[$0] - unknowns[$0].base) / sizes[$0] }
    var move = [Double](repeating: 0, count: unknowns.count)
    held = []
    while free.count >= scales.count {
      // slopes · (offset + move) over the free = slopes · offset − residual − what the held ones do.
      let right = scales.indices.map { target in
        free.map { slopes[target][$0] * offsets[$0] }.reduce(0, +) - residual[target]
          - held.map { slopes[target][$0] * move[$0] }.reduce(0, +)
      }
      guard let offset = shortestSolution(of: slopes.map { row in free.map { row[$0] } }, right) else {
        return nil
      }
      for (place, unknown) in free.enumerated() { move[unknown] = offset[place] - offsets[unknown] }
      let stopped = free.filter { place in
        let value = values[place] + move[place] * sizes[place]
        return !bounds[place].contains(value)
          && abs(clamped(value, place) - value) > 1e-12 * sizes[place]
      }
      guard !stopped.isEmpty, free.count - stopped.count >= scales.count else { return move }
      for place in stopped {
        move[place] =
          (clamped(values[place] + move[place] * sizes[place], place) - values[place]) / sizes[place]
        held.insert(place)
      }
      free.removeAll(where: stopped.contains)
    }
    return move
  }

  // MARK: What stands in the way

  private func fault(of slopes: [[Double]]) -> JointBreakEven.Failure? {
    let largest = slopes.map { $0.map(abs).max() ?? 0 }
    if let target = largest.firstIndex(where: { $0 <= 1e-13 }) { return .untouched(system.targets[target]) }
    let idle = unknowns.indices.filter { place in
      zip(slopes, largest).allSatisfy { abs($0[place]) <= 1e-12 * $1 }
    }
    let rest = unknowns.indices.filter { !idle.contains($0) }
    if rest.count < scales.count { return .singular(idle.map { unknowns[$0] }) }
    guard shortestSolution(of: slopes.map { row in rest.map { row[$0] } }, scales.map { _ in 1 }) == nil
    else {
      return nil
    }
    let alike = rest.filter { place in rest.contains { $0 != place && areParallel(place, $0, slopes) } }
    return .singular((alike.isEmpty ? rest : alike).map { unknowns[$0] })
  }

  /// Whether two unknowns do the same to every target, up to a factor.
  private func areParallel(_ one: Int, _ other: Int, _ slopes: [[Double]]) -> Bool {
    let (a, b) = (slopes.map { $0[one] }, slopes.map { $0[other] })
    func product(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).map(*).reduce(0, +) }
    let sizes = product(a, a) * product(b, b)
    return sizes > 0 && product(a, b) * product(a, b) >= sizes * (1 - 1e-9)
  }

  private func ended(_ failure: JointBreakEven.Failure?, _ steps: Int) -> JointBreakEven {
    let columns = function.values(values.map { [$0] })
    return JointBreakEven(
      unknowns: unknowns, targets: system.targets, values: values,
      outcomes: scales.indices.map { Outcome(columns[scales.count + $0][0]) }, failure: failure, steps: steps,
      isLeastChange: unknowns.count > scales.count, held: held.sorted())
  }
}
