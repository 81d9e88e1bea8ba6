import FundFormula
import FundNumerics

/// How many communities have no value in each draw, and why; the same in whatever order communities are added.
struct DrawReasons: Sendable, Codable {
  private struct Entry: Codable {
    let reason: Reason
    /// The first row of the programme's table in which it was met.
    var first: Int
    /// How many communities, by draw.
    var draws: [Int32]
  }
  private var entries: [Entry] = []

  /// Adds a community's figure, by draw.
  mutating func add(_ column: [Double], of community: Int) {
    for draw in column.indices where !FixedSums.adds(column[draw]) {
      let reason = Outcome(column[draw]).reason ?? .outOfRange
      let row = community * column.count + draw
      var entry = entries.firstIndex { $0.reason == reason }
      if entry == nil {
        entries.append(Entry(reason: reason, first: row, draws: Array(repeating: 0, count: column.count)))
        entry = entries.count - 1
      }
      guard let entry else { continue }
      entries[entry].first = min(entries[entry].first, row)
      entries[entry].draws[draw] += 1
    }
  }

  /// Adds what another process met.
  mutating func add(_ other: DrawReasons) {
    for own in other.entries {
      guard let place = entries.firstIndex(where: { $0.reason == own.reason }) else {
        entries.append(own)
        continue
      }
      entries[place].first = min(entries[place].first, own.first)
      for draw in own.draws.indices { entries[place].draws[draw] += own.draws[draw] }
    }
  }

  /// Of equally common reasons the one that comes first in the table; nil where no community lacks a value.
  func commonest(_ draw: Int) -> Reason? {
    entries.filter { $0.draws[draw] > 0 }.max { a, b in
      (a.draws[draw], -a.first) < (b.draws[draw], -b.first)
    }?.reason
  }

  /// Whether it is of so many draws and communities.
  func isShaped(draws: Int, communities: Int) -> Bool {
    Set(entries.map(\.reason)).count == entries.count
      && entries.allSatisfy { entry in
        entry.draws.count == draws && (0..<communities * draws).contains(entry.first)
          && entry.draws.allSatisfy { (0...communities).contains(Int($0)) }
      }
  }
}

/// What communities come to together in each draw. Values that are missing add nothing, but a sum of nothing is missing.
struct DrawSums: Sendable, Codable {
  private var sums: FixedSums
  /// Communities that have a value in every draw, and by draw how many of the others have one.
  private var whole: Int32 = 0
  private var values: [Int32]
  private var missing = DrawReasons()

  init(_ draws: Int) {
    sums = FixedSums(draws)
    values = Array(repeating: 0, count: draws)
  }

  mutating func add(_ column: [Double], of community: Int) {
    guard !sums.add(column) else {
      whole += 1
      return
    }
    for draw in column.indices where FixedSums.adds(column[draw]) { values[draw] += 1 }
    missing.add(column, of: community)
  }

  /// Adds what another process summed.
  mutating func add(_ other: DrawSums) {
    sums.add(other.sums)
    whole += other.whole
    for draw in values.indices { values[draw] += other.values[draw] }
    missing.add(other.missing)
  }

  /// By draw; where all are missing their commonest reason.
  var column: [Double] {
    zip(sums.values, values).enumerated().map { draw, sum in
      whole + sum.1 == 0 ? missing.commonest(draw)?.number ?? sum.0 : sum.0
    }
  }

  /// Whether it is of so many draws and communities.
  func isShaped(draws: Int, communities: Int) -> Bool {
    sums.count == draws && values.count == draws
      && (values + [whole]).allSatisfy { (0...communities).contains(Int($0)) }
      && missing.isShaped(draws: draws, communities: communities)
  }
}
