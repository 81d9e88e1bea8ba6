package import FundFormula

/// Government outlay less land premium and taxes it receives.
package enum GovernmentNet: Indicator {
  package static let id = "governmentNet"
  package static let label = Bilingual(en: "net government outlay", zh: "财政净投入")
  package static let unit = ValueUnit.yuan
  package static let better = Better.less
  package static let definition = Bilingual(
    en: "Government outlay less land premium, taxes and shares of income it receives, over all time.",
    zh: "全周期财政投入总额减土地出让价款、税费及其他收入。")
  package static let reference = "design table of classes, capital balance"

  package static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar? {
    let received = book.flows.filter {
      $0.isCash && $0.from == Party.project && book.group($0.to) == .government
    }
    return GovernmentGross.value
      - total(received.map(\.row), count: book.timeline.count).sum
  }
}
