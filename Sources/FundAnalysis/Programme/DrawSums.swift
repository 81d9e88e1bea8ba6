import FundFormula

/// How many communities have no value in each draw, and why.
struct DrawReasons: Sendable {
  /// In the order in which the reasons were met; counts by draw.
  private var counts: [(reason: Reason, draws: [Int32])] = []

  mutating func add(_ column: [Double]) {
    for draw in column.indices where !column[draw].isFinite {
      let reason = Outcome(column[draw]).reason ?? .outOfRange
      let place = counts.firstIndex { $0.reason == reason } ?? counts.count
      if place == counts.count { counts.append((reason, Array(repeating: 0, count: column.count))) }
      counts[place].draws[draw] += 1
    }
  }

  /// Of equally common reasons the one met first; nil where no community lacks a value.
  func commonest(_ draw: Int) -> Reason? {
    var best: (reason: Reason, count: Int32)?
    for entry in counts where entry.draws[draw] > best?.count ?? 0 {
      best = (entry.reason, entry.draws[draw])
    }
    return best?.reason
  }
}

/// What communities come to together in each draw. Values that are missing add nothing, but a sum of nothing is missing.
struct DrawSums: Sendable {
  private var sums: [Double]
  private var values: [Int32]
  private var missing = DrawReasons()

  init(_ draws: Int) {
    sums = Array(repeating: 0, count: draws)
    values = Array(repeating: 0, count: draws)
  }

  mutating func add(_ column: [Double]) {
    for draw in sums.indices where column[draw].isFinite {
      sums[draw] += column[draw]
      values[draw] += 1
    }
    missing.add(column)
  }

  /// By draw; where all are missing their commonest reason.
  var column: [Double] {
    sums.indices.map { draw in
      values[draw] == 0 ? missing.commonest(draw)?.number ?? sums[draw] : sums[draw]
    }
  }
}
