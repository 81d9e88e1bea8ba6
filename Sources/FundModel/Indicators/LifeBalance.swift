package import FundFormula

/// All income without debt less all cost, interest and fees over the whole life; principal is neutral.
package enum LifeBalance: Indicator {
  package static let id = "lifeBalance"
  package static let label = Bilingual(en: "balance over the whole life", zh: "全周期收支差额")
  package static let unit = ValueUnit.yuan
  package static let better = Better.more
  package static let definition = Bilingual(
    en: "All income without debt less all cost, interest and fees over the whole life; principal is neutral.",
    zh: "全周期非债务收入减全部成本、利息与费用；本金不计。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    // Interest as it runs up: what is added to a loan is repaid as principal and would else be lost.
    let others = book.net { flow in
      let side = flow.counting.side
      return side != .debt && side != .none && flow.flowClass != .interestPaid
    }
    let accrued = book.flows.filter { $0.flowClass == .interestAccrued && $0.from == Party.project }
    guard !accrued.isEmpty else { return others.sum }
    return (others - total(accrued.map(\.row), count: book.timeline.count)).sum
  }
}
