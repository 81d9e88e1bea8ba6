package import FundFormula

/// Consent of the owners (居民意愿、业主表决): by heads, by area or both; against one share, or by the Civil Code, art. 278:
/// two thirds take part, and of these three quarters (special matters) or more than half say yes.
/// Counts compare as whole numbers, cross-multiplied.
package enum GateConsent: GateMechanism {
  package static let kind = "gate.consent"
  package static let label = Bilingual(en: "consent", zh: "业主同意率")
  package static let summary = Bilingual(
    en: "agreeing households or area ÷ all ≥ threshold; or participation ≥ ⅔ and yes ≥ ¾ of it",
    zh: "同意户数（面积）÷ 总数 ≥ 要求；或参与 ≥ ⅔ 且同意 ≥ 参与的 ¾")

  static let rule = Field<String>.choice(
    "rule",
    [
      .init("share", en: "a share of all", zh: "占全部的比例"),
      .init("special", en: "Civil Code 278, special matters", zh: "民法典第278条特别事项"),
      .init("ordinary", en: "Civil Code 278, other matters", zh: "民法典第278条一般事项"),
    ], default: "share", en: "what is asked", zh: "表决规则")
  static let by = Field<String>.choice(
    "by",
    [
      .init("heads", en: "households", zh: "人数（户数）"), .init("area", en: "area", zh: "面积"),
      .init("both", en: "households and area", zh: "人数与面积双控"),
    ], default: "heads", en: "counted by", zh: "计算口径")
  static let threshold = Field<Scalar>.number(
    "threshold", .fraction, 0...1, default: 0.8, en: "share asked of all", zh: "要求的同意率")
  static let agreed = Field<Scalar?>.optional(
    "agreed", .households, 0...1e8, en: "households that agree", zh: "同意户数")
  static let agreedShare = Field<Scalar?>.optional(
    "agreedShare", .fraction, 0...1, en: "share of households that agree", zh: "同意率（户数）")
  static let agreedArea = Field<Scalar?>.optional("agreedArea", .area, en: "area that agrees", zh: "同意面积")
  static let agreedAreaShare = Field<Scalar?>.optional(
    "agreedAreaShare", .fraction, 0...1, en: "share of area that agrees", zh: "同意率（面积）")
  static let takingPart = Field<Scalar?>.optional(
    "takingPart", .households, 0...1e8, en: "households that take part", zh: "参与表决户数")
  static let takingPartArea = Field<Scalar?>.optional(
    "takingPartArea", .area, en: "area that takes part", zh: "参与表决面积")
  static let asked = Field<Scalar?>.optional(
    "asked", .households, 0...1e8, en: "households asked; the project's where left out", zh: "应表决户数")
  static let askedArea = Field<Scalar?>.optional(
    "askedArea", .area, en: "area asked; the project's where left out", zh: "应表决面积")
  package static let fields =
    FieldList(
      rule, by, threshold, agreed, agreedShare, agreedArea, agreedAreaShare, takingPart, takingPartArea,
      asked,
      askedArea) + GateFields.list

  /// Denominators of thresholds: whole ten-thousandths, and thirds of them.
  private static let parts = 60_000.0

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] {
    counts(of: block, in: project).flatMap { count -> [Gate.Condition] in
      guard block[rule] != "share" else {
        if let share = count.share {
          return [
            Gate.Condition(
              count.label, value: share * .one, limit: block[threshold] * .one, unit: .share,
              holds: share.atLeast(block[threshold], tolerance: Tolerance.ratio))
          ]
        }
        return [atLeast(block[threshold], count.agreed ?? .zero, of: count.asked, count.label)]
      }
      let (part, yes) = (count.takingPart ?? .zero, count.agreed ?? .zero)
      let quorum = atLeast(
        .constant(2) / .constant(3), part, of: count.asked,
        count.label + Bilingual(en: " taking part", zh: "参与率"))
      let label = count.label + Bilingual(en: " saying yes", zh: "同意率")
      guard block[rule] == "ordinary" else {
        return [quorum, atLeast(.constant(0.75), yes, of: part, label)]
      }
      // More than half: twice the yes exceeds the part.
      return [
        quorum,
        Gate.Condition(
          label, value: yes.divided(by: part, orElse: .noDenominator), limit: .constant(0.5) * .one,
          unit: .share,
          holds: .one - part.atLeast(yes * 2)),
      ]
    }
  }

  /// `part` ÷ `whole` against a threshold, compared as whole numbers.
  private static func atLeast(
    _ threshold: Scalar, _ part: Scalar, of whole: Scalar, _ label: Bilingual
  ) -> Gate.Condition {
    Gate.Condition(
      label, value: part.divided(by: whole, orElse: .noDenominator), limit: threshold * .one, unit: .share,
      holds: (part * parts).atLeast((threshold * parts).roundedUp * whole, tolerance: 1e-3))
  }

  private struct Count {
    let label: Bilingual
    let share: Scalar?
    let agreed: Scalar?
    let takingPart: Scalar?
    let asked: Scalar
  }

  private static func counts(of block: Block, in project: ProjectGraph) -> [Count] {
    let heads = Count(
      label: Bilingual(en: "households", zh: "户数"), share: block[agreedShare], agreed: block[agreed],
      takingPart: block[takingPart], asked: block[asked] ?? .reference(ProjectGraph.householdsKey))
    let area = Count(
      label: Bilingual(en: "area", zh: "面积"), share: block[agreedAreaShare], agreed: block[agreedArea],
      takingPart: block[takingPartArea], asked: block[askedArea] ?? project.area("old"))
    return switch block[by] {
    case "heads": [heads]
    case "area": [area]
    default: [heads, area]
    }
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    let names = [
      ("heads", "agreed", "agreedShare", "takingPart"),
      ("area", "agreedArea", "agreedAreaShare", "takingPartArea"),
    ]
    return names.filter { block[by] == $0.0 || block[by] == "both" }.flatMap {
      _, count, share, part -> [Fault] in
      if block[rule] == "share" {
        guard block.says(count) == block.says(share) else { return [] }
        return [
          Fault(
            count,
            Bilingual(
              en: "Say how many agree in one way: `\(count)` or `\(share)`.",
              zh: "同意情况只能且必须以一种方式给出：“\(count)”或“\(share)”。"))
        ]
      }
      return [count, part].filter { !block.says($0) }.map {
        Fault(
          $0,
          Bilingual(
            en: "The Civil Code asks for participation and consent: give `\(part)` and `\(count)`.",
            zh: "民法典规则须同时给出参与情况“\(part)”与同意情况“\(count)”。"))
      }
    }
  }
}

extension Bilingual {
  fileprivate static func + (left: Bilingual, right: Bilingual) -> Bilingual {
    Bilingual(en: left.en + right.en, zh: left.zh + right.zh)
  }
}
