package import FundFormula

/// What one party pays into and gets out of the project's account over all time.
package struct PartyBurden: Sendable {
  package let party: Party
  package let paid: Scalar
  package let received: Scalar
  /// Paid less received.
  package let net: Scalar
  /// Present value of paid less received, at the discount rate.
  package let presentValue: Scalar
  /// What it pays as a share of the uses, per household and m².
  package let measures: BalanceMeasures

  var formulas: [Scalar] { [paid, received, net, presentValue] + measures.formulas }

  /// Every party that some flow names, in the order of the list of parties.
  static func all(_ book: FlowBook) -> [PartyBurden] {
    var (paid, received): ([String: [Row]], [String: [Row]]) = ([:], [:])
    for flow in book.flows where flow.isCash {
      if flow.to == Party.project { paid[flow.from, default: []].append(flow.row) }
      if flow.from == Party.project { received[flow.to, default: []].append(flow.row) }
    }
    let count = book.timeline.count
    return book.project.content.parties.filter { $0.id != Party.project }.compactMap { party in
      guard paid[party.id] != nil || received[party.id] != nil else { return nil }
      let (out, back) = (
        total(paid[party.id] ?? [], count: count), total(received[party.id] ?? [], count: count)
      )
      func label(_ en: String, _ zh: String) -> Bilingual {
        Bilingual(en: "\(party.label.en): \(en)", zh: "\(party.label.zh)·\(zh)")
      }
      let all = out.sum.named("parties.\(party.id).paid", label("paid", "支付"), .yuan)
      let returned = back.sum.named("parties.\(party.id).received", label("received", "收取"), .yuan)
      return PartyBurden(
        party: party, paid: all, received: returned,
        net: (all - returned).named("parties.\(party.id).net", label("net payment", "净支付"), .yuan),
        presentValue: book.annual.presentValue(book.annual.sums(out - back), at: book.discountRate).named(
          "parties.\(party.id).presentValue", label("net payment, present value", "净支付现值"), .yuan),
        measures: BalanceMeasures(all, key: "parties.\(party.id)", label: label("paid", "支付"), in: book))
    }
  }
}

/// What all parties pay and receive together.
package struct PartyTotals: Sendable {
  package let paid: Scalar
  package let received: Scalar
  /// What the project's account keeps.
  package let net: Scalar
  package let presentValue: Scalar

  var formulas: [Scalar] { [paid, received, net, presentValue] }

  init(_ parties: [PartyBurden]) {
    func sum(_ part: String, _ en: String, _ zh: String, _ value: (PartyBurden) -> Scalar) -> Scalar {
      total(parties.map(value)).named("parties.total.\(part)", Bilingual(en: en, zh: zh), .yuan)
    }
    paid = sum("paid", "all parties: paid", "各方支付合计") { $0.paid }
    received = sum("received", "all parties: received", "各方收取合计") { $0.received }
    net = sum("net", "all parties: net payment", "各方净支付合计") { $0.net }
    presentValue = sum("presentValue", "all parties: net payment, present value", "各方净支付现值合计") {
      $0.presentValue
    }
  }
}
