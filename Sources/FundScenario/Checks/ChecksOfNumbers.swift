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
  /// compiling it anew. What they say of the scenario as it stands is left out.
  ///
  /// For a scenario that is no pool; the projects of one have checks of their own, which ``changed(by:)`` runs.
  ///
  /// - Parameters:
  ///   - numbers: by the paths of inputs, each within its bounds.
  ///   - model: the scenario's own, or the same with adjustment factors.
  ///   - values: what the model comes to with these numbers.
  package func findings(
    withNumbers numbers: [(path: String, value: Double)], in model: Model, _ values: Evaluation
  ) -> [Finding] {
    precondition(content.projects.isEmpty, "\(file) is a pool")
    let draft = Draft(content: content.with(numbers: numbers), source: source, isChanged: true)
    let found =
      ContentChecks.ofNumbers.flatMap { $0.findings(in: draft) }
      + ModelChecks.ofNumbers.flatMap { $0.findings(in: draft, model: model, values: values) }
    return found.filter { one in
      one.severity == .error || !findings.contains { $0.check == one.check && $0.path == one.path }
    }
  }
}
