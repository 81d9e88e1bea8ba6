package import FundFormula

/// Government outlay less land premium and taxes it receives.
package enum GovernmentNet: Indicator {
  package static let id = "governmentNet"
  package static let label = Bilingual(en: "net government outlay", zh: "财政净投入")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en:
      "Government outlay less land premium, taxes and shares of income it receives, over all time; what it lends counts as paid, what is repaid as received.",
    zh: "全周期财政投入总额减土地出让价款、税费及其他收入；财政借款计入支付，还款计入收取。")
  package static let reference = "Documentation/guide.md#what-counts-where"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    func sum(_ isIncluded: (Flow) -> Bool) -> Scalar? {
      let flows = book.flows.filter { $0.isCash && isIncluded($0) }
      return flows.isEmpty ? nil : total(flows.map(\.row), count: book.timeline.count).sum
    }
    let lent = sum {
      $0.to == Party.project && book.group($0.from) == .government && !GovernmentGross.counts($0)
    }
    let received = sum { $0.from == Party.project && book.group($0.to) == .government }
    let paid = lent.map { GovernmentGross.value + $0 } ?? GovernmentGross.value
    return paid - (received ?? .zero)
  }
}
