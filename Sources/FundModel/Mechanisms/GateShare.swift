package import FundFormula

/// A share against what is asked of it: satisfaction before acceptance, payments made, units that have signed.
/// Source: Shenyang accepts no works below 90 % satisfaction.
package enum GateShare: GateMechanism {
  package static let kind = "gate.share"
  package static let label = Bilingual(en: "share against a limit", zh: "比例要求")
  package static let summary = Bilingual(
    en: "value ≥ threshold (or ≤, with `direction`): satisfaction, payments made",
    zh: "实际比例 ≥ 要求（或 ≤）：满意率、缴款率等")

  static let value = Field<Scalar>.required("value", .fraction, 0...10, en: "share reached", zh: "实际比例")
  static let threshold = Field<Scalar>.required("threshold", .fraction, 0...10, en: "share asked", zh: "要求比例")
  package static let fields = FieldList(value, threshold, GateFields.direction) + GateFields.list

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] {
    let isUpper = block[GateFields.direction] == "atMost"
    let (value, limit) = (block[value], block[threshold])
    return [
      Gate.Condition(
        Bilingual(en: "share", zh: "比例"), value: value * .one, limit: limit * .one, isUpper: isUpper,
        unit: .share,
        holds: isUpper
          ? limit.atLeast(value, tolerance: Tolerance.ratio)
          : value.atLeast(limit, tolerance: Tolerance.ratio))
    ]
  }
}
