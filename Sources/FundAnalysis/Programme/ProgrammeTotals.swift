package import FundFormula
internal import FundNumerics

/// What communities come to in each draw: the same bits in whatever order they are added, by threads or processes.
package struct ProgrammeTotals: Sendable, Codable {
  /// By figure; nil for those that do not add up. Nothing where communities are grouped, as is `shortfall`.
  private var sums: [DrawSums?]
  /// `[ratios][draws]`
  private var numerators: [FixedSums]
  private var denominators: [FixedSums]
  /// `[ratios]`: why communities have none.
  private var withoutRatio: [DrawReasons]
  private let ratios: [Ratio]
  /// `[conditions][draws]`: how many communities meet it.
  private var holds: [FixedSums]
  /// `[draws]`: the gaps of those that do not balance; empty where no gap is asked for.
  private var shortfall: FixedSums
  /// By grouping and group.
  private var groups: [[Group]]
  /// The place in the table of the first community.
  private var first: Int
  /// By community, in the order of the table.
  package private(set) var communities: [CommunitySummary] = []
  private let draws: Int
  private let gap: Int?

  package struct Missing: Sendable {
    package let reason: Reason
    package var rows: Int
    package var communities: Int
  }

  /// A ratio among the figures, and why it has no value where its denominator is nothing.
  struct Ratio: Sendable, Codable, Equatable {
    let figure: Int
    let orElse: Reason
  }

  /// What a group comes to.
  private struct Group: Codable {
    var members = 0
    var sums: [DrawSums?]
    /// How many meet the first condition.
    var holds: FixedSums
    var shortfall: FixedSums
  }

  /// How many columns of all draws are kept.
  static func columns(_ figures: [ProgrammeFigure], conditions: Int, groups: Int) -> Int {
    let sums = figures.filter { $0.kind == .sum }.count
    // A sum counts its values beside.
    return 2 * sums + 2 * figures.filter { $0.kind == .ratio }.count + conditions + 1 + groups
      * (2 * sums + 2)
  }

  /// - Parameter first: the place in the table of the first community added.
  init(_ programme: Programme, from first: Int) {
    self.first = first
    draws = programme.draws
    let none = FixedSums(programme.draws)
    gap = programme.gap
    sums = programme.figures.map { $0.kind == .sum ? DrawSums(programme.draws) : nil }
    let ratios = programme.ratios.map { Ratio(figure: $0.figure, orElse: $0.orElse) }
    self.ratios = ratios
    numerators = ratios.map { _ in none }
    denominators = numerators
    withoutRatio = ratios.map { _ in DrawReasons() }
    holds = programme.conditions.map { _ in none }
    shortfall = programme.gap == nil ? FixedSums(0) : none
    let empty = Group(sums: sums, holds: none, shortfall: shortfall)
    groups = programme.groupings.map { $0.groups.map { _ in empty } }
    communities.reserveCapacity(programme.communities.count)
  }

  /// Adds the next community of the table.
  mutating func add(_ outcome: CommunityOutcome, in groupings: [Programme.Grouping]) {
    let community = outcome.community
    precondition(community == first + communities.count, "community \(community) out of turn")
    communities.append(outcome.summary)
    // Where there are groups they are summed instead, once each.
    if groupings.isEmpty {
      for place in sums.indices { sums[place]?.add(outcome.figures[place], of: community) }
      shortfall.add(outcome.shortfall)
    }
    for place in ratios.indices {
      numerators[place].add(outcome.numerators[place])
      denominators[place].add(outcome.denominators[place])
      withoutRatio[place].add(outcome.figures[ratios[place].figure], of: community)
    }
    for place in holds.indices { holds[place].add(outcome.conditions[place]) }
    for (place, grouping) in groupings.enumerated() {
      let group = grouping.members[community]
      groups[place][group].members += 1
      for figure in sums.indices {
        groups[place][group].sums[figure]?.add(outcome.figures[figure], of: community)
      }
      groups[place][group].shortfall.add(outcome.shortfall)
      if let first = outcome.conditions.first { groups[place][group].holds.add(first) }
    }
  }

  /// Adds what another process summed of the communities that follow.
  mutating func add(_ other: ProgrammeTotals) {
    precondition(other.first == first + communities.count, "communities from \(other.first) out of turn")
    communities += other.communities
    func add(_ other: [DrawSums?], to sums: inout [DrawSums?]) {
      for place in sums.indices { if let own = other[place] { sums[place]?.add(own) } }
    }
    add(other.sums, to: &sums)
    for place in ratios.indices {
      numerators[place].add(other.numerators[place])
      denominators[place].add(other.denominators[place])
      withoutRatio[place].add(other.withoutRatio[place])
    }
    for place in holds.indices { holds[place].add(other.holds[place]) }
    shortfall.add(other.shortfall)
    for place in groups.indices {
      for group in groups[place].indices {
        let own = other.groups[place][group]
        groups[place][group].members += own.members
        add(own.sums, to: &groups[place][group].sums)
        groups[place][group].holds.add(own.holds)
        groups[place][group].shortfall.add(own.shortfall)
      }
    }
  }

  /// Whether these could be sums of so many communities of the same programme.
  ///
  /// - Parameter other: those of none.
  func isShaped(as other: ProgrammeTotals, communities count: Int, of whole: Int) -> Bool {
    func fit(_ own: [DrawSums?], _ others: [DrawSums?]) -> Bool {
      own.count == others.count
        && zip(own, others).allSatisfy { one, other in
          (one == nil) == (other == nil) && (one?.isShaped(draws: draws, communities: whole) ?? true)
        }
    }
    func fit(_ own: [FixedSums], _ others: [FixedSums]) -> Bool { own.map(\.count) == others.map(\.count) }
    return draws == other.draws && first == other.first && gap == other.gap && ratios == other.ratios
      && communities.count == count
      && communities.allSatisfy { $0.isShaped(figures: sums.count, holds.count, draws) }
      && fit(sums, other.sums) && fit(numerators, other.numerators) && fit(denominators, other.denominators)
      && fit(holds, other.holds) && shortfall.count == other.shortfall.count
      && withoutRatio.count == other.withoutRatio.count
      && withoutRatio.allSatisfy { $0.isShaped(draws: draws, communities: whole) }
      && groups.map(\.count) == other.groups.map(\.count)
      && zip(groups.joined(), other.groups.joined()).allSatisfy { one, other in
        (0...count).contains(one.members) && fit(one.sums, other.sums)
          && fit([one.holds, one.shortfall], [other.holds, other.shortfall])
      }
  }

  /// By figure: rows and communities without a value, by reason, in the order of the table.
  package var missing: [[Missing]] {
    sums.indices.map { figure in
      var found: [Missing] = []
      for entry in communities.flatMap({ $0.figures[figure].missing }) {
        if let place = found.firstIndex(where: { $0.reason == entry.reason }) {
          found[place].rows += entry.count
          found[place].communities += 1
        } else {
          found.append(Missing(reason: entry.reason, rows: entry.count, communities: 1))
        }
      }
      return found
    }
  }

  // MARK: Over the draws

  /// The programme's figure over the draws: the sum, or the one sum over the other; nil where neither has a meaning.
  package func figure(_ place: Int) -> ColumnSummary? { column(ofFigure: place).map(ColumnSummary.init) }

  /// A figure that adds up over all communities; nil for others. Groups, of which each community has one, are added.
  private func sum(of figure: Int) -> DrawSums? {
    sums[figure].map { own in
      (groups.first ?? []).reduce(into: own) { sum, group in
        if let part = group.sums[figure] { sum.add(part) }
      }
    }
  }

  /// The programme's figure in each draw.
  package func column(ofFigure place: Int) -> [Double]? {
    if let sums = sum(of: place) { return sums.column }
    guard let ratio = ratios.firstIndex(where: { $0.figure == place }) else { return nil }
    let parts = zip(numerators[ratio].values, denominators[ratio].values)
    return parts.enumerated().map { draw, part in
      let (above, below) = part
      guard below == 0 else { return above / below }
      return (withoutRatio[ratio].commonest(draw) ?? ratios[ratio].orElse).number
    }
  }

  /// How many communities meet a condition, over the draws.
  package func meeting(_ condition: Int) -> ColumnSummary { ColumnSummary(holds[condition].values) }

  /// In which share of the draws all of them do.
  package func shareAllMeet(_ condition: Int) -> Double { Double(allMeet(condition)) / Double(draws) }

  private func allMeet(_ condition: Int) -> Int {
    holds[condition].values.filter { $0 == Double(communities.count) }.count
  }

  /// The gaps of the communities that do not balance, over the draws: what one has left closes no gap of another. Nil
  /// where no gap is asked for.
  package var gaps: ColumnSummary? {
    let all = (groups.first ?? []).reduce(into: shortfall) { $0.add($1.shortfall) }
    return gap.flatMap { gaps(all, sum(of: $0)) }
  }

  /// The same in a group.
  package func gaps(grouping: Int, group: Int) -> ColumnSummary? {
    gap.flatMap { gaps(groups[grouping][group].shortfall, groups[grouping][group].sums[$0]) }
  }

  /// Missing where the gaps of all communities are.
  private func gaps(_ shortfall: FixedSums, _ sum: DrawSums?) -> ColumnSummary? {
    sum.map { sum in ColumnSummary(zip(shortfall.values, sum.column).map { $1.isFinite ? $0 : $1 }) }
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
    ColumnSummary(groups[grouping][group].holds.values)
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
