package import FundFormula
package import FundModel

/// A balance horizon that ends inside a period: the balance counts that period whole, so that its figures hang on the step.
package enum HorizonInPeriod: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let (timeline, end) = (model.timeline, model.horizonEnd)
    guard let place = timeline.periods.firstIndex(where: { $0.from < end && end < $0.to }), end < timeline.end
    else { return [] }
    // Costs and sources of construction end with their schedules; what goes on is what is counted too much.
    let goesOn = model.flows.contains { flow in
      guard flow.isCash, flow.from == Party.project || flow.to == Party.project,
        flow.counting.side == .operating || [.interestPaid, .principalPaid].contains(flow.flowClass),
        let node = model.node(flow.row)
      else { return false }
      return abs(values[node][place]) > Tolerance.amount
    }
    guard goesOn, let last = YearMonth(monthIndex: end - 1) else { return [] }
    let label = timeline.periods[place].label
    return [
      draft.finding(
        .horizonInPeriod, "timeline", severity: .notice,
        en:
          "The balance horizon ends in \(last), inside the period \(label), whose operation and debt service count in the balance whole.",
        zh: "平衡计算期终点（\(last)）落在测算期 \(label) 之内，该期的运营收支和还本付息整期计入资金平衡。",
        remedy: (
          "Take a finer `constructionStep` or `operationStep`, or end the horizon with a period (`finance.balanceHorizon`).",
          "请改用更细的“constructionStep”（建设期步长）或“operationStep”（运营期步长），或将“finance.balanceHorizon”（平衡计算期终点）设在期末。"
        ))
    ]
  }
}
