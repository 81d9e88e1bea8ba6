package import FundFormula
package import FundModel

/// Coverage over the whole life says nothing of when the money is there: a bond may pass its limit and still have no cash
/// in a year in which it falls due.
package enum CoverageWithoutCash: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    func number(_ key: String) -> Double? { model.graph.node(key).flatMap { values.outcome($0).value } }
    guard let passed = model.coverageLimits.first(where: { number("limits.\($0.indicator.id).met") == 1 }),
      let coverage = number("indicators.\(passed.indicator.id)")
    else { return [] }
    let shown = decimalText((coverage * 100).rounded() / 100)
    let principal = model.flows.filter { $0.flowClass == .principalPaid }
    guard let block = principal.first?.block else { return [] }
    let repaid = model.sum(of: principal, values)
    let cash = model.graph.node(FlowBook.cashKey).map { values[$0] } ?? []
    let lowest = number("indicators.lowestCumulativeCoverage")
    let (en, zh): (String, String)
    if let lowest, lowest < 1 {
      let low = decimalText((lowest * 100).rounded(.down) / 100)
      (en, zh) =
        lowest < 0
        ? ("in one year cash in hand and income are together below zero", "某一年的结余资金与当年收益合计为负")
        : (
          "in one year cash in hand and income cover only \(low) of what is due",
          "某一年的结余资金与当年收益仅为应付本息的 \(low) 倍"
        )
    } else if let short = cash.indices.first(where: {
      repaid[$0] > Tolerance.amount && cash[$0] < -Tolerance.amount
    }) {
      let when = model.timeline.periods[short].label
      (en, zh) = ("cash is below zero in \(when), when principal is repaid", "还本的 \(when) 累计资金为负")
    } else {
      return []
    }
    return [
      draft.finding(
        .coverageWithoutCash, block, severity: .notice,
        en: "Coverage over the whole life reaches its limit (\(shown)), but \(en).",
        zh: "全周期本息覆盖倍数（\(shown) 倍）达到下限，但\(zh)。",
        remedy: (
          "Put money aside for repayment, repay in parts, or name the money that bridges that year.",
          "请安排偿债准备金、分期还本，或落实该年度的周转资金。"
        ))
    ]
  }
}
