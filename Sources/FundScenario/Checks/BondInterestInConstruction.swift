package import FundFormula
package import FundModel

/// Interest on special bonds that falls due in construction is paid with other money: bond money may not pay its own
/// interest.
package enum BondInterestInConstruction: ModelCheck {
  package static func findings(in draft: Draft, model: Model, values: Evaluation) -> [Finding] {
    let bonds = model.flows.filter { $0.flowClass == .bondDrawn }.map(\.block)
    let interest = model.flows.filter { $0.flowClass == .interestPaid && bonds.contains($0.block) }
    guard let bond = interest.first else { return [] }
    let due = model.sum(of: interest, values)
    let other = model.sum(
      of: model.flows.filter {
        $0.isCash && $0.to == Party.project && $0.from != Party.project && $0.flowClass != .bondDrawn
      }, values)
    var (owed, brought) = (0.0, number("openingCash", draft.content.finance))
    for (period, isBefore) in model.timeline.before(model.timeline.handover).enumerated() where isBefore == 1
    {
      owed += due[period]
      brought += other[period]
      guard owed > brought + Tolerance.amount else { continue }
      return [finding(bond, period, owed: owed, brought: brought, draft, model)]
    }
    return []
  }

  private static func finding(
    _ bond: Flow, _ period: Int, owed: Double, brought: Double, _ draft: Draft, _ model: Model
  ) -> Finding {
    let when = model.timeline.periods[period].label
    let label = model.label(ofBlock: bond.block)
    let (due, money) = (grouped((owed * 100).rounded() / 100), grouped((brought * 100).rounded() / 100))
    return draft.finding(
      .bondInterest, bond.block, severity: .notice,
      en:
        "By \(when), in construction, interest of \(due) yuan on “\(label.en)” is due and other money has brought "
        + "\(money) yuan; bond money may not pay its own interest.",
      zh: "至建设期内的 \(when)，“\(label.zh)”应付利息 \(due) 元，而其他资金到位 \(money) 元；债券资金不得用于支付自身利息。",
      remedy: (
        "Name the money that pays interest during construction, and when it arrives.",
        "请落实建设期利息的资金来源及到位时间。"
      ))
  }

  private static func number(_ field: String, _ record: Record) -> Double {
    if case .number(let number)? = record.values[field] { number.value } else { 0 }
  }
}
