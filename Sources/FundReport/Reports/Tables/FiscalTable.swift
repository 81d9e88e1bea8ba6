import FundAnalysis
import FundFormula
import FundModel

/// What government pays by year against its budget (财政承受能力逐年表); nil without a budget.
struct FiscalTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard let outlay = run.row(YearlyRows.fiscalOutlayKey), let share = run.row(YearlyRows.fiscalShareKey)
    else {
      return nil
    }
    let periods = run.model.timeline.periods
    let years = periods.indices.filter { outlay[$0] != 0 }
    guard !years.isEmpty else { return nil }
    return Table(
      id: "fiscal", title: Bilingual(en: "Government outlay by year", zh: "财政承受能力逐年表"),
      columns: [
        .init(id: "year", title: Bilingual(en: "Year", zh: "年份")),
        .init(id: "outlay", title: Bilingual(en: "Outlay", zh: "财政支出责任"), alignment: .trailing, unit: .money),
        .init(id: "share", title: Bilingual(en: "Of the budget", zh: "占一般公共预算支出"), alignment: .trailing),
      ],
      rows: years.map { index in
        Table.Row(
          id: "\(periods[index].year)",
          cells: [
            .text(Bilingual(verbatim: "\(periods[index].year)")), .amount(outlay[index]),
            Table.Cell.outcome(Outcome(share[index]), .share, run),
          ])
      })
  }
}
