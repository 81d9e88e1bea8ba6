package import FundFormula
package import FundModel

/// Debt that income of operation serves is repaid while that operation goes on.
package enum RepaymentAfterOperation: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let income = model.sum(of: model.flows.filter { $0.flowClass == .operatingIncome }, values)
    guard let lastIncome = income.lastIndex(where: { $0 > Tolerance.amount }) else { return [] }
    return model.flows.filter { $0.flowClass == .principalPaid }.compactMap { flow in
      guard let last = model.sum(of: [flow], values).lastIndex(where: { $0 > Tolerance.amount }),
        last > lastIncome
      else { return nil }
      let label = model.label(ofBlock: flow.block)
      let (due, end) = (model.timeline.periods[last].label, model.timeline.periods[lastIncome].label)
      return draft.finding(
        .repaymentAfterOperation, flow.block, severity: .notice,
        en: "“\(label.en)” is repaid until \(due), and the last operating income comes in \(end).",
        zh: "“\(label.zh)”还款至 \(due)，而最后一笔运营收入在 \(end)。",
        remedy: (
          "Let the operation last as long as the debt, or say from what the rest is repaid.",
          "请使运营期覆盖债务存续期，或说明其后的还款来源。"
        ))
    }
  }
}
