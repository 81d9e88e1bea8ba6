package import FundFormula
internal import FundModel
package import FundNumerics

/// At which values of one number a target just holds: every one of them within the number's bounds.
package struct BreakEven: Sendable {
  package enum Method: Sendable, Equatable {
    /// The target is affine in the number: value = a + b × number, solved exactly.
    case affine
    /// It bends: sampled at so many places over all bounds, every change of sign closed in on. The formula named first
    /// bends it.
    case search(samples: Int, bentBy: Bilingual?)
  }

  /// A setting that makes the solution hold.
  package struct Setting: Sendable {
    package let path: String
    /// In base units.
    package let value: Double
    /// The same as `--set` takes it, in the unit of the file.
    package let text: String
  }

  package let unknown: MovableNumber
  package let target: SolveTarget
  package let method: Method
  /// Ascending.
  package let places: [ZeroSet.Place]
  /// Where the figure has no value, and why.
  package let gaps: [(range: ClosedRange<Double>, reason: Reason)]
  /// The figure at the ends of the bounds.
  package let ends: [(value: Double, outcome: Outcome)]
  /// The figure as things are today.
  package let today: Outcome
  /// The figure at each root, in their order.
  package let outcomes: [Outcome]
  /// What `solved` is rounded to, so that it does at least what is asked; nil where no side is better.
  package let advised: Advice?
  /// The rate asked for is what money costs that comes before its cost: at the solution, or as things are.
  package let isCostOfMoney: Bool
  /// What makes `advised` (or `solved`) hold, as `--set` takes it.
  package let settings: [Setting]
  /// Physical limits and conditions that hold today and would not at `advised` (or `solved`): a run with it may be
  /// refused.
  package let broken: [Bilingual]

  /// The whole number that does what is asked, beside a root that no project can carry out.
  package var whole: Advice? { unknown.isWhole ? advised : nil }

  /// The figure does not depend on the number.
  package var isUnmoved: Bool {
    guard method == .affine, let low = ends.first?.outcome.value, let high = ends.last?.outcome.value else {
      return false
    }
    return places.isEmpty && abs(high - low) <= target.tolerance
  }

  /// Every single root, and the nearer end of each stretch that solves.
  package var roots: [Double] { places.compactMap { $0.zero(nearest: unknown.base) } }

  /// The root nearest to what holds today; nil where there is none.
  package var solved: Double? { unknown.nearest(roots) }

  /// The stretch that `solved` stands in, where a whole stretch solves.
  package var stretch: ClosedRange<Double>? {
    guard let solved else { return nil }
    return places.compactMap {
      if case .interval(let range) = $0, range.contains(solved) { range } else { nil }
    }.first
  }

  /// Where the figure leaves the target or comes to it, nearest to what holds today: a root, or an end of a stretch that
  /// is no end of the bounds.
  package var critical: Double? {
    let ends = places.flatMap { place -> [Double] in
      switch place {
      case .root(let root): [root]
      case .interval(let range):
        [range.lowerBound, range.upperBound].filter {
          $0 != unknown.bounds.lowerBound && $0 != unknown.bounds.upperBound
        }
      case .jump: []
      }
    }
    return unknown.nearest(ends)
  }

  /// How far off target the figure is at `solved`; nil where it has no single value there.
  package var residual: Double? {
    guard let solved, let place = roots.firstIndex(of: solved) else { return nil }
    return outcomes[place].value.map { $0 - target.value }
  }
}

extension SolveSystem {
  /// Solves one target for one number.
  ///
  /// - Parameter tellsBroken: whether what the answer breaks is asked for too.
  package func breakEven(_ unknown: MovableNumber, target place: Int = 0, tellsBroken: Bool = true)
    -> BreakEven
  {
    let target = targets[place]
    let lanes = TargetLanes(self, target, of: [unknown])
    let (found, method) = zeroSet(unknown, target, lanes)
    let ends = [unknown.bounds.lowerBound, unknown.bounds.upperBound]
    let roots = found.places.compactMap { $0.zero(nearest: unknown.base) }
    let figures = lanes.figures([ends + roots])
    let nearest = unknown.nearest(roots)
    let isCost = [unknown.base, nearest].contains { at in
      at.map { isCostOfMoney(target, unknown, at: $0) } ?? false
    }
    let advised = isCost ? nil : advice(unknown, target, roots, lanes)
    let shown = advised?.value ?? nearest
    return BreakEven(
      unknown: unknown, target: target, method: method, places: found.places,
      gaps: found.gaps.map { ($0.range, Outcome($0.number).reason ?? .outOfRange) },
      ends: Array(zip(ends, figures)), today: base.outcome(target.node),
      outcomes: Array(figures.dropFirst(2)),
      advised: advised, isCostOfMoney: isCost,
      // Nothing is advised where a higher rate is worse.
      settings: isCost ? [] : shown.map { source.settings(unknown, at: $0) } ?? [],
      broken: (tellsBroken ? shown : nil).map { LeverEffects(self, unknown, at: $0).broken } ?? [])
  }

