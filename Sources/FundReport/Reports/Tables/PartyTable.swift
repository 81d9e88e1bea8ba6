import FundAnalysis
import FundFormula
import FundModel

/// Who brings the money for construction, and who pays and receives over the whole life: two tables that each add up
/// (建设期出资分担、全周期出资分担).
struct PartyTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  // MARK: Construction

  /// Payers and the gap: together all uses inside the balance horizon; nil where nobody pays.
  var construction: Table? {
    guard !model.construction.isEmpty else { return nil }
    let hasArea = model.hasArea
    var columns: [Table.Column] = [
      .init(id: "party", title: Bilingual(en: "Party", zh: "出资方")),
      .init(id: "amount", title: Bilingual(en: "Brings", zh: "出资额"), alignment: .trailing, unit: .money),
      .init(id: "share", title: Bilingual(en: "Of uses", zh: "占资金需求"), alignment: .trailing, importance: 1),
      .init(
        id: "perHousehold", title: Bilingual(en: "Per household", zh: "户均"), alignment: .trailing,
        importance: 2,
        unit: .named(Bilingual(en: "yuan", zh: "元"))),
    ]
    if hasArea {
      columns.append(
        .init(
          id: "perArea", title: Bilingual(en: "Per new m²", zh: "单方"), alignment: .trailing, importance: 4,
          unit: .named(Bilingual(en: "yuan/m²", zh: "元/㎡"))))
    }
    func row(
      _ id: String, _ label: Bilingual, _ amount: Double?, _ measures: BalanceMeasures?,
      _ style: Table.Style = .normal
    ) -> Table.Row? {
      guard let value = amount else { return nil }
      func cell(_ scalar: Scalar?, _ unit: ValueUnit) -> Table.Cell {
        // Of a project without households or area there is nothing to tell.
        scalar.flatMap(run.outcome).flatMap { $0.value == nil ? nil : Table.Cell.outcome($0, unit, run) }
          ?? .empty
      }
      return Table.Row(
        id: id,
        cells: [
          .text(label), .amount(value), cell(measures?.share, .share),
          cell(measures?.perHousehold, .yuanPerHousehold),
        ] + (hasArea ? [cell(measures?.perArea, .yuanPerArea)] : []), style: style)
    }
    let payers = model.construction.compactMap { share -> Table.Row? in
      let amount = run.outcome(share.amount)?.value
      guard abs(amount ?? 0) > Tolerance.amount else { return nil }
      return row(
        share.party?.id ?? "operation", share.party?.label ?? ConstructionShare.operation, amount,
        share.measures)
    }
    let isOutcome = model.measures["unattributed"] != nil
    let rest =
      isOutcome
      ? row(
        "unattributed", Bilingual(en: "not explained by the source", zh: "来源未说明金额"),
        run.indicator("unattributed")?.value,
        model.measures["unattributed"])
      : row(
        "gap", Bilingual(en: "gap (negative: surplus)", zh: "资金缺口（负数为结余）"),
        run.indicator("fundingGap")?.value,
        model.measures["fundingGap"])
    let whole = row(
      "uses", Bilingual(en: "total uses of funds", zh: "资金需求合计"), run.indicator("totalUses")?.value,
      model.measures["totalUses"], .total)
    return Table(
      id: "construction", title: Bilingual(en: "Who brings the money for construction", zh: "建设期出资分担表"),
      columns: columns, rows: payers + [rest, whole].compactMap { $0 })
  }

  // MARK: The whole life

  /// What each party pays and receives over all time; nil where nobody does.
  var table: Table? {
    let rows = rows
    guard !rows.isEmpty else { return nil }
    func money(_ id: String, _ en: String, _ zh: String, importance: Int = 0) -> Table.Column {
      .init(
        id: id, title: Bilingual(en: en, zh: zh), alignment: .trailing, importance: importance, unit: .money)
    }
    return Table(
      id: "parties", title: Bilingual(en: "Who pays, who receives, over the whole life", zh: "全周期出资分担表"),
      columns: [
        .init(id: "party", title: Bilingual(en: "Party", zh: "参与方")), money("paid", "Pays", "支付"),
        money("received", "Receives", "收取"), money("net", "Net payment", "净支付"),
        money("presentValue", "Net payment, present value", "净支付现值", importance: 1),
      ], rows: rows + [total],
      notes: notes + [
        Bilingual(
          en: "Net payments add to what the project's account keeps at the end.", zh: "净支付合计即项目资金账户期末净结余。")
      ])
  }

  /// Parties that pay through accounts of their own stand in another table.
  private var notes: [Bilingual] {
    model.accounts.filter { $0.party.group == .operator }.compactMap { account in
      guard let paid = run.outcome(account.paid)?.value, paid > Tolerance.amount else { return nil }
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

  private var shown: [PartyBurden] {
    model.parties.filter { burden in
      !isHolder(burden.party)
        && [burden.paid, burden.received].contains { abs(run.outcome($0)?.value ?? 0) > Tolerance.amount }
    }
  }

  private var rows: [Table.Row] {
    shown.map { burden in
      Table.Row(
        id: burden.party.id,
        cells: [.text(burden.party.label)]
          + [burden.paid, burden.received, burden.net, burden.presentValue].map { scalar in
            run.outcome(scalar).map { Table.Cell.outcome($0, .yuan, run) } ?? .empty
          })
    }
  }

  private var total: Table.Row {
    let totals = model.partyTotals
    return Table.Row(
      id: "total",
      cells: [.text(Bilingual(en: "in all", zh: "合计"))]
        + [totals.paid, totals.received, totals.net, totals.presentValue].map { scalar in
          run.outcome(scalar).map { Table.Cell.outcome($0, .yuan, run) } ?? .empty
        }, style: .total)
  }
}
