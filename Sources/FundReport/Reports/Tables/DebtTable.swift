import FundAnalysis
import FundFormula
import FundModel

/// Principal and interest of each year after the horizon and what covers them (偿债安全逐年表); nil without debt.
struct DebtTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard let service = run.row(YearlyRows.debtServiceKey), let dscr = run.row(YearlyRows.dscrKey),
      let cumulative = run.row(YearlyRows.cumulativeCoverageKey)
    else { return nil }
    let years = model.timeline.periods.indices.filter { service[$0] != 0 }
    guard !years.isEmpty else { return nil }
    return Table(
      id: "debt", title: Bilingual(en: "Repayment by year", zh: "偿债安全逐年表"),
      columns: [
        .init(id: "year", title: Bilingual(en: "Year", zh: "年份")),
        .init(
          id: "service", title: Bilingual(en: "Principal and interest", zh: "应付本息"), alignment: .trailing,
          unit: .money),
        .init(id: "dscr", title: Bilingual(en: "DSCR", zh: "偿债备付率（DSCR）"), alignment: .trailing),
        .init(
          id: "cumulative", title: Bilingual(en: "Coverage from cash in hand", zh: "逐年累计资金覆盖倍数"),
          alignment: .trailing),
      ],
      rows: years.map { index in
        Table.Row(
          id: "\(model.timeline.periods[index].year)",
          cells: [
            .text(Bilingual(verbatim: "\(model.timeline.periods[index].year)")), .amount(service[index]),
            Table.Cell.outcome(Outcome(dscr[index]), .ratio, run),
            Table.Cell.outcome(Outcome(cumulative[index]), .ratio, run),
          ])
      },
      notes: hasBullet
        ? [
          Bilingual(
            en:
              "In the last year of a bullet bond the yearly ratio is near 0: coverage from cash in hand is the test.",
            zh: "到期一次还本的末年单年倍数接近 0，以逐年累计资金覆盖倍数判断。")
        ] : [])
  }

  /// Whether some debt repays all at the end.
  private var hasBullet: Bool {
    (model.content.blocks[.debt] ?? []).contains { block in
      guard case .word(let word)? = block.values["repayment"] else { return block.kind == SpecialBond.kind }
      return word == "bullet"
    }
  }
}
