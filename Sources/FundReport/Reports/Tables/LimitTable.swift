import FundAnalysis
import FundFormula
import FundModel

/// What must reach a limit, and whether it does (前置条件核查); nil where nothing must.
struct LimitTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard !model.coverageLimits.isEmpty else { return nil }
    return Table(
      id: "gates", title: Bilingual(en: "Limits", zh: "前置条件核查"),
      columns: [
        .init(id: "indicator", title: Bilingual(en: "Condition", zh: "条件")),
        .init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing),
        .init(id: "limit", title: Bilingual(en: "At least", zh: "下限"), alignment: .trailing),
        .init(id: "met", title: Bilingual(en: "Met", zh: "是否满足")),
      ],
      rows: model.coverageLimits.map { gate in
        let met = run.outcome(gate.isMet)?.value == 1
        return Table.Row(
          id: gate.indicator.id,
          cells: [
            .text(gate.indicator.label),
            run.indicator(gate.indicator.id).map { Table.Cell.outcome($0, .ratio, run) } ?? .empty,
            run.outcome(gate.limit).map { Table.Cell.outcome($0, .ratio, run) } ?? .empty,
            .text(met ? Bilingual(en: "met", zh: "已满足") : Bilingual(en: "not met", zh: "未满足")),
          ])
      })
  }
}
