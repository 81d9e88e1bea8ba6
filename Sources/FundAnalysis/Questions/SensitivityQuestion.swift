internal import FundModel
package import FundScenario

/// Which numbers move a figure most: each alone, and over the distributions of the uncertain ones.
package struct SensitivityQuestion: Sendable {
  /// The figure, and the value whose critical points are told; nil for what is usual.
  package var target: AskedTarget?
  /// Shares by which each number is moved upwards and downwards, rising.
  package var steps = [0.1, 0.2]
  /// Rows of each of the two samples behind the indices.
  package var sample = 8192
  package var seed: UInt64 = 1
  /// Whether correlated numbers are ranked as if they moved apart.
  package var ignoresCorrelations = false
  /// Paths of numbers that stay at the value they have, though the scenario calls them uncertain.
  package var held: [String] = []

  package init() {}
}

package struct SensitivityAnswer: Sendable {
  package let alone: OneAtATime
  package let overall: GlobalSensitivity
  /// Whether nobody said what to ask, and there is debt to repay.
  package let isOfRepayment: Bool
}

extension SensitivityQuestion {
  /// - Throws: what is wrong with the question: a figure that is none, a value that does not fit.
  package func answer(_ scenario: CheckedScenario) throws(QuestionFault) -> SensitivityAnswer {
    let names = SolveSystem.factors + scenario.content.uncertain.map { Uncertainty($0).input }
    let source = try MovableModel(scenario, moving: names)
    let system = try SolveSystem(source, for: [target ?? SolveSystem.sensitivityTarget(of: source.model)])
    return SensitivityAnswer(
      alone: system.oneAtATime(steps: steps),
      overall: system.globalSensitivity(
        sample: sample, seed: seed, ignoresCorrelations: ignoresCorrelations, holding: held),
      isOfRepayment: target == nil && SolveSystem.isSensitivityOfRepayment(scenario.model))
  }
}
