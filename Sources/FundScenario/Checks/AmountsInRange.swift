package import FundFormula
package import FundModel

/// Amounts stay where arithmetic is exact to the fen: below ten trillion yuan, and computable at all.
package enum AmountsInRange: ModelCheck {
  static let most = 1e13

  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    for flow in model.flows {
      guard let node = model.node(flow.row), values.contains(node, where: isTooLarge) else { continue }
      return [finding(flow.label, flow.block, draft)]
    }
    let nodes = model.graph.nodes
    for node in nodes.indices
    where nodes[node].name?.unit == .yuan && values.contains(node, where: isTooLarge) {
      return nodes[node].name.map { [finding($0.label, "", draft)] } ?? []
    }
    return []
  }

  private static func isTooLarge(_ value: Double) -> Bool {
    value.isFinite ? abs(value) > most : Outcome(value).reason == .outOfRange
  }

  private static func finding(_ label: Bilingual, _ path: String, _ draft: Draft) -> Finding {
    draft.finding(
      .tooLarge, path, en: "“\(label.en)” comes to more than ten trillion yuan.",
      zh: "“\(label.zh)”超过十万亿元，无法计算。", remedy: ("Check units and quantities.", "请核对单位和数量。"))
  }
}
