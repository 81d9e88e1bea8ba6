package import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// The JSON of `sweep --over`.
extension ProgrammeReport {
  private struct PartLine: Encodable {
    let version = 1
    let hash: String
    let part: ProgrammePart
  }

  /// What a process computed of a programme, in one line for another to go on with.
  package static func jsonLine(_ part: ProgrammePart, of programme: Programme) -> String {
    jsonText(PartLine(hash: programme.template.hash, part: part), pretty: false)
  }

  private struct Spread: Encodable {
    let mean: Double?
    let sd: Double?
    let p05: Double?
    let p50: Double?
    let p95: Double?
    /// Numbers without a value, by reason.
    let missing: [String: Int]

    init(_ summary: ColumnSummary) {
      mean = summary.mean
      sd = summary.deviation
      p05 = summary.low
      p50 = summary.median
      p95 = summary.high
      missing = Dictionary(
        summary.missing.map { ($0.reason.id, $0.count) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private struct Missing: Encodable {
    let communities: Int
    let rows: Int
  }

  private struct Total: Encodable {
    let unit: String
    /// `sum` or `ratio`.
    let kind: String
    let value: Spread
    let missing: [String: Missing]
  }

  private struct Condition: Encodable {
    let communities: Spread
    /// In which share of draws all communities meet it.
    let all: Double
  }

  private struct Group: Encodable {
    let name: String
    let communities: Int
    let balances: Spread?
    let gaps: Spread?
    let figures: [String: Spread]
  }

  private struct Grouping: Encodable {
    let title: String
    let groups: [Group]
  }

  private struct OneCommunity: Encodable {
    let name: String
    let id: String?
    let groups: [String]
    let row: Int
    let figures: [String: Spread]
    /// The share of draws in which each condition holds.
    let conditions: [String: Double]
  }

  private struct Table: Encodable {
    let version = 1
    let hash: String
    let communities: Int
    let draws: Int
    let inputs: [String]
    let drawn: [String]
    let held: [String]
    /// Present values without a total, since the communities' dates or rates differ.
    let notAdded: [String]
    let totals: [String: Total]
    let gaps: Spread?
    let conditions: [String: Condition]
    let groupings: [Grouping]
    /// Over the communities, each with its median over the draws.
    let spread: [String: Spread]
    /// Rows of the table of those that do not always balance, the most likely to fail first.
    let worst: [Int]
    let results: [OneCommunity]
    /// What is doubtful about the table, and what of it is passed over.
    let findings: [Finding]
  }

  package var json: String { encodedJSON(result) }

  private func byFigure<Value>(_ value: (Int) -> Value?) -> [String: Value] {
    Dictionary(
      programme.figures.indices.compactMap { place in value(place).map { (programme.figures[place].id, $0) }
      },
      uniquingKeysWith: { first, _ in first })
  }

  private var result: Table {
    Table(
      hash: programme.template.hash, communities: programme.communities.count, draws: programme.draws,
      inputs: programme.inputs.map(\.name), drawn: programme.drawn.map(\.name),
      held: programme.held.map(\.name) + programme.heldBySetting.map(\.name),
      notAdded: programme.apart.map(\.id), totals: byFigure(total), gaps: totals.gaps.map(Spread.init),
      conditions: Dictionary(
        programme.conditions.enumerated().map { ($1.id, condition($0)) },
        uniquingKeysWith: { first, _ in first }),
      groupings: programme.groupings.enumerated().map { place, grouping in
        Grouping(
          title: grouping.title, groups: grouping.groups.indices.map { group(place, $0, grouping.groups[$0]) }
        )
      },
      spread: byFigure { Spread(totals.spread(ofFigure: $0)) },
      worst: programme.gap.map { gap in
        totals.worst(0, by: gap).filter { totals.communities[$0].likelihood(0) < 1 }.map {
          programme.communities[$0].row
        }
      } ?? [],
      results: zip(programme.communities, totals.communities).map(one), findings: programme.findings)
  }

  private func total(_ place: Int) -> Total? {
    totals.figure(place).map { summary in
      let figure = programme.figures[place]
      return Total(
        unit: figure.unit.rawValue, kind: figure.kind == .sum ? "sum" : "ratio", value: Spread(summary),
        missing: Dictionary(
          totals.missing[place].map { ($0.reason.id, Missing(communities: $0.communities, rows: $0.rows)) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  private func condition(_ place: Int) -> Condition {
    Condition(
      communities: Spread(totals.meeting(place)),
      all: totals.shareAllMeet(place))
  }

  private func group(_ grouping: Int, _ group: Int, _ name: String) -> Group {
    Group(
      name: name, communities: totals.members(grouping, group),
      balances: programme.gap.map { _ in Spread(totals.meeting(grouping: grouping, group: group)) },
      gaps: totals.gaps(grouping: grouping, group: group).map(Spread.init),
      figures: byFigure { totals.figure($0, grouping: grouping, group: group).map(Spread.init) })
  }

  private func one(_ community: Community, _ summary: CommunitySummary) -> OneCommunity {
    OneCommunity(
      name: community.name, id: programme.hasIDs ? community.id : nil, groups: community.groups,
      row: community.row, figures: byFigure { Spread(summary.figures[$0]) },
      conditions: Dictionary(
        programme.conditions.enumerated().map { ($1.id, summary.likelihood($0)) },
        uniquingKeysWith: { first, _ in first }))
  }
}
