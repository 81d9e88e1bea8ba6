package import FundFormula
package import FundModel

extension ContentChecks {
  /// Those that look at what there is, not at how much of it.
  private static let ofStructure: [any ContentCheck.Type] = [
    ScheduleInTimeline.self, AreasKnown.self, QuantitiesKnown.self, EmptySelection.self, GatesRequired.self,
    TopUpNeedsBudget.self, NetIncomeLessCost.self,
  ]

  /// Those that other numbers may fail.
  static let ofNumbers = all.filter { check in !ofStructure.contains { $0 == check } }
}

extension ModelChecks {
  /// Those that look at what there is, or speak of the scenario as its source does.
  private static let ofStructure: [any ModelCheck.Type] = [
    TwoParties.self, LeversFit.self, UncertaintyFits.self, PublishedFigures.self,
    BondBesideHomes.self, BondInterestInConstruction.self, OpenEndedTopUp.self, RepaymentAfterOperation.self,
    CoverageWithoutCash.self,
  ]

  /// Those that other numbers may fail.
  static let ofNumbers = all.filter { check in !ofStructure.contains { $0 == check } }
}

extension CheckedScenario {
  /// What checks say where some numbers are others: all checks that numbers can fail, without reading the scenario and
  /// compiling it anew, and what else was found when it was read. What is known, but for errors, is left out.
  ///
  /// For a scenario that is no pool; the projects of one have checks of their own, which ``changed(by:)`` runs.
  ///
  /// - Parameters:
  ///   - numbers: by the paths of inputs, each within its bounds.
  ///   - model: the scenario's own, or the same with adjustment factors.
  ///   - values: what the model comes to with these numbers.
  ///   - known: what needs no telling: the findings of the scenario that this one was made from.
  package func findings(
    withNumbers numbers: [(path: String, value: Double)], in model: Model, _ values: Evaluation,
    beside known: [Finding]
  ) -> [Finding] {
    precondition(content.projects.isEmpty, "\(file) is a pool")
    // Of what was found in this scenario itself, that which other numbers do not mend. Where nothing was, a number that is
    // as it was has nothing said of it.
    let own = findings(beside: known)
    let moved = own.isEmpty ? numbers.map(\.path) : nil
    let found = findings(of: content.with(numbers: numbers), asked: moved, model, values)
    let ofNumbers = own.isEmpty ? [] : findings(of: content, self.model, self.model.graph.evaluate())
    return own.filter { !$0.isAmong(ofNumbers) }
      + found.filter { $0.severity == .error || !$0.isAmong(known) }
  }

  /// What was found here and not in the scenario that this one was made from.
  package func findings(beside known: [Finding]) -> [Finding] { findings.filter { !$0.isAmong(known) } }

  /// - Parameter asked: the numbers that checks of single numbers look at; nil for all.
  private func findings(
    of content: ScenarioContent, asked: [String]? = nil, _ model: Model, _ values: Evaluation
  ) -> [Finding] {
    let draft = Draft(content: content, source: source, isChanged: true, asked: asked)
    return ContentChecks.ofNumbers.flatMap { $0.findings(in: draft) }
      + ModelChecks.ofNumbers.flatMap { $0.findings(in: draft, model: model, values: values) }
  }
}

extension Finding {
  /// Whether the same is said of the same.
  fileprivate func isAmong(_ others: [Finding]) -> Bool {
    others.contains { $0.check == check && $0.path == path }
  }
}