  /// Exactly where the target is affine in the unknown, else by a search.
  private func zeroSet(
    _ unknown: MovableNumber, _ target: SolveTarget, _ lanes: TargetLanes
  ) -> (ZeroSet, BreakEven.Method) {
    var bentBy: Bilingual?
    switch affineForm(of: target, in: unknown) {
    case .affine(let constant, let slope) where !isConditional(target, on: unknown):
      return (affineZeros(constant, slope, unknown, target, lanes), .affine)
    case .affine: bentBy = target.goesOn.flatMap { graph.nodes[$0].name?.label }
    case .bent(let node): bentBy = node.flatMap { graph.nodes[$0].name?.label }
    }
    let samples = SearchRange(base: unknown.base, bounds: unknown.bounds).samples()
    let search = ZeroSearch(scales: [target.scale]) { _, places in lanes.searched([places]) }
    return (search.zeros(samples: [samples])[0], .search(samples: samples.count, bentBy: bentBy))
  }

  /// Whether the unknown decides that the project is stopped.
  private func isConditional(_ target: SolveTarget, on unknown: MovableNumber) -> Bool {
    guard let goesOn = target.goesOn else { return false }
    let below = graph.inputs(below: goesOn)
    return unknown.parts.contains { below.contains($0.input) }
  }

  private enum AffineForm {
    case affine(constant: Double, slope: Double)
    case bent(by: Int?)
  }

  /// The zero formula as constant + slope × unknown.
  private func affineForm(of target: SolveTarget, in unknown: MovableNumber) -> AffineForm {
    let form = graph.linearForm(of: target.zero, in: unknown.parts.map(\.input), at: base)
    switch form {
    case .affine(let constant, let coefficients):
      let slope = zip(coefficients, unknown.parts).map { $0 * $1.factor }.reduce(0, +)
      return constant.isFinite && slope.isFinite
        ? .affine(constant: constant, slope: slope) : .bent(by: nil)
    case .bent(let node): return .bent(by: namedAbove(node))
    }
  }

  /// Whether the target is affine in the unknown, whatever the other inputs are.
  func isAffine(_ target: SolveTarget, in unknown: MovableNumber) -> Bool {
    if case .affine = affineForm(of: target, in: unknown) { true } else { false }
  }

  /// The first named formula that stands on a node, or the node itself where it has a name.
  private func namedAbove(_ node: Int) -> Int? {
    if graph.nodes[node].name != nil { return node }
    var reached: Set<Int> = [node]
    for stage in graph.stages {
      let members =
        switch stage {
        case .node(let one): [one]
        case .ring(let ring): ring
        }
      for member in members where graph.nodes[member].arguments.contains(where: reached.contains) {
        if graph.nodes[member].name != nil { return member }
        reached.insert(member)
      }
    }
    return nil
  }

  private func affineZeros(
    _ constant: Double, _ slope: Double, _ unknown: MovableNumber, _ target: SolveTarget, _ lanes: TargetLanes
  ) -> ZeroSet {
    let (low, high) = (unknown.bounds.lowerBound, unknown.bounds.upperBound)
    var set = ZeroSet()
    let atEnds = lanes.zeros([[low, high]])
    guard atEnds.allSatisfy(\.isFinite) else {
      set.gaps = [.init(range: low...high, number: atEnds[0].isFinite ? atEnds[1] : atEnds[0])]
      return set
    }
    set.ends = (.init(place: low, value: atEnds[0]), .init(place: high, value: atEnds[1]))
    guard !target.isFlat(slope, in: unknown) else {
      if abs(constant + slope * unknown.base) <= 1e-12 * target.scale { set.places = [.interval(low...high)] }
      return set
    }
    guard var root = unknown.withinBounds(-constant / slope) else { return set }
    // One step by what the formula itself gives there takes the rounding of the constant out.
    let residual = lanes.zeros([[root]])[0]
    if residual.isFinite { root = min(max(root - residual / slope, low), high) }
    set.places = [.root(root == 0 ? 0 : root)]
    return set
  }
}
