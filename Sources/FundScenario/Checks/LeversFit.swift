package import FundFormula
package import FundModel

/// Levers name numbers of the scenario.
package enum LeversFit: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    model.content.levers.map(Lever.init).compactMap { lever in
      finding(lever, draft, model)
    }
  }

  private static func finding(_ lever: Lever, _ draft: Draft, _ model: Model) -> Finding? {
    let path = "\(lever.path).input"
    // A funding model may have taken the block away: its lever moves nothing there.
    let severity: Severity = draft.isChanged ? .warning : .error
    return MovedNumber(lever.input, in: model).fault.map { fault in
      draft.finding(.lever, path, severity: severity, en: fault.en, zh: fault.zh, remedy: fault.remedy)
    }
  }
}
