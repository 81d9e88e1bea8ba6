package import FundModel

extension SolveSystem {
  /// Whether repayment is what sensitivity asks where nobody says: there is debt, and no top-up without a ceiling that
  /// would pay whatever construction lacks.
  package static func isSensitivityOfRepayment(_ model: Model) -> Bool {
    guard let verdict = model.verdict, verdict.debtShort != nil else { return false }
    return !verdict.hasOpenTopUp
  }

  /// What sensitivity asks where nobody says. Borrowed money closes a gap and is no surplus: with debt it is the balance
  /// over the whole life, in which principal is neutral and interest a cost.
  package static func sensitivityTarget(of model: Model) -> AskedTarget {
    isSensitivityOfRepayment(model) ? AskedTarget(LifeBalance.id, "0") : usualTarget(of: model)
  }
}
