import FundAnalysis
import FundFormula
import FundModel
import FundNumerics

/// What each combination of varied values came to, where these are few (各取值组合).
struct CombinationTable {
  let sweep: Sweep
  let totals: SweepTotals
  /// Whether it is told in how many rows the plan can be built.
  let goesBeyondLimits: Bool
  let text: FigureText

  private var isDrawn: Bool { !sweep.design.drawn.isEmpty }

  /// Nil where nothing is varied, or too much to be told one by one.
  var table: Table? {
    let all = totals.combinations.all
    // A shard may lack some.
    guard all.contains(where: { $0.rows > 0 }) else { return nil }
    return Table(
      id: "combinations", title: Bilingual(en: "By combination of values", zh: "各取值组合"),
      columns: axisColumns + conditionColumns + resultColumns,
      rows: all.indices.filter { all[$0].rows > 0 }.map { place in
        let values = sweep.design.axisValues(row: place * sweep.design.sample)
        let figures = sweep.results.indices.map { cell(all[place].mean($0), sweep.results[$0].unit) }
        return Table.Row(
          id: "\(place)",
          cells: values.indices.map { axisCell($0, values[$0]) } + conditions(all[place]) + figures)
      },
      notes: isDrawn
        ? [
          Bilingual(
            en: "Figures: means over the rows of a combination that have a value.", zh: "指标为各组合中有值各组的均值。")
        ] : [])
  }

  // MARK: Columns

  private var axisColumns: [Table.Column] {
    sweep.design.axes.indices.map { place in
      let input = sweep.inputs[place]
      return Table.Column(
        id: input.name, title: input.label, alignment: .trailing,
        unit: input.unit == .yuan ? .money : unit(of: input))
    }
  }

  private func unit(of input: Sweep.Column) -> Table.PrintedUnit? {
    let isBare = [.share, .rate].contains(input.unit) || ["", "1"].contains(input.unitText.zh)
    return isBare || input.label.zh.contains(input.unitText.zh) ? nil : .named(input.unitText)
  }

  private func axisCell(_ axis: Int, _ value: Double) -> Table.Cell {
    let input = sweep.inputs[axis]
    if input.isStructural { return .count(value) }
    switch input.unit {
    case .yuan: return .amount(value)
    case .share, .rate:
      let decimals = decimals(of: axis, shiftedBy: 2)
      guard decimals > 2 else { return .share(value) }
      return .text(Bilingual(verbatim: NumberText.fixed(value, decimals: decimals, shiftedBy: 2) + "%"))
    case .count, .households, .period: return .number(value, decimals: decimals(of: axis, from: 0))
    default: return .number(value, decimals: decimals(of: axis))
    }
  }

  /// The fewest decimals, `least` or more, in which the values of an axis stand as they are.
  private func decimals(of axis: Int, from least: Int = 2, shiftedBy shift: Int = 0) -> Int {
    (least...6).first { decimals in
      sweep.design.axes[axis].values.allSatisfy { value in
        let scaled = (0..<decimals + shift).reduce(value) { scaled, _ in scaled * 10 }
        return abs(scaled - scaled.rounded()) <= 1e-6
      }
    } ?? 6
  }

  private var conditionColumns: [Table.Column] {
    guard sweep.hasBalance else { return [] }
    let (asksDebt, likely) = (sweep.balanceAsksDebt, isDrawn ? "概率" : "")
    let balances = Table.Column(
      id: "balances",
      title: asksDebt
        ? Bilingual(en: "Uses and debt paid", zh: "资金与偿债均满足\(likely)")
        : Bilingual(en: "Balances", zh: "资金平衡\(likely)"), alignment: .trailing)
    let feasible = Table.Column(
      id: "feasible",
      title: asksDebt
        ? Bilingual(en: "Paid, can be built", zh: "均满足且可实施\(likely)")
        : Bilingual(en: "Balances, can be built", zh: "平衡且可实施\(likely)"), alignment: .trailing)
    return [balances] + (goesBeyondLimits ? [feasible] : [])
  }

  private func conditions(_ one: SweepCombinations.Combination) -> [Table.Cell] {
    guard sweep.hasBalance else { return [] }
    func cell(_ hits: Int) -> Table.Cell {
      isDrawn
        ? Proportion(hits: hits, trials: one.rows).estimate.map { .share($0) } ?? .empty
        : .outcome(.value(hits > 0 ? 1 : 0), .flag)
    }
    return [cell(one.balances)] + (goesBeyondLimits ? [cell(one.feasible)] : [])
  }

  /// The first figure stays; the last go first where the page is narrow.
  private var resultColumns: [Table.Column] {
    sweep.results.enumerated().map { place, result in
      Table.Column(
        id: result.id, title: result.label, alignment: .trailing, importance: place,
        unit: Table.PrintedUnit(result.unit))
    }
  }

  private func cell(_ value: Double?, _ unit: ValueUnit) -> Table.Cell {
    value.map { .outcome(.value($0), unit) } ?? .text(Bilingual(verbatim: "–"))
  }
}
