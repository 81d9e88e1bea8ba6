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
  package static let reference = "design table of classes, capital balance"

  package static let needsBudget = true

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    book.net { flow in
      flow.flowClass.counting.side != .debt && flow.flowClass.counting.side != .none
    }.sum
  }
}
