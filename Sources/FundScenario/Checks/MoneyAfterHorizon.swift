package import FundFormula
package import FundModel

/// Money for construction that arrives after the balance horizon is not in the balance: say so.
package enum MoneyAfterHorizon: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let inside = model.timeline.before(model.horizonEnd)
    var seen: Set<String> = []
    return model.flows.compactMap { flow -> Finding? in
      // A reward belongs to operation, and other accounts have no balance to stay out of.
      guard [.sources, .uses].contains(flow.counting.side), flow.isCash,
        ![.interestPaid, .performanceReward].contains(flow.flowClass),
        flow.from == Party.project || flow.to == Party.project,
        let node = model.node(flow.row), !seen.contains(flow.block)
      else { return nil }
      let late = zip(values[node], inside).filter { $1 == 0 && $0 != 0 }.map(\.0).reduce(0, +)
      guard abs(late) > 0.005 else { return nil }
      seen.insert(flow.block)
      let amount = grouped((late * 100).rounded() / 100)
      return draft.finding(
        .afterHorizon, flow.block, severity: .warning,
        en:
          "\(amount) yuan of “\(flow.label.en)” move after the balance horizon and stay out of the capital balance.",
        zh: "“\(flow.label.zh)”有 \(amount) 元发生在平衡计算期之后，未计入资金平衡。",
        remedy: (
          "Move its schedule, or set `finance.balanceHorizon`.",
          "请调整其时间安排，或设置“finance.balanceHorizon”（平衡计算期终点）。"
        ))
    }
  }
}
