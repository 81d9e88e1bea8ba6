package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The rows of a sweep as a file holds them: the row's number, what differs, the figures, and why one is missing.
package struct SweepRows {
  private let sweep: Sweep

  package init(_ sweep: Sweep) { self.sweep = sweep }

  /// - Parameters:
  ///   - seed: of the draws.
  ///   - version: of this program.
  package func schema(seed: UInt64, method: SamplingMethod, version: String) -> RowSchema {
    let row = RowColumn("row", .wholeNumber, label: Bilingual(en: "row, from 0", zh: "序号（从 0 起）"))
    let inputs = sweep.inputs.map { RowColumn($0.name, .number, unit: $0.unitText.zh, label: $0.label) }
    let results = sweep.results.map { RowColumn($0.id, .number, unit: $0.unit.rawValue, label: $0.label) }
    let missing = RowColumn(
      "missing", .text, label: Bilingual(en: "figures without a value, and why", zh: "无值的指标及原因"))
    let axes = sweep.design.axes.map { axis in
      "\(axis.name)=\(axis.values.map { NumberText.plain($0) }.joined(separator: ","))"
    }
    return RowSchema(
      columns: [row] + inputs + results + [missing],
      metadata: [
        ("fundsim.scenario", sweep.scenario.file), ("fundsim.hash", sweep.scenario.hash),
        ("fundsim.seed", "\(seed)"), ("fundsim.method", method.rawValue),
        ("fundsim.sample", "\(sweep.design.sample)"), ("fundsim.rows", "\(sweep.design.rows)"),
        ("fundsim.vary", axes.joined(separator: "; ")),
        ("fundsim.draws", sweep.design.drawn.map(\.uncertainty.input).joined(separator: "; ")),
      ], version: version)
  }

  package func block(_ block: Sweep.Block) -> RowBlock {
    var missing = [String?](repeating: nil, count: block.rows.count)
    for (result, column) in zip(sweep.results, block.results) {
      for lane in column.indices where !column[lane].isFinite {
        let reason = Outcome(column[lane]).reason?.id ?? "outOfRange"
        let text = "\(result.id)=\(reason)"
        missing[lane] = missing[lane].map { "\($0);\(text)" } ?? text
      }
    }
    return RowBlock(
      [.wholeNumbers(Array(block.rows))] + (block.inputs + block.results).map(RowBlock.Column.numbers)
        + [.texts(missing)])
  }
}
