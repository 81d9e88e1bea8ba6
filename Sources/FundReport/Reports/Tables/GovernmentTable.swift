import FundAnalysis
import FundFormula
import FundModel

/// Government by level: what it puts in while it is built beside what it finally bears (财政投入与最终承担).
struct GovernmentTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  /// Nil where no government pays or receives anything.
  var table: Table? {
    guard let burden = run.model.government else { return nil }
    let levels = burden.levels.filter { level in
      [level.construction, level.paid, level.received].contains { abs(amount($0)) > Tolerance.amount }
    }
    guard !levels.isEmpty else { return nil }
    func money(_ id: String, _ en: String, _ zh: String, importance: Int = 0) -> Table.Column {
      .init(
        id: id, title: Bilingual(en: en, zh: zh), alignment: .trailing, importance: importance, unit: .money)
    }
    return Table(
      id: "government", title: Bilingual(en: "Government, put in and finally borne", zh: "财政投入与最终承担（分级次）"),
      columns: [
        .init(id: "level", title: Bilingual(en: "Level", zh: "级次")),
        money("construction", "Put in while built", "建设期投入"),
        money("paid", "Pays, all time", "全周期支付", importance: 1),
        money("received", "Receives, all time", "全周期收取", importance: 2),
        money("net", "Finally borne", "最终承担"), money("presentValue", "Present value", "最终承担现值"),
      ], rows: levels.map { row($0) } + (levels.count > 1 ? [row(burden.total, .total)] : []),
      notes: [
        Bilingual(
          en:
            "Put in: sources inside the balance horizon. Finally borne: all it pays the project's account, payments through operation among them, less land premium, taxes and income it receives; negative: it gains.",
          zh: "建设期投入为平衡计算期内的财政资金来源；最终承担为全周期向项目账户的支付（含运营期付费）减收取的土地价款、税费及收益，负数为净收益。")
      ])
  }

  private func amount(_ scalar: Scalar?) -> Double { scalar.flatMap(run.outcome)?.value ?? 0 }

  private func row(_ level: GovernmentBurden.Level, _ style: Table.Style = .normal) -> Table.Row {
    func cell(_ scalar: Scalar?) -> Table.Cell {
      scalar.flatMap(run.outcome).map { Table.Cell.outcome($0, .yuan, run) } ?? .amount(0)
    }
    return Table.Row(
      id: level.id,
      cells: [
        .text(level.label), cell(level.construction), cell(level.paid), cell(level.received), cell(level.net),
        cell(level.presentValue),
      ], style: style)
  }

  // MARK: JSON

  struct JSON: ResultObject {
    let id: String
    let label: Bilingual
    let construction: NumberOrReason
    let paid: NumberOrReason
    let received: NumberOrReason
    let net: NumberOrReason
    let presentValue: NumberOrReason
  }

  /// The levels, then all of them; empty without any.
  var json: [JSON] {
    guard let burden = run.model.government else { return [] }
    return (burden.levels + [burden.total]).map { level in
      JSON(
        id: level.id, label: level.label,
        construction: NumberOrReason(level.construction.map { run.outcome($0) } ?? .value(0)),
        paid: NumberOrReason(run.outcome(level.paid)), received: NumberOrReason(run.outcome(level.received)),
        net: NumberOrReason(run.outcome(level.net)),
        presentValue: NumberOrReason(run.outcome(level.presentValue)))
    }
  }
}
