import FundAnalysis
import FundFormula
import FundModel

/// Conditions and limits, and whether they are met (前置条件核查); nil where there are none.
struct LimitTable {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var table: Table? {
    let rows = gates + limits
    guard !rows.isEmpty else { return nil }
    return Table(
      id: "gates", title: Bilingual(en: "Conditions", zh: "前置条件核查"),
      columns: [
        .init(id: "indicator", title: Bilingual(en: "Condition", zh: "条件")),
        .init(id: "value", title: Bilingual(en: "Value", zh: "数值"), alignment: .trailing),
        .init(id: "direction", title: Bilingual(verbatim: ""), alignment: .centre),
        .init(id: "limit", title: Bilingual(en: "Asked", zh: "要求"), alignment: .trailing),
        .init(id: "met", title: Bilingual(en: "Met", zh: "是否满足")),
        .init(id: "effect", title: Bilingual(en: "If not met", zh: "未满足时"), importance: 1),
      ],
      rows: rows, notes: notes)
  }

  private static func met(_ isMet: Bool) -> Table.Cell {
    .text(isMet ? Bilingual(en: "met ✓", zh: "已满足 ✓") : Bilingual(en: "not met ✕", zh: "未满足 ✕"))
  }

  private func row(
    _ id: String, _ label: Bilingual, _ value: Outcome?, _ limit: Outcome?, _ unit: ValueUnit, isUpper: Bool,
    _ met: Table.Cell, _ effect: Bilingual
  ) -> Table.Row {
    func cell(_ outcome: Outcome?) -> Table.Cell {
      outcome.map { Table.Cell.outcome($0, unit, run) } ?? .empty
    }
    return Table.Row(
      id: id,
      cells: [
        .text(label), cell(value),
        .text(Bilingual(verbatim: isUpper ? "≤" : "≥")), cell(limit),
        met, .text(effect),
      ])
  }

  /// A row for each comparison of each gate.
  private var gates: [Table.Row] {
    model.gates.filter { $0.effect != .passRate }.flatMap { gate in
      gate.conditions.enumerated().map { index, condition in
        let label =
          gate.conditions.count == 1
          ? gate.label
          : Bilingual(
            en: "\(gate.label.en): \(condition.label.en)", zh: "\(gate.label.zh)·\(condition.label.zh)")
        return row(
          "\(gate.id).\(index)", label, run.outcome(condition.value), run.outcome(condition.limit),
          condition.unit,
          isUpper: condition.isUpper, Self.met(run.outcome(condition.holds)?.value == 1), gate.effect.label)
      }
    }
  }

  private var limits: [Table.Row] {
    model.coverageLimits.map { gate in
      row(
        gate.indicator.id, gate.indicator.label, run.indicator(gate.indicator.id), run.outcome(gate.limit),
        .ratio,
        isUpper: false, Self.met(run.outcome(gate.isMet)?.value == 1), Bilingual(en: "shown", zh: "提示"))
    }
  }

  private var notes: [Bilingual] {
    model.gates.filter { $0.effect == .passRate }.map { gate in
      let rate = run.outcome(gate.factor)?.value.map { NumberText.share($0) } ?? "—"
      return Bilingual(
        en:
          "“\(gate.label.en)”: \(rate) of the programme's communities pass; what requires it counts by that share.",
        zh: "“\(gate.label.zh)”：改造计划内 \(rate) 的小区满足条件，相关资金按此比例计。")
    }
  }
}

extension Gate.Effect {
  var label: Bilingual {
    switch self {
    case .stop: Bilingual(en: "stops", zh: "项目不实施")
    case .switch: Bilingual(en: "money off", zh: "相关资金不到位")
    case .delay: Bilingual(en: "money later", zh: "相关资金延后")
    case .passRate: Bilingual(en: "by share", zh: "按比例计")
    }
  }
}
