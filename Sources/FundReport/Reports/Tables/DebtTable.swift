import FundAnalysis
import FundFormula
import FundModel

/// Debt by year from the first draw to the end of the study (偿债安全逐年表): every row adds, opening cash and what comes in
/// less what goes out is closing cash; nil without debt.
struct DebtTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    guard let service = run.row(YearlyRows.debtServiceKey), let dscr = run.row(YearlyRows.dscrKey),
      let cumulative = run.row(YearlyRows.cumulativeCoverageKey),
      let opening = run.row(YearlyRows.openingCashKey), let cash = run.row(FlowBook.cashKey)
    else { return nil }
    let lines = YearlyRows.debtLines.map { ($0.key, $0.label, run.row($0.key) ?? []) }
    let years = years(service, lines.map(\.2))
    guard !years.isEmpty else { return nil }
    // Lines without an amount in any year are left out: they change no sum.
    let shown = lines.filter { line in line.0 == YearlyRows.netIncomeKey || years.contains { line.2[$0] != 0 }
    }
    func money(_ id: String, _ title: Bilingual, importance: Int) -> Table.Column {
      .init(id: id, title: title, alignment: .trailing, importance: importance, unit: .money)
    }
    return Table(
      id: "debt", title: Bilingual(en: "Repayment by year", zh: "偿债安全逐年表"),
      columns: [
        .init(id: "year", title: Bilingual(en: "Year", zh: "年份")),
        money("opening", Bilingual(en: "Opening cash", zh: "期初余额"), importance: 2),
      ] + shown.enumerated().map { money($1.0, Self.title($1.1), importance: $0 == 0 ? 3 : 3 + $0) } + [
        money("service", Bilingual(en: "Principal and interest", zh: "应付本息"), importance: 0),
        .init(id: "dscr", title: Bilingual(en: "DSCR", zh: "偿债备付率（DSCR）"), alignment: .trailing),
        .init(
          id: "cumulative", title: Bilingual(en: "Coverage from cash in hand", zh: "逐年累计资金覆盖倍数"),
          alignment: .trailing),
        money("closing", Bilingual(en: "Closing cash", zh: "期末余额"), importance: 1),
      ],
      rows: years.map { index in
        let year = Table.Cell.text(Bilingual(verbatim: "\(model.timeline.periods[index].year)"))
        return Table.Row(
          id: "\(model.timeline.periods[index].year)",
          cells: [
            bulletPeriods.contains(index) ? .flagged(year, mark: "◆") : year, .amount(opening[index]),
          ] + shown.map { .amount($0.2[index]) } + [
            .amount(service[index]), ratio(dscr[index]), ratio(cumulative[index]), .amount(cash[index]),
          ])
      },
      notes: [
        Bilingual(
          en:
            "Opening cash + net income + what comes in − what goes out − principal and interest = closing cash.",
          zh: "期初余额＋当年净收益＋各项流入－各项流出－应付本息＝期末余额。")
      ]
        + (bulletPeriods.isEmpty
          ? []
          : [
            Bilingual(
              en:
                "◆ a bullet falls due: the yearly ratio is near 0 there, coverage from cash in hand is the test.",
              zh: "◆ 到期一次还本年份：单年倍数接近 0，以逐年累计资金覆盖倍数判断。")
          ]))
  }

  /// A ratio of the year; nothing in years in which nothing falls due.
  private func ratio(_ value: Double) -> Table.Cell {
    let outcome = Outcome(value)
    return outcome.reason == .noDebt ? .empty : Table.Cell.outcome(outcome, .ratio, run)
  }

  private static func title(_ label: Bilingual) -> Bilingual {
    Bilingual(en: label.en.prefix(1).uppercased() + label.en.dropFirst(), zh: label.zh)
  }

  /// The last periods of the years from the first draw on.
  private func years(_ service: [Double], _ lines: [[Double]]) -> [Int] {
    let ends = model.timeline.periods.indices.filter { index in
      index + 1 == model.timeline.count || model.timeline.years[index + 1] != model.timeline.years[index]
    }
    let drawn = YearlyRows.debtLines.firstIndex { $0.key == YearlyRows.drawnKey }.map { lines[$0] } ?? []
    guard let first = ends.first(where: { service[$0] != 0 || drawn[$0] != 0 }) else { return [] }
    return ends.filter { $0 >= first }
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
