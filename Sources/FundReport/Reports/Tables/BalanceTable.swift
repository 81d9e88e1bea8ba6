import FundAnalysis
import FundFormula
import FundModel

/// The capital balance (资金平衡表): uses, sources, gap, line by line.
struct BalanceTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  /// Of the amounts in notes; those in cells have the writer's.
  private let unit: MoneyUnit

  init(_ run: ScenarioRun, unit: MoneyUnit = .wan) {
    self.run = run
    self.unit = unit
  }

  var table: Table {
    let hasArea = model.hasArea
    var columns: [Table.Column] = [
      .init(id: "number", title: Bilingual(en: "No.", zh: "序号"), alignment: .centre, importance: 1),
      .init(id: "item", title: Bilingual(en: "Item", zh: "项目")),
      .init(id: "amount", title: Bilingual(en: "Amount", zh: "金额"), alignment: .trailing, unit: .money),
      .init(id: "share", title: Bilingual(en: "Share", zh: "占比"), alignment: .trailing),
      .init(
        id: "perHousehold", title: Bilingual(en: "Per household", zh: "户均"), alignment: .trailing,
        importance: 2,
        unit: .named(Bilingual(en: "yuan", zh: "元"))),
    ]
    if hasArea {
      columns.append(
        .init(
          id: "perArea", title: Bilingual(en: "Per new m²", zh: "单方"), alignment: .trailing, importance: 3,
          unit: .named(Bilingual(en: "yuan/m²", zh: "元/㎡"))))
    }
    columns += [
      .init(id: "status", title: Bilingual(en: "Status", zh: "落实状态"), importance: 4),
      .init(id: "when", title: Bilingual(en: "Arrival", zh: "到位时间"), importance: 5),
      .init(id: "basis", title: Bilingual(en: "Basis", zh: "依据"), importance: 6),
    ]
    let builder = BalanceRows(run: run, hasArea: hasArea)
    var notes: [Bilingual] = []
    if builder.marksAssumed { notes.append(Bilingual(en: "※ rests on assumed numbers.", zh: "※ 含假设数。")) }
    if builder.marksAtLeast {
      notes.append(Bilingual(en: "≥ a lower bound in its source.", zh: "≥ 为依据来源所列下限。"))
    }
    notes += model.balance.lines.compactMap { line in
      line.countsAs.map { other in
        Bilingual(
          en: "“\(line.label.en)” counts as \(other.label.en) (countsAs).",
          zh: "口径说明：“\(line.label.zh)”按\(other.label.zh)归类。")
      }
    }
    notes += model.balance.sources.compactMap(repaidInside) + (bridge.map { [$0] } ?? [])
    return Table(
      id: "balance", title: Bilingual(en: "Capital balance", zh: "资金平衡表"), columns: columns,
      rows: builder.rows, notes: notes, labelColumn: "item")
  }
}

extension BalanceTable {
  /// What of a debt is repaid inside the balance horizon, where its line is less than what is drawn.
  private func repaidInside(_ line: BalanceLine) -> Bilingual? {
    guard line.counting.side == .debt else { return nil }
    let inside = zip(model.timeline.periods.indices, model.timeline.before(model.horizonEnd))
      .filter { $1 > 0 }.map(\.0)
    let repaid = model.flows.filter { $0.block == line.block && $0.flowClass == .principalPaid }
      .compactMap { $0.row.formula.name.flatMap { run.row($0.key) } }
      .map { row in inside.reduce(0) { $0 + row[$1] } }.reduce(0, +)
    guard repaid > Tolerance.amount else { return nil }
    let amount = "\(NumberText.amount(repaid, in: unit)) "
    return Bilingual(
      en:
        "“\(line.label.en)” is what was drawn less principal repaid inside the balance horizon, \(amount)\(unit.name.en).",
      zh: "“\(line.label.zh)”为扣除平衡计算期内已还本金 \(amount)\(unit.name.zh) 后的净额。")
  }

  /// From the uses to total investment, where they differ: `total investment 500 = uses 480 − interest paid 20 + …`.
  private var bridge: Bilingual? {
    guard let uses = run.indicator(TotalUses.id)?.value,
      let investment = run.indicator(TotalInvestment.id)?.value,
      abs(uses - investment) > Tolerance.amount
    else { return nil }
    func text(_ yuan: Double) -> String { NumberText.amount(yuan, in: unit) }
    let terms = model.bridge.terms.compactMap { term -> (label: Bilingual, amount: Double)? in
      guard let amount = run.outcome(term.amount)?.value, abs(amount) > Tolerance.amount else { return nil }
      return (term.label, amount)
    }
    func told(_ language: Language) -> String {
      terms.map { " \($0.amount < 0 ? "−" : "+") \($0.label[language]) \(text(abs($0.amount)))" }.joined()
    }
    return Bilingual(
      en: "Total investment \(text(investment)) = uses \(text(uses))\(told(.en)) (\(unit.name.en)).",
      zh: "项目总投资 \(text(investment)) = 资金需求合计 \(text(uses))\(told(.zh))（\(unit.name.zh)）。")
  }
}

extension Model {
  /// Whether amounts per m² of floor area after can be told.
  var hasArea: Bool { measures.values.contains { $0.perArea != nil } }
}
