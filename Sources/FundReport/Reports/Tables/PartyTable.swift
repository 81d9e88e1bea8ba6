import FundAnalysis
import FundFormula
import FundModel

/// Who pays and who receives over all time (出资分担表); nil where nobody does.
struct PartyTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    let rows = rows
    guard !rows.isEmpty else { return nil }
    let hasArea = model.hasArea
    var columns: [Table.Column] = [
      .init(id: "party", title: Bilingual(en: "Party", zh: "参与方")),
      .init(id: "paid", title: Bilingual(en: "Pays", zh: "支付"), alignment: .trailing, unit: .money),
      .init(id: "share", title: Bilingual(en: "Of uses", zh: "占资金需求"), alignment: .trailing, importance: 1),
      .init(
        id: "perHousehold", title: Bilingual(en: "Per household", zh: "户均"), alignment: .trailing,
        importance: 2,
        unit: .named(Bilingual(en: "yuan", zh: "元"))),
      .init(id: "received", title: Bilingual(en: "Receives", zh: "收取"), alignment: .trailing, unit: .money),
    ]
    if hasArea {
      columns.append(
        .init(
          id: "perArea", title: Bilingual(en: "Per new m²", zh: "单方"), alignment: .trailing, importance: 4,
          unit: .named(Bilingual(en: "yuan/m²", zh: "元/㎡"))))
    }
    columns.append(
      .init(
        id: "presentValue", title: Bilingual(en: "Net payment, present value", zh: "净支付现值"),
        alignment: .trailing,
        importance: 3, unit: .money))
    return Table(
      id: "parties", title: Bilingual(en: "Who pays, who receives, over all time", zh: "出资分担表（全周期）"),
      columns: columns, rows: rows, notes: notes)
  }

  /// Parties that pay through accounts of their own stand in another table.
  private var notes: [Bilingual] {
    model.accounts.filter { $0.party.group == .operator }.compactMap { account in
      guard let paid = run.outcome(account.paid)?.value, paid > 0.005 else { return nil }
      return Bilingual(
        en: "“\(account.party.label.en)” invests through its own account: see Other accounts.",
        zh: "“\(account.party.label.zh)”另有自身账户的投资，见“其他资金账户”。")
    }
  }

  /// Whether a party only holds the project's money, as a joint account does: it pays nothing of its own.
  private func isHolder(_ party: Party) -> Bool {
    let flows = model.flows.filter { $0.isCash && ($0.from == party.id || $0.to == party.id) }
    return !flows.isEmpty && flows.allSatisfy { $0.flowClass == .accountTransfer }
  }

  private var rows: [Table.Row] {
    let hasArea = model.hasArea
    return model.parties.compactMap { burden in
      guard !isHolder(burden.party) else { return nil }
      let paid = run.outcome(burden.paid)?.value ?? 0
      let received = run.outcome(burden.received)?.value ?? 0
      guard abs(paid) > 0.005 || abs(received) > 0.005 else { return nil }
      let pays = abs(paid) > 0.005
      func cell(_ scalar: Scalar?, _ unit: ValueUnit) -> Table.Cell {
        guard pays, let scalar, let outcome = run.outcome(scalar), outcome.value != nil else { return .empty }
        return Table.Cell.outcome(outcome, unit, run)
      }
      return Table.Row(
        id: burden.party.id,
        cells: [
          .text(burden.party.label), .amount(paid), cell(burden.measures.share, .share),
          cell(burden.measures.perHousehold, .yuanPerHousehold), .amount(received),
        ] + (hasArea ? [cell(burden.measures.perArea, .yuanPerArea)] : [])
          + [run.outcome(burden.presentValue).map { Table.Cell.outcome($0, .yuan, run) } ?? .empty])
    }
  }
}
