package import FundFormula

/// What all communities come to in each draw. Communities are added in the order of the table, whatever the threads.
package struct ProgrammeTotals: Sendable {
  /// By figure; nil for those that do not add up.
  private var sums: [DrawSums?]
  /// `[ratios][draws]`
  private var numerators: [[Double]]
  private var denominators: [[Double]]
  /// `[ratios]`: why communities have none.
  private var withoutRatio: [DrawReasons]
  private let ratios: [(figure: Int, orElse: Reason)]
  /// `[conditions][draws]`: how many communities meet it.
  private var holds: [[Double]]
  /// `[draws]`: the gaps of those that do not balance; empty where no gap is asked for.
  private var shortfall: [Double]
  /// By grouping and group.
  private var groups: [[Group]]
  /// By community, in the order of the table.
  package private(set) var communities: [CommunitySummary] = []
  /// By figure: rows and communities without a value, by reason.
  package private(set) var missing: [[Missing]]
  private let draws: Int
  private let gap: Int?

  package struct Missing: Sendable {
    package let reason: Reason
    package var rows: Int
    package var communities: Int
  }

  /// What a group comes to.
  private struct Group {
    var members = 0
    var sums: [DrawSums?]
    /// How many meet the first condition.
    var holds: [Double]
    var shortfall: [Double]
  }

  /// How many columns of all draws are kept.
  static func columns(_ figures: [ProgrammeFigure], conditions: Int, groups: Int) -> Int {
    let sums = figures.filter { $0.kind == .sum }.count
    // A sum counts its values beside.
    return 2 * sums + 2 * figures.filter { $0.kind == .ratio }.count + conditions + 1 + groups
      * (2 * sums + 2)
  }

  init(_ programme: Programme) {
    draws = programme.draws
    let none = [Double](repeating: 0, count: programme.draws)
    gap = programme.gap
    sums = programme.figures.map { $0.kind == .sum ? DrawSums(programme.draws) : nil }
    let ratios = programme.ratios
    self.ratios = ratios
    numerators = ratios.map { _ in none }
    denominators = numerators
    withoutRatio = ratios.map { _ in DrawReasons() }
    holds = programme.conditions.map { _ in none }
    shortfall = programme.gap == nil ? [] : none
    let empty = Group(sums: sums, holds: none, shortfall: shortfall)
    groups = programme.groupings.map { $0.groups.map { _ in empty } }
    missing = programme.figures.map { _ in [] }
    communities.reserveCapacity(programme.communities.count)
  }

  /// Adds the next community of the table.
  mutating func add(_ outcome: CommunityOutcome, in groupings: [Programme.Grouping]) {
    precondition(outcome.community == communities.count, "community \(outcome.community) out of turn")
    communities.append(outcome.summary)
    for place in sums.indices { sums[place]?.add(outcome.figures[place]) }
    for place in ratios.indices {
      Self.add(outcome.numerators[place], to: &numerators[place])
      Self.add(outcome.denominators[place], to: &denominators[place])
      withoutRatio[place].add(outcome.figures[ratios[place].figure])
    }
    for place in holds.indices { Self.add(outcome.conditions[place], to: &holds[place]) }
    Self.add(outcome.shortfall, to: &shortfall)
    for (place, grouping) in groupings.enumerated() {
      let group = grouping.members[outcome.community]
      groups[place][group].members += 1
      for figure in sums.indices { groups[place][group].sums[figure]?.add(outcome.figures[figure]) }
      Self.add(outcome.shortfall, to: &groups[place][group].shortfall)
      if let first = outcome.conditions.first { Self.add(first, to: &groups[place][group].holds) }
    }
    for (figure, summary) in outcome.summary.figures.enumerated() {
      for entry in summary.missing { addMissing(entry.reason, entry.count, to: figure) }
    }
  }

  /// Numbers that are missing add nothing; they are counted beside.
  private static func add(_ column: [Double], to sums: inout [Double]) {
    for draw in sums.indices {
      let number = column[draw]
      sums[draw] += number.isFinite ? number : 0
    }
  }

  private mutating func addMissing(_ reason: Reason, _ count: Int, to figure: Int) {
    if let place = missing[figure].firstIndex(where: { $0.reason == reason }) {
      missing[figure][place].rows += count
      missing[figure][place].communities += 1
    } else {
      missing[figure].append(Missing(reason: reason, rows: count, communities: 1))
    }
  }

  // MARK: Over the draws

  /// The programme's figure over the draws: the sum, or the one sum over the other; nil where neither has a meaning.
  package func figure(_ place: Int) -> ColumnSummary? { column(ofFigure: place).map(ColumnSummary.init) }

  /// The programme's figure in each draw.
  package func column(ofFigure place: Int) -> [Double]? {
    if let sums = sums[place] { return sums.column }
    guard let ratio = ratios.firstIndex(where: { $0.figure == place }) else { return nil }
    return (0..<draws).map { draw in
      let (above, below) = (numerators[ratio][draw], denominators[ratio][draw])
      guard below == 0 else { return above / below }
      return (withoutRatio[ratio].commonest(draw) ?? ratios[ratio].orElse).number
    }
  }

  /// How many communities meet a condition, over the draws.
  package func meeting(_ condition: Int) -> ColumnSummary { ColumnSummary(holds[condition]) }

  /// In which share of the draws all of them do.
  package func shareAllMeet(_ condition: Int) -> Double { Double(allMeet(condition)) / Double(draws) }

  private func allMeet(_ condition: Int) -> Int {
    holds[condition].filter { $0 == Double(communities.count) }.count
  }

  /// The gaps of the communities that do not balance, over the draws: what one has left closes no gap of another. Nil
  /// where no gap is asked for.
  package var gaps: ColumnSummary? { gaps(shortfall, sums) }

  /// The same in a group.
  package func gaps(grouping: Int, group: Int) -> ColumnSummary? {
    gaps(groups[grouping][group].shortfall, groups[grouping][group].sums)
  }

  /// Missing where the gaps of all communities are.
  private func gaps(_ shortfall: [Double], _ sums: [DrawSums?]) -> ColumnSummary? {
    guard let gap, let all = sums[gap]?.column else { return nil }
    return ColumnSummary(zip(shortfall, all).map { $1.isFinite ? $0 : $1 })
  }

  /// How many communities have no gap, by reason: the mean of the draws.
  package var withoutGap: [(reason: Reason, communities: Double)] {
    gap.map { missing[$0].map { ($0.reason, Double($0.rows) / Double(draws)) } } ?? []
  }

  /// How many communities have a gap that is not closed: the mean of the draws. Nil where none of them has one.
  package var short: Double? {
    guard let balancing = meeting(0).mean else { return nil }
    let short = Double(communities.count) - balancing - withoutGap.map(\.communities).reduce(0, +)
    return short > 1e-9 ? short : nil
  }

  package func members(_ grouping: Int, _ group: Int) -> Int { groups[grouping][group].members }

  /// A figure that adds up, over the communities of a group; nil for others.
  package func figure(_ place: Int, grouping: Int, group: Int) -> ColumnSummary? {
    groups[grouping][group].sums[place].map { ColumnSummary($0.column) }
  }

  /// How many communities of a group meet the first condition.
  package func meeting(grouping: Int, group: Int) -> ColumnSummary {
    ColumnSummary(groups[grouping][group].holds)
  }

  // MARK: Over the communities

  /// How a figure is spread over the communities: each stands with its median over the draws.
  package func spread(ofFigure place: Int) -> ColumnSummary {
    ColumnSummary(
      communities.map { community in
        let figure = community.figures[place]
        return figure.median ?? figure.missing.first?.reason.number ?? Reason.outOfRange.number
      })
  }

  /// The communities that meet a condition least often, the least first; of equals those with the greater mean of a figure.
  ///
  /// - Parameter figure: its place; nil for the order of the table.
  package func worst(_ condition: Int, by figure: Int?) -> [Int] {
    func mean(_ place: Int) -> Double {
      figure.flatMap { communities[place].figures[$0].mean } ?? -.infinity
    }
    return communities.indices.sorted {
      (communities[$0].likelihood(condition), -mean($0), $0)
        < (communities[$1].likelihood(condition), -mean($1), $1)
    }
  }
}
