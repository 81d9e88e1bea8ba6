package import FundFormula

/// What one payer brings for construction, inside the balance horizon: with all payers and the gap or surplus it comes to
/// the uses. Debt counts net of what is repaid inside the horizon.
package struct ConstructionShare: Sendable {
  /// Nil for the surplus of operation inside the horizon, which users bring.
  package let party: Party?
  package let amount: Scalar
  package let measures: BalanceMeasures

  var formulas: [Scalar] { [amount] + measures.formulas }

  /// Payers in the order of the list of parties, then operation.
  static func all(_ balance: CapitalBalance, in book: FlowBook) -> [ConstructionShare] {
    // What operation brings stands under no party.
    let lines = Dictionary(grouping: balance.sources + balance.topUps) { $0.block.isEmpty ? nil : $0.payer }
    let parties = book.project.content.parties.map { Optional($0) } + [nil]
    return parties.compactMap { party in
      guard let mine = lines[party?.id] else { return nil }
      let key = "construction.\(party?.id ?? "operation")"
      let label = party?.label ?? Self.operation
      let amount = total(mine.map(\.amount)).named(
        "\(key).amount", Bilingual(en: "\(label.en): construction money", zh: "\(label.zh)·建设期出资"), .yuan)
      return ConstructionShare(
        party: party, amount: amount, measures: BalanceMeasures(amount, key: key, label: label, in: book))
    }
  }

  package static let operation = Bilingual(en: "operation inside the horizon", zh: "平衡计算期内运营结余")
}
