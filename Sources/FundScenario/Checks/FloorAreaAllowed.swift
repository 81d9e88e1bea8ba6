package import FundFormula
package import FundModel

/// Area added for households and for sale fits what the higher floor-area ratio allows.
package enum FloorAreaAllowed: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    guard let added = number(PhysicalLimits.addedAreaKey, model, values),
      let allowed = number(PhysicalLimits.allowedAreaKey, model, values),
      let beyond = number(PhysicalLimits.addedAreaBeyondKey, model, values),
      beyond > Tolerance.area
    else { return [] }
    return [
      draft.finding(
        .floorArea, "project.floorAreaRatioAfter",
        en:
          "\(shown(added)) m² are added, but the site allows \(shown(allowed)) m² (site × higher ratio × usable share).",
        zh: "扩面与可售面积合计 \(shown(added))㎡，超过用地允许新增的 \(shown(allowed))㎡（用地面积 × 容积率增量 × 可用比例）。",
        remedy: (
          "Sell less, add less, or raise `floorAreaRatioAfter`.",
          "请减少扩面或可售面积，或提高“floorAreaRatioAfter”（更新后容积率）。"
        ))
    ]
  }

  private static func shown(_ value: Double) -> String { decimalText((value * 100).rounded() / 100) }
}

/// Parking sold to residents is built.
package enum ParkingSold: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    guard let sold = number(PhysicalLimits.parkingSoldKey, model, values),
      let built = number(PhysicalLimits.parkingBuiltKey, model, values),
      let beyond = number(PhysicalLimits.parkingBeyondKey, model, values),
      beyond > Tolerance.ratio
    else { return [] }
    return [
      draft.finding(
        .parking, "project.parkingBuilt",
        en: "\(decimalText(sold)) parking spaces are sold, and only \(decimalText(built)) are built.",
        zh: "出售车位 \(decimalText(sold)) 个，多于建成的 \(decimalText(built)) 个。",
        remedy: (
          "Sell fewer, or correct `project.parkingBuilt`.", "请减少出售数量，或更正“project.parkingBuilt”（建成车位数）。"
        ))
    ]
  }
}

private func number(_ key: String, _ model: Model, _ values: Evaluation) -> Double? {
  model.graph.node(key).flatMap { values.outcome($0).value }
}
