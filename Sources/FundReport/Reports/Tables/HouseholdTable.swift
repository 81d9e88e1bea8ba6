import FundAnalysis
import FundFormula
import FundModel

/// One household's bill by home type (一户一账); nil without home types.
struct HouseholdTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    let types = model.households
    guard !types.isEmpty else { return nil }
    var rows: [Table.Row] = []
    func row(_ id: String, _ label: Bilingual, _ cells: [Table.Cell], _ style: Table.Style = .normal) {
      rows.append(Table.Row(id: id, cells: [.text(label)] + cells, style: style))
    }
    row(
      "count", Bilingual(en: "households", zh: "户数"),
      types.map {
        run.outcome($0.homeType.count).map { Table.Cell.outcome($0, .households, run) }
          ?? .count(inputValue($0.homeType.count))
      })
    let ids = types.flatMap { bill in bill.lines.map { lineKey($0, bill) } }
    var seen: Set<String> = []
    for id in ids where seen.insert(id).inserted {
      let cells = types.map { bill -> Table.Cell in
        bill.lines.first { lineKey($0, bill) == id }.flatMap { run.outcome($0.amount) }.map {
          Table.Cell.outcome($0, .yuanPerHousehold, run)
        } ?? .empty
      }
      let line = types.flatMap { bill in bill.lines.filter { lineKey($0, bill) == id } }[0]
      row(id, line.flowClass.label, cells)
    }
    row(
      "payment", Bilingual(en: "payment of one household", zh: "本户应付合计"),
      types.map { run.outcome($0.payment).map { Table.Cell.outcome($0, .yuanPerHousehold, run) } ?? .empty },
      .emphasis
    )
    row(
      "net", Bilingual(en: "net position of one household", zh: "本户净支出"),
      types.map { run.outcome($0.net).map { Table.Cell.outcome($0, .yuanPerHousehold, run) } ?? .empty },
      .total)
    for means in types.first?.means ?? [] {
      let part = means.id.split(separator: ".").filter { $0 != Substring(types[0].homeType.id) }
      let cells = types.map { bill -> Table.Cell in
        bill.means.first { $0.id.split(separator: ".").filter { $0 != Substring(bill.homeType.id) } == part }
          .flatMap { run.outcome($0.amount) }.map { Table.Cell.outcome($0, .yuanPerHousehold, run) } ?? .empty
      }
      row(
        means.id,
        means.id.hasSuffix(".instalment")
          ? means.label : Bilingual(en: "of it by \(means.label.en)", zh: "其中：\(means.label.zh)"), cells)
    }
    return Table(
      id: "households", title: Bilingual(en: "One household's bill", zh: "住户出资明细（一户一账）"),
      columns: [.init(id: "item", title: Bilingual(en: "Yuan for one household", zh: "项目（元/户）"))]
        + types.map { .init(id: $0.homeType.id, title: $0.homeType.label, alignment: .trailing) },
      rows: rows,
      notes: [
        Bilingual(
          en: "Positive: the household pays; negative: it receives.", zh: "正数为住户支付，负数为住户收取。")
      ])
  }

  /// The same line in the bills of different home types: its block and part, without the type.
  private func lineKey(_ line: HouseholdBill.Line, _ bill: HouseholdBill) -> String {
    line.id.split(separator: ".").filter { $0 != Substring(bill.homeType.id) }.joined(separator: ".")
  }

  private func inputValue(_ scalar: Scalar) -> Double {
    if case .input(let input) = scalar.formula.kind { input.value } else { 0 }
  }
}
