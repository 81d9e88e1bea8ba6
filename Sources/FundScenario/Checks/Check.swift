package import FundFormula
package import FundModel

/// A check of checked fields against each other. One file each, one line in `ContentChecks.all`.
package protocol ContentCheck: Sendable {
  static func findings(in draft: Draft) -> [Finding]
}

/// A check of what the model comes to. One file each, one line in `ModelChecks.all`.
package protocol ModelCheck: Sendable {
  static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding]
}
