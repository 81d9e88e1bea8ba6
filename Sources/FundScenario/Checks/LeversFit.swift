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
    let isScale = lever.input.hasPrefix(ScaledPath.prefix)
    let moved = isScale ? String(lever.input.dropFirst(ScaledPath.prefix.count)) : lever.input
    let input = model.graph.input(moved).map { model.graph.inputs[$0] }
    guard input != nil || (isScale && !model.content.factors(under: moved).isEmpty) else {
      let names =
        model.graph.inputs.map(\.path)
        + (isScale ? Section.allCases.map(\.rawValue) + model.content.allBlocks.map(\.path) : [])
      return draft.finding(
        .lever, path, severity: severity,
        en: "No formula of this scenario reads a number at `\(moved.excerpt)`.",
        zh: "本情景的算式中没有“\(moved.excerpt)”这一参数。",
        remedy: remedy(nearestNames(moved, among: names)))
    }
    guard let unit = lever.limitUnit else { return nil }
    let expected = isScale ? .share : input?.unit ?? .number
    guard !unit.fits(expected) else { return nil }
    return draft.finding(
      .lever, "\(lever.path).limit", severity: severity,
      en: "The limit has another unit than the number it bounds.", zh: "上限的单位与所调参数不符。",
      remedy: (
        isScale
          ? "The limit of a scaled block is a share of today's amount: 92 %."
          : "Give it in the unit of the number itself.",
        isScale ? "按比例调整的条目，上限为现值的百分比，如 92%。" : "请用该参数自身的单位填写。"
      ))
  }

  private static func remedy(_ near: [String]) -> (en: String, zh: String)? {
    guard !near.isEmpty else {
      return ("`fundsim list inputs FILE` shows all paths.", "运行“fundsim list inputs 文件”可列出全部路径。")
    }
    return (
      "Did you mean \(near.map { "`\($0)`" }.joined(separator: " or "))?",
      "是否指\(near.map { "“\($0)”" }.joined(separator: "或"))？"
    )
  }
}
