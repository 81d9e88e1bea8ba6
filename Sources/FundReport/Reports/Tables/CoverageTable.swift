import FundAnalysis
import FundFormula
import FundModel

/// Coverage by every reading (偿债覆盖口径表): what is available, what is to be paid, the ratio; nil without debt.
struct CoverageTable {
  let run: ScenarioRun

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    let readings = run.model.coverageReadings
    guard !readings.isEmpty else { return nil }
    func money(_ id: String, _ title: Bilingual) -> Table.Column {
      .init(id: id, title: title, alignment: .trailing, unit: .money)
    }
    return Table(
      id: "coverage", title: Bilingual(en: "Coverage by reading", zh: "偿债覆盖口径表"),
      columns: [
        .init(id: "reading", title: Bilingual(en: "Reading", zh: "口径")),
        money("available", Bilingual(en: "Available", zh: "可用于偿债的收益")),
        money("service", Bilingual(en: "To be paid", zh: "应付额")),
        .init(id: "ratio", title: Bilingual(en: "Ratio", zh: "倍数"), alignment: .trailing),
      ],
      rows: readings.map { reading in
        func cell(_ scalar: Scalar, _ unit: ValueUnit) -> Table.Cell {
          run.outcome(scalar).map { Table.Cell.outcome($0, unit, run) } ?? .empty
        }
        return Table.Row(
          id: reading.id,
          cells: [
            .text(reading.label), cell(reading.available, .yuan), cell(reading.service, .yuan),
            cell(reading.ratio, .ratio),
          ])
      },
      notes: [
        Bilingual(
          en:
            "Over the life of the debt. Limits are held against the readings after tax; sales count as far as works leave them.",
          zh: "按债务存续期合计。下限以税后口径判断；销售收入仅计用于建设支出后的余额。")
      ])
  }
}
