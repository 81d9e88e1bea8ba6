package import FundFormula
package import FundModel

/// Money for construction, borrowed or not, that arrives after the balance horizon is not in the balance: say so.
package enum MoneyAfterHorizon: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let inside = model.timeline.before(model.horizonEnd)
    var seen: Set<String> = []
    return model.flows.compactMap { flow -> Finding? in
      // A reward belongs to operation, and other accounts have no balance to stay out of.
      let isDrawn = [.bondDrawn, .loanDrawn].contains(flow.flowClass)
      guard isDrawn || [.sources, .uses].contains(flow.counting.side), flow.isCash,
        ![.interestPaid, .performanceReward].contains(flow.flowClass),
        flow.from == Party.project || flow.to == Party.project,
        let node = model.node(flow.row), !seen.contains(flow.block)
      else { return nil }
      let late = zip(values[node], inside).filter { $1 == 0 && $0 != 0 }.map(\.0).reduce(0, +)
      guard abs(late) > Tolerance.amount else { return nil }
      seen.insert(flow.block)
      let amount = grouped((late * 100).rounded() / 100)
      if isDrawn { return drawnLate(flow, amount, values[node], inside, draft, model) }
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

  /// Debt that is drawn when the works are paid already: which, when, and when it would count.
  private static func drawnLate(
    _ flow: Flow, _ amount: String, _ row: [Double], _ inside: [Double], _ draft: Draft, _ model: Model
  ) -> Finding? {
    guard let place = row.indices.first(where: { inside[$0] == 0 && row[$0] != 0 }) else { return nil }
    let when = model.timeline.periods[place].label
    let end = YearMonth(monthIndex: model.horizonEnd - 1)?.description ?? ""
    return draft.finding(
      .afterHorizon, flow.block, severity: .warning,
      en:
        "“\(flow.label.en)” brings \(amount) yuan in \(when), after the balance horizon ends (\(end)): it pays none of the works.",
      zh: "“\(flow.label.zh)”于 \(when) 到位 \(amount) 元，晚于平衡计算期终点（\(end)），不能用于平衡建设资金。",
      remedy: (
        "Draw it by \(end), or set `finance.balanceHorizon`.",
        "请提前至 \(end) 及以前到位，或设置“finance.balanceHorizon”（平衡计算期终点）。"
      ))
  }
}
