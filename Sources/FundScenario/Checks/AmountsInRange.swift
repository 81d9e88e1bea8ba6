package import FundFormula
package import FundModel

/// Amounts stay where arithmetic is exact to the fen: below ten trillion yuan, and computable at all.
package enum AmountsInRange: ModelCheck {
  static let most = 1e13

  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    for (node, name) in model.graph.named where name.unit == .yuan {
      for value in values[node] where !(abs(value) <= most) {
        if value.isNaN, Outcome(value).reason != .outOfRange { continue }
        return [
          draft.finding(
            "too-large", "", en: "“\(name.label.en)” comes to more than ten trillion yuan.",
            zh: "“\(name.label.zh)”超过十万亿元，无法计算。",
            remedy: ("Check units and quantities.", "请核对单位与数量。"))
        ]
      }
    }
    return []
  }
}
