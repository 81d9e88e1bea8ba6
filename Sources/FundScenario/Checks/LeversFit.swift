package import FundFormula
package import FundModel

/// Levers name numbers of the scenario, with limits in units that fit.
package enum LeversFit: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    model.content.levers.map(Lever.init).compactMap { lever in
      finding(lever, draft, model)
    }
  }

  private static func finding(_ lever: Lever, _ draft: Draft, _ model: Model) -> Finding? {
    let path = "\(lever.path).input"
    // A funding model may have taken the block away: its lever moves nothing there.
    let severity: Severity = draft.isChanged ? .notice : .error
    let moved = MovedNumber(lever.input, in: model)
    if let fault = moved.fault {
      return draft.finding(.lever, path, severity: severity, en: fault.en, zh: fault.zh, remedy: fault.remedy)
    }
    guard let unit = lever.limitUnit, !unit.fits(moved.unit) else { return nil }
    return draft.finding(
      .lever, "\(lever.path).limit", severity: severity,
      en: "The limit has another unit than the number it bounds.", zh: "上限的单位与所调参数不符。",
      remedy: lever.input.hasPrefix(ScaledPath.prefix)
        ? (
          "The limit of a scaled block is a share of today's amount: 92 %.", "按比例调整的条目，上限为现值的百分比，如 92%。"
        ) : ("Give it in the unit of the number itself.", "请用该参数自身的单位填写。"))
  }
}
