package import FundFormula
package import FundModel
internal import FundNumerics

/// At which values of one number a whole plan holds (方案成立): each condition solved alone, the binding one named, and the
/// answer rounded to the side on which it holds.
package struct PlanBreakEven: Sendable {
  /// From where to where something holds, rounded inwards; nil where a bound of the number is the end.
  package struct Limits: Sendable {
    package let from: Double?
    package let to: Double?
  }

  /// One condition of the verdict.
  package struct Condition: Sendable {
    package let obstacle: Verdict.Obstacle
    /// What is short, or beyond what is allowed, solved for nothing; of a condition whether it is met.
    package let breakEven: BreakEven
    /// Where it holds, ascending.
    package let stretches: [Limits]
    package let holdsToday: Bool
    /// The figure at the answer; nil where there is none.
    package let atAnswer: Outcome?
    package var label: Bilingual { breakEven.target.label }
  }

  package let unknown: MovableNumber
  package let holdsToday: Bool
  package let conditions: [Condition]
  /// Where all hold, ascending.
  package let stretches: [Limits]
  /// The end of a stretch nearest to today's value: from there on the plan holds, or up to there.
  package let edge: Double?
  /// `edge`, rounded to the side on which the plan holds.
  package let advised: Double?
  /// The stretch that the answer is an end of, rounded inwards.
  package let stretch: Limits?
  /// The condition whose own limit the edge is.
  package let binding: Int?
  /// What makes `advised` hold, as `--set` takes it.
  package let settings: [BreakEven.Setting]
  /// Limits that hold today and would not at `advised`, beside the plan's own: coverage asked for.
  package let broken: [Bilingual]

  /// Whether the plan holds whatever the number is within its bounds.
  package var holdsEverywhere: Bool { !stretches.isEmpty && stretch == nil && edge == nil }
}

extension PlanQuestion {
  /// Solves every condition for one number and lays the answers over one another.
  package func breakEven(_ unknown: MovableNumber) -> PlanBreakEven {
    let found = system.targets.indices.map { system.breakEven(unknown, target: $0, tellsBroken: false) }
    let function = LaneFunction(system, of: [unknown], outputs: system.targets.map(\.node) + [self.holds])
    func holds(_ points: [Double]) -> [Bool] {
      function.values([points]).last?.map { $0 == 1 } ?? []
    }
    let turns = found.map(\.turns)
    let stretches = Stretches(of: unknown, turnings: turns.flatMap { $0 }, holds: holds).ranges
    let answer = answer(unknown, stretches, holds)
    let figures = function.values([[unknown.base, answer?.advised ?? unknown.base]])
    let conditions = found.indices.map { place in
      let target = system.targets[place]
      func isMet(_ points: [Double]) -> [Bool] {
        function.values([points])[place].map { $0.isFinite && target.isReached(by: $0) }
      }
      return PlanBreakEven.Condition(
        obstacle: obstacles[place], breakEven: found[place],
        stretches: Stretches(of: unknown, turnings: turns[place], holds: isMet).ranges.map {
          limits(of: $0, unknown, isMet)
        },
        holdsToday: isMet([unknown.base])[0],
        atAnswer: answer.map { _ in Outcome(figures[place][1]) })
    }
    return PlanBreakEven(
      unknown: unknown, holdsToday: holds([unknown.base])[0], conditions: conditions,
      stretches: stretches.map { limits(of: $0, unknown, holds) },
      edge: answer?.edge ?? edges(of: stretches, unknown).first?.edge, advised: answer?.advised,
      stretch: answer.map { limits(of: $0.stretch, unknown, holds) },
      binding: answer.flatMap { answer in turns.firstIndex { isAmong($0, answer.edge) } },
      settings: answer.map { system.source.settings(unknown, at: $0.advised) } ?? [],
      broken: answer.map { LeverEffects(system, unknown, at: $0.advised).broken } ?? [])
  }

  /// The ends of a stretch, rounded inwards to the first number with which it holds.
  private func limits(
    of range: ClosedRange<Double>, _ unknown: MovableNumber, _ holds: ([Double]) -> [Bool]
  ) -> PlanBreakEven.Limits {
    func rounded(_ end: Double, upwards: Bool) -> Double {
      let tried = candidates(from: end, upwards: upwards, in: range, unknown)
      return holds(tried).firstIndex(of: true).map { tried[$0] } ?? end
    }
    let (low, high) = (range.lowerBound, range.upperBound)
    return PlanBreakEven.Limits(
      from: low == unknown.bounds.lowerBound ? nil : rounded(low, upwards: true),
      to: high == unknown.bounds.upperBound ? nil : rounded(high, upwards: false))
  }

  /// Rounded numbers from an end of a stretch on inwards, and the end itself where a number need not be whole.
  private func candidates(
    from end: Double, upwards: Bool, in stretch: ClosedRange<Double>, _ unknown: MovableNumber
  ) -> [Double] {
    let rounding = SafeRounding(of: unknown, amountPlaces: system.amountPlaces)
    let room = 1e-9 * max(1, abs(end))
    return rounding.inwards(from: end, upwards: upwards).filter {
      $0 >= stretch.lowerBound - room && $0 <= stretch.upperBound + room && unknown.bounds.contains($0)
    } + (unknown.isWhole ? [] : [end])
  }

  private func isAmong(_ turns: [Double], _ edge: Double) -> Bool {
    turns.contains { abs($0 - edge) <= 1e-9 * max(1, abs(edge)) }
  }

  /// The ends of stretches, the nearest to today's value first; those that are bounds of the number turn nothing.
  private func edges(
    of stretches: [ClosedRange<Double>], _ unknown: MovableNumber
  ) -> [(edge: Double, stretch: ClosedRange<Double>)] {
    let all = stretches.flatMap { stretch in
      Set([stretch.lowerBound, stretch.upperBound]).map { (edge: $0, stretch: stretch) }
    }
    let turning = all.filter {
      $0.edge != unknown.bounds.lowerBound && $0.edge != unknown.bounds.upperBound
    }
    let holdsToday = stretches.contains { $0.contains(unknown.base) }
    return (turning.isEmpty && !holdsToday ? all : turning).sorted {
      (abs($0.edge - unknown.base), $0.edge) < (abs($1.edge - unknown.base), $1.edge)
    }
  }

  /// The nearest end that can be rounded so that the plan holds, and what it is rounded to.
  private func answer(
    _ unknown: MovableNumber, _ stretches: [ClosedRange<Double>], _ holds: ([Double]) -> [Bool]
  ) -> (edge: Double, stretch: ClosedRange<Double>, advised: Double)? {
    for (edge, stretch) in edges(of: stretches, unknown) {
      let tried = candidates(from: edge, upwards: edge == stretch.lowerBound, in: stretch, unknown)
      if let place = holds(tried).firstIndex(of: true) { return (edge, stretch, tried[place]) }
    }
    return nil
  }
}

extension BreakEven {
  /// Where the figure may come to its target or leave it.
  var turns: [Double] {
    places.flatMap { place -> [Double] in
      switch place {
      case .root(let root): [root]
      case .interval(let range): [range.lowerBound, range.upperBound]
      case .jump(at: let at, _, _): [at]
      }
    } + gaps.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
  }
}
