package import FundFormula

/// What an amount of the balance is beside the whole: its share of the uses, and per household and m².
package struct BalanceMeasures: Sendable {
  package let share: Scalar
  package let perHousehold: Scalar
  /// Per m² of floor area after; nil where the scenario does not know it.
  package let perArea: Scalar?

  init(_ amount: Scalar, key: String, label: Bilingual, in book: FlowBook) {
    func name(_ scalar: Scalar, _ part: String, _ en: String, _ zh: String, _ unit: ValueUnit) -> Scalar {
      scalar.named("\(key).\(part)", Bilingual(en: "\(label.en): \(en)", zh: "\(label.zh)·\(zh)"), unit)
    }
    share = name(amount / TotalUses.value, "share", "share of uses", "占资金需求比例", .share)
    perHousehold = name(
      amount / .reference("project.totalHouseholds"), "perHousehold", "per household", "户均", .yuanPerHousehold
    )
    perArea =
      book.project.hasNewArea
      ? name(
        amount / book.project.area("new"), "perArea", "per m² of floor area after", "单方（新建筑面积）", .yuanPerArea)
      : nil
  }

  var formulas: [Scalar] { [share, perHousehold] + (perArea.map { [$0] } ?? []) }

  /// Those of the balance's lines by their id, and of its totals by the id of their indicator.
  static func all(_ balance: CapitalBalance, in book: FlowBook) -> [String: BalanceMeasures] {
    let isOutcome = book.finance[FinanceFacts.usesAreOutcome]
    let shown = totals.filter { isOutcome ? !$0.needsBudget : $0.id != Unattributed.id }
    let lines = balance.lines.map { line in
      (line.id, BalanceMeasures(line.amount, key: "balance.\(line.id)", label: line.label, in: book))
    }
    let sums = shown.map { total in
      (
        total.id,
        BalanceMeasures(.reference(total.key), key: "balance.\(total.id)", label: total.label, in: book)
      )
    }
    return Dictionary(uniqueKeysWithValues: lines + sums)
  }

  private static let totals: [any Indicator.Type] = [
    TotalUses.self, SourcesBeforeTopUp.self, TotalSources.self, FundingGapBeforeTopUp.self, FundingGap.self,
    Unattributed.self,
  ]
}
