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
      let cumulative = run.row(YearlyRows.cumulativeCoverageKey),
      let opening = run.row(YearlyRows.openingCashKey), let net = run.row(YearlyRows.netIncomeKey),
      let cash = run.row(FlowBook.cashKey)
    else { return nil }
    let years = model.timeline.periods.indices.filter { service[$0] != 0 }
    guard !years.isEmpty else { return nil }
    return Table(
      id: "debt", title: Bilingual(en: "Repayment by year", zh: "偿债安全逐年表"),
      columns: [
        .init(id: "year", title: Bilingual(en: "Year", zh: "年份")),
        .init(
          id: "opening", title: Bilingual(en: "Opening cash", zh: "期初余额"), alignment: .trailing,
          importance: 2,
          unit: .money),
        .init(
          id: "net", title: Bilingual(en: "Net income", zh: "当年收益"), alignment: .trailing, importance: 3,
          unit: .money),
        .init(
          id: "service", title: Bilingual(en: "Principal and interest", zh: "应付本息"), alignment: .trailing,
          unit: .money),
        .init(id: "dscr", title: Bilingual(en: "DSCR", zh: "偿债备付率（DSCR）"), alignment: .trailing),
        .init(
          id: "cumulative", title: Bilingual(en: "Coverage from cash in hand", zh: "逐年累计资金覆盖倍数"),
          alignment: .trailing),
        .init(
          id: "closing", title: Bilingual(en: "Closing cash", zh: "期末余额"), alignment: .trailing,
          importance: 1,
          unit: .money),
      ],
      rows: years.map { index in
        let year = Table.Cell.text(Bilingual(verbatim: "\(model.timeline.periods[index].year)"))
        return Table.Row(
          id: "\(model.timeline.periods[index].year)",
          cells: [
            bulletPeriods.contains(index) ? .flagged(year, mark: "◆") : year, .amount(opening[index]),
            .amount(net[index]), .amount(service[index]),
            Table.Cell.outcome(Outcome(dscr[index]), .ratio, run),
            Table.Cell.outcome(Outcome(cumulative[index]), .ratio, run), .amount(cash[index]),
          ])
      },
      notes: bulletPeriods.isEmpty
        ? []
        : [
          Bilingual(
            en:
              "◆ a bullet falls due: the yearly ratio is near 0 there, coverage from cash in hand is the test.",
            zh: "◆ 到期一次还本年份：单年倍数接近 0，以逐年累计资金覆盖倍数判断。")
        ])
  }

  /// The last periods of the years in which a debt repays all it has drawn at once.
  private var bulletPeriods: Set<Int> {
    let blocks = model.content.blocks(in: .debt).filter { block in
      guard case .word(let word)? = block.values["repayment"] else { return block.kind == SpecialBond.kind }
      return word == "bullet"
    }.map(\.path)
    let repaid = model.flows.filter { $0.flowClass == .principalPaid && blocks.contains($0.block) }
    let years = repaid.compactMap { model.node($0.row) }.flatMap { node in
      zip(run.values[node], model.timeline.years).filter { $0.0 != 0 }.map(\.1)
    }
    return Set(years.compactMap { year in model.timeline.years.lastIndex(of: year) })
  }
}
