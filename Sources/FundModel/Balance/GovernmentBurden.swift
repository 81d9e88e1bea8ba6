package import FundFormula

/// What government puts in while it is built, and what it finally bears, by level (分级次): two views of the same flows.
/// Money of a contract is paid through operation and shows in the second alone.
package struct GovernmentBurden: Sendable {
  package struct Level: Sendable {
    package let id: String
    package let label: Bilingual
    /// Inside the balance horizon; nil where it brings none.
    package let construction: Scalar?
    /// Over all time: what it pays, what comes back as land premium, taxes and shares of income, and what it bears.
    package let paid: Scalar
    package let received: Scalar
    package let net: Scalar
    package let presentValue: Scalar
  }

  /// In the order of the list of parties.
  package let levels: [Level]
  package let total: Level

  var formulas: [Scalar] {
    [total.construction, total.paid, total.received, total.net, total.presentValue].compactMap { $0 }
  }

  /// Nil where no government pays or receives anything.
  init?(_ parties: [PartyBurden], _ construction: [ConstructionShare]) {
    levels = parties.filter { $0.party.group == .government }.map { burden in
      Level(
        id: burden.party.id, label: burden.party.label,
        construction: construction.first { $0.party?.id == burden.party.id }?.amount, paid: burden.paid,
        received: burden.received, net: burden.net, presentValue: burden.presentValue)
    }
    guard !levels.isEmpty else { return nil }
    let all = Bilingual(en: "government in all", zh: "财政合计")
    func sum(_ amounts: [Scalar], _ part: String, _ en: String, _ zh: String) -> Scalar {
      FundFormula.total(amounts).named(
        "government.\(part)", Bilingual(en: "\(all.en): \(en)", zh: "\(all.zh)·\(zh)"), .yuan)
    }
    total = Level(
      id: "total", label: all,
      construction: sum(
        levels.compactMap(\.construction), "construction", "put in while it is built", "建设期投入"),
      paid: sum(levels.map(\.paid), "paid", "paid over all time", "全周期支付"),
      received: sum(levels.map(\.received), "received", "received over all time", "全周期收取"),
      net: sum(levels.map(\.net), "net", "finally borne", "最终承担"),
      presentValue: sum(levels.map(\.presentValue), "presentValue", "finally borne, present value", "最终承担现值"))
  }
}
