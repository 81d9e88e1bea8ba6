package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The rows of a programme as a file holds them: a community in a draw, what differs, the figures, and why one is missing.
package struct ProgrammeRows: Sendable {
  private let programme: Programme

  package init(_ programme: Programme) { self.programme = programme }

  /// Names that other columns have.
  private static let own = ["community", "id", "row", "draw", "missing"]

  /// - Parameters:
  ///   - table: the file of communities.
  ///   - version: of this program.
  package func schema(_ request: SweepRequest, table: String, version: String) -> RowSchema {
    var columns = [RowColumn("community", .text, label: Bilingual(en: "community", zh: "小区"))]
    if programme.hasIDs { columns.append(RowColumn("id", .text, label: Bilingual(en: "id", zh: "编号"))) }
    columns += programme.groupings.map { grouping in
      let name = Self.own.contains(grouping.title) ? "group.\(grouping.title)" : grouping.title
      return RowColumn(name, .text, label: Bilingual(verbatim: grouping.title))
    }
    columns += [
      RowColumn("row", .wholeNumber, label: Bilingual(en: "row, from 0", zh: "序号（从 0 起）")),
      RowColumn("draw", .wholeNumber, label: Bilingual(en: "draw, from 0", zh: "抽样序号（从 0 起）")),
    ]
    columns += programme.inputs.map { input in
      RowColumn(input.name, input.isStructural ? .text : .number, unit: input.unitText.zh, label: input.label)
    }
    columns += programme.drawn.map { RowColumn($0.name, .number, unit: $0.unitText.zh, label: $0.label) }
    columns += programme.figures.map { RowColumn($0.id, .number, unit: $0.unit.rawValue, label: $0.label) }
    columns += programme.conditions.map {
      RowColumn("holds.\($0.id)", .wholeNumber, label: $0.label)
    }
    columns.append(
      RowColumn("missing", .text, label: Bilingual(en: "figures without a value, and why", zh: "无值的指标及原因")))
    return RowSchema(
      columns: columns,
      metadata: [
        ("fundsim.scenario", programme.template.file), ("fundsim.hash", programme.template.hash),
        ("fundsim.over", table), ("fundsim.seed", "\(request.seed)"),
        ("fundsim.method", request.method.rawValue), ("fundsim.sample", "\(programme.draws)"),
        ("fundsim.rows", "\(programme.rows)"),
      ], version: version)
  }

  /// All draws of a community.
  package func block(_ outcome: CommunityOutcome, draws: [[Double]]) -> RowBlock {
    let (community, count) = (programme.communities[outcome.community], programme.draws)
    func repeated(_ text: String) -> RowBlock.Column { .texts(Array(repeating: text, count: count)) }
    var columns = [repeated(community.name)]
    if programme.hasIDs { columns.append(repeated(community.id)) }
    columns += community.groups.map(repeated)
    let first = outcome.community * count
    columns += [.wholeNumbers(Array(first..<first + count)), .wholeNumbers(Array(0..<count))]
    columns += programme.values(of: community).map { value in
      switch value {
      case .number(let number): .numbers(Array(repeating: number, count: count))
      case .text(let text): repeated(text)
      }
    }
    columns += draws.map(RowBlock.Column.numbers)
    columns += outcome.figures.map(RowBlock.Column.numbers)
    columns += outcome.conditions.map { .wholeNumbers($0.map { Int($0) }) }
    columns.append(.texts(missing(outcome.figures, count)))
    return RowBlock(columns)
  }

  private func missing(_ columns: [[Double]], _ count: Int) -> [String?] {
    var missing = [String?](repeating: nil, count: count)
    for (figure, column) in zip(programme.figures, columns) where !column.allSatisfy(\.isFinite) {
      for draw in column.indices where !column[draw].isFinite {
        let text = "\(figure.id)=\(Outcome(column[draw]).reason?.id ?? "outOfRange")"
        missing[draw] = missing[draw].map { "\($0);\(text)" } ?? text
      }
    }
    return missing
  }
}
