package import FundFormula
package import FundModel

/// One grant or one debt above what the whole project costs was probably given in another unit, such as 万元 for 元.
package enum MoneyWithinCost: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    guard let uses = model.graph.node("indicators.totalUses").flatMap({ values.outcome($0).value }), uses > 0
    else {
      return []
    }
    return draft.content.allBlocks.compactMap { block in
      guard block.kind.hasPrefix("subsidy.") || block.path.hasPrefix("\(Section.debt.rawValue).") else {
        return nil
      }
      let amounts = model.flows.filter { $0.block == block.path && isBrought($0) }.compactMap { flow in
        model.node(flow.planned).map { values[$0].reduce(0, +) }
      }
      let amount = amounts.reduce(0, +)
      guard amount.isFinite, amount > uses * (1 + Tolerance.ratio) + Tolerance.amount else { return nil }
      let (shown, all) = (grouped((amount * 100).rounded() / 100), grouped((uses * 100).rounded() / 100))
      return draft.finding(
        .moreThanCost, block.path, severity: .warning,
        en: "“\(block.label.en)” brings \(shown) yuan, more than the whole project costs (\(all) yuan).",
        zh: "“\(block.label.zh)”为 \(shown) 元，超过项目全部资金需求（\(all) 元）。",
        remedy: ("Check the amount and its unit.", "请核对金额及其单位。"))
    }
  }

  /// Money a block brings to the works: grants and what is drawn.
  private static func isBrought(_ flow: Flow) -> Bool {
    flow.counting.side == .sources || [.bondDrawn, .loanDrawn].contains(flow.flowClass)
  }
}
