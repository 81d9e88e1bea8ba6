package import FundFormula
package import FundModel

/// Published figures name something computed, in a unit that fits, and the computed one agrees.
///
/// Where settings or an overlay change the scenario, it is another than its source speaks of: nothing is said of figures
/// that differ, and a block that is gone is a notice.
package enum PublishedFigures: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let faults = model.published.compactMap { figure -> Finding? in
      guard case .failure(let fault) = PublishedComparison.scalar(of: figure, in: model) else { return nil }
      return finding(fault, figure, draft, model)
    }
    guard !draft.isChanged else { return faults }
    return faults
      + PublishedComparison.all(in: model, values).filter { !$0.ties }.map { differs($0, draft) }
  }

  private static func differs(_ comparison: PublishedComparison, _ draft: Draft) -> Finding {
    let figure = comparison.figure
    let printed = figure.published
    let unit = printed.number.unitText.map { " \($0)" } ?? ""
    let (en, zh): (String, String)
    if let computed = comparison.computed.value {
      let places = max(0, -printed.lastDigit) + (figure.hasOwnTolerance ? 3 : 1)
      let scale = Double("1e\(min(places, 12))") ?? 1
      let shown = grouped((computed / printed.one * scale).rounded() / scale) + unit
      (en, zh) = ("this file computes \(shown)", "本文件测算为 \(shown)")
    } else {
      let reason = comparison.computed.reason?.label
      (en, zh) = (
        "this file computes none (\(reason?.en ?? "no value"))", "本文件无测算值（\(reason?.zh ?? "无数值")）"
      )
    }
    return draft.finding(
      .publishedDiffers, "\(figure.path).value", severity: .notice,
      en: "“\(figure.label.en)”: the source prints \(printed.text)\(unit), \(en) (\(comparison.label.en)).",
      zh: "“\(figure.label.zh)”：来源公布为 \(printed.text)\(unit)，\(zh)（\(comparison.label.zh)）。",
      remedy: draft.says("\(figure.path).note")
        ? nil
        : (
          "Check the inputs and the definition the source uses; say in `note` why they differ.",
          "请核对参数与来源口径，并在“note”中说明差异原因。"
        ))
  }

  private static func finding(
    _ fault: PublishedComparison.Fault, _ figure: PublishedFigure, _ draft: Draft, _ model: Model
  ) -> Finding {
    let path = "\(figure.path).of"
    let severity: Severity = draft.isChanged ? .notice : .error
    switch fault {
    case .unknown:
      return draft.finding(
        .publishedKey, path, severity: severity,
        en: "Nothing that is computed here is called `\(figure.of.excerpt)`.",
        zh: "测算结果中没有名为“\(figure.of.excerpt)”的数。",
        remedy: remedy(nearestNames(figure.of, among: model.names)))
    case .absent(let label):
      return draft.finding(
        .publishedKey, path, severity: draft.isChanged ? .notice : .warning,
        en: "This scenario has no “\(label.en)” to hold the published figure against.",
        zh: "该情景没有“\(label.zh)”，公开数据无可对照。",
        remedy: ("Add what it is computed from, or leave the figure out.", "请补充其计算所需的内容，或删去该项公开数据。"))
    case .several:
      return draft.finding(
        .publishedKey, path, severity: severity, en: "`\(figure.of.excerpt)` means several amounts.",
        zh: "“\(figure.of.excerpt)”对应多笔金额。", remedy: ("Name one block.", "请改填单个编号。"))
    case .row(let label):
      return draft.finding(
        .publishedKey, path, severity: severity,
        en: "“\(label.en)” has a value for each period, not one.", zh: "“\(label.zh)”为分期数列，不是单个数值。",
        remedy: ("Name a total, such as `totalUses` or `costs.works`.", "请改填合计数，如“totalUses”或“costs.works”。"))
    case .noNumber(let label):
      return draft.finding(
        .publishedKey, path, severity: severity,
        en: "“\(label.en)” is not a number that a source could print.", zh: "“\(label.zh)”不是可与公开数值对照的数。",
        remedy: ("Name an amount, a ratio or a share.", "请改填金额、倍数或占比。"))
    case .unit(let label, let unit):
      let written = figure.published.number.unitText ?? ""
      let fitting = unit.writtenUnits
      return draft.finding(
        .unit, "\(figure.path).value", severity: severity,
        en: "The unit `\(written)` does not fit: “\(label.en)” is in \(fitting.en).",
        zh: "单位“\(written)”不符：“\(label.zh)”的单位为\(fitting.zh)。",
        remedy: ("Correct the unit, or name another figure in `of`.", "请更正单位，或在“of”中改填其他指标。"))
    }
  }

  private static func remedy(_ names: [String]) -> (en: String, zh: String)? {
    guard !names.isEmpty else {
      return (
        "Name an indicator (`fundsim list indicators`) or a block.", "请填写指标（见 `fundsim list indicators`）或编号。"
      )
    }
    return (
      "Did you mean \(names.map { "`\($0)`" }.joined(separator: ", "))?",
      "是否应为\(names.map { "“\($0)”" }.joined(separator: "、"))？"
    )
  }
}

extension ValueUnit {
  /// How an author writes it.
  fileprivate var writtenUnits: Bilingual {
    switch self {
    case .yuan: Bilingual(en: "yuan", zh: "元、万元或亿元")
    case .yuanPerArea: Bilingual(en: "yuan/m²", zh: "元/㎡")
    case .yuanPerHousehold: Bilingual(en: "yuan/household", zh: "元/户或万元/户")
    case .area: Bilingual(en: "m²", zh: "㎡")
    case .households: Bilingual(en: "households", zh: "户")
    case .count: Bilingual(en: "units", zh: "个")
    case .share: Bilingual(en: "%", zh: "%")
    case .rate: Bilingual(en: "% a year", zh: "%（每年）")
    case .ratio: Bilingual(en: "times", zh: "倍")
    case .years: Bilingual(en: "years", zh: "年")
    case .period, .flag, .number: Bilingual(en: "plain numbers", zh: "纯数")
    }
  }
}
