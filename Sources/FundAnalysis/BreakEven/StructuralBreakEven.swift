package import FundFormula
package import FundModel
internal import FundScenario

/// For which whole values of a number that shapes the calculation (months, years, terms) a target is met: each value
/// is a calculation of its own.
package struct StructuralBreakEven: Sendable {
  package struct Figure: Sendable {
    package let value: Int
    /// The figure; nil where the scenario has errors with this value.
    package let outcome: Outcome?
    package let isMet: Bool
  }

  package let input: DeclaredInput
  /// What holds today.
  package let base: Int
  package let target: SolveTarget
  /// Ascending, all within the field's bounds and near what holds today.
  package let figures: [Figure]

  /// The value nearest to today's on the other side of the target: from today's state, met or not, it is the first that
  /// changes it. Nil where none does.
  package var turning: Figure? {
    guard let today = figures.first(where: { $0.value == base }) else { return nil }
    return figures.filter { $0.outcome != nil && $0.isMet != today.isMet }.min {
      (abs($0.value - base), $0.value) < (abs($1.value - base), $1.value)
    }
  }

  /// The value nearest to today's with which the target is met.
  package var solved: Figure? {
    figures.filter(\.isMet).min { (abs($0.value - base), $0.value) < (abs($1.value - base), $1.value) }
  }

  /// Runs of values with which it is met.
  package var meeting: [ClosedRange<Int>] {
    figures.filter(\.isMet).reduce(into: []) { ranges, figure in
      if let last = ranges.last, last.upperBound + 1 == figure.value {
        ranges[ranges.count - 1] = last.lowerBound...figure.value
      } else {
        ranges.append(figure.value...figure.value)
      }
    }
  }
}

extension SolveSystem {
  /// How far from today's value others are tried.
  private static var reach: Int { 60 }

  /// Tries the values of a structural number one by one.
  package func structuralBreakEven(_ input: DeclaredInput, target place: Int = 0) -> StructuralBreakEven? {
    guard case .number(let number)? = input.value, let base = Int(exactly: number.value) else { return nil }
    let target = targets[place]
    let low = max(Int(input.bounds.lowerBound), base - Self.reach)
    let high = min(Int(input.bounds.upperBound), base + Self.reach)
    let figures = (low...max(low, high)).map { value -> StructuralBreakEven.Figure in
      guard let run = run(with: input.path, at: value, base: base) else {
        return .init(value: value, outcome: nil, isMet: false)
      }
      let outcome = run.indicator(target.name) ?? run.outcome(target.name)
      // The whole plan is more than its money: conditions, and what can be built.
      let isMet = target.isPlan ? run.holds == true : outcome.map(target.isMet) ?? false
      return .init(value: value, outcome: outcome, isMet: isMet)
    }
    return StructuralBreakEven(input: input, base: base, target: target, figures: figures)
  }

  /// The scenario with another value at a path; nil where it has errors then.
  private func run(with path: String, at value: Int, base: Int) -> ScenarioRun? {
    guard value != base else { return ScenarioRun(source.scenario) }
    guard case .scenario(let changed) = source.scenario.changed(by: [.init(path: path, value: "\(value)")])
    else { return nil }
    return ScenarioRun(changed)
  }
}

extension SolveTarget {
  /// Whether an outcome does at least what is asked; where neither way is better, exactly that.
  func isMet(_ outcome: Outcome) -> Bool {
    guard let value = outcome.value else { return false }
    return isReached(by: value)
  }
}
