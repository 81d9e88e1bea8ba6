import FundAnalysis
import FundFormula
import FundModel

/// Every indicator of the scenario, in the order of a study.
struct IndicatorTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table {
    Table(
      id: "indicators", title: Bilingual(en: "Indicators", zh: "主要指标"),
      columns: [
        .init(id: "indicator", title: Bilingual(en: "Indicator", zh: "指标")),
        .init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing),
        .init(id: "unit", title: Bilingual(en: "Unit", zh: "单位")),
      ],
      rows: model.indicators.compactMap { indicator in
        run.indicator(indicator.id).map { outcome in
          Table.Row(
            id: indicator.id,
            cells: [
              .text(indicator.label), Table.Cell.outcome(outcome, indicator.unit, run),
              Table.Cell.unit(of: outcome, indicator.unit),
            ])
        }
      }, notes: rateNotes)
  }

  private var rateNotes: [Bilingual] {
    let rates = run.severalRates(of: Irr.id)
    guard !rates.isEmpty else { return [] }
    let list = rates.map(NumberText.rate).joined(separator: ", ")
    return [
      Bilingual(
        en: "The investment cash flow has several rates: \(list). Net present value decides.",
        zh: "投资现金流量存在多个内部收益率：\(list)，以净现值为准。")
    ]
  }
}
