import FundAnalysis
import FundFormula
import FundModel

/// The project's cash by period, by year on long timelines; nil where the uses are an outcome.
struct CashTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard run.indicator(Unattributed.id) == nil else { return nil }
    let timeline = model.timeline
    let cash = run.row(FlowBook.cashKey) ?? []
    let change = run.row(YearlyRows.cashChangeKey) ?? []
    let shownPeriodByPeriod = timeline.count <= 16
    let byPeriod = run.row(FlowBook.cashChangeKey) ?? []
    let indices = timeline.periods.indices.filter { index in
      shownPeriodByPeriod || index + 1 == timeline.count
        || timeline.periods[index + 1].year != timeline.periods[index].year
    }
    let rows = indices.map { index in
      let label = shownPeriodByPeriod ? timeline.periods[index].label : "\(timeline.periods[index].year)"
      return Table.Row(
        id: label,
        cells: [
          .text(Bilingual(verbatim: label)), .amount(shownPeriodByPeriod ? byPeriod[index] : change[index]),
          .amount(cash[index]),
        ])
    }
    return Table(
      id: "cash", title: Bilingual(en: "Cash of the project", zh: "项目资金余缺"),
      columns: [
        .init(
          id: "period",
          title: shownPeriodByPeriod ? Bilingual(en: "Period", zh: "时期") : Bilingual(en: "Year", zh: "年份")),
        .init(id: "change", title: Bilingual(en: "Change", zh: "净流量"), alignment: .trailing, unit: .money),
        .init(
          id: "cash", title: Bilingual(en: "Cash at the end", zh: "期末累计资金"), alignment: .trailing,
          unit: .money),
      ], rows: rows)
  }
}
