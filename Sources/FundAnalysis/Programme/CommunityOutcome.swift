package import FundFormula
internal import FundNumerics

/// What a community came to in all draws.
package struct CommunityOutcome: Sendable {
  /// Its place in the programme.
  package let community: Int
  /// `[figures][draws]`; a missing value is NaN with its reason.
  package let figures: [[Double]]
  /// `[ratios][draws]`: what it adds to the parts of each ratio.
  let numerators: [[Double]]
  let denominators: [[Double]]
  /// `[conditions][draws]`: 1 where it holds.
  package let conditions: [[Double]]
  /// `[draws]`: its gap where the money does not balance, else nothing.
  let shortfall: [Double]
  package let summary: CommunitySummary

  /// - Parameter outputs: as the structure's outputs are, all draws.
  init(_ community: Int, _ outputs: [[Double]], of structure: ProgrammeStructure, _ programme: Programme) {
    self.community = community
    let layout = structure.outputs
    let draws = programme.draws
    let stopped: [Int] =
      layout.goesOn.map { place in
        (0..<draws).filter { !outputs[place][$0].isFinite }
      } ?? []
    var figures = Array(outputs.prefix(programme.figures.count))
    // What a stopped project plans is not carried out: neither paid nor received.
    if let goesOn = layout.goesOn, !stopped.isEmpty {
      for place in figures.indices { for draw in stopped { figures[place][draw] = outputs[goesOn][draw] } }
    }
    var (numerators, denominators): ([[Double]], [[Double]]) = ([], [])
    for ratio in layout.ratios {
      var (above, below) = (outputs[ratio.numerator], outputs[ratio.denominator])
      for draw in 0..<draws where !(above[draw].isFinite && below[draw].isFinite) {
        (above[draw], below[draw]) = (0, 0)
      }
      for draw in stopped { (above[draw], below[draw]) = (0, 0) }
      numerators.append(above)
      denominators.append(below)
    }
    self.numerators = numerators
    self.denominators = denominators
    let conditions: [[Double]] = zip(programme.conditions, layout.conditions).map { condition, place in
      outputs[place].map { condition.holds($0) ? 1 : 0 }
    }
    self.figures = figures
    self.conditions = conditions
    shortfall =
      programme.gap.map { gap in
        zip(figures[gap], conditions[0]).map { $1 == 0 && $0.isFinite ? $0 : 0 }
      } ?? []
    summary = CommunitySummary(
      figures: figures.map(ColumnSummary.init), held: conditions.map { Int($0.reduce(0, +)) }, draws: draws)
  }
}

/// How the figures of a community are spread over the draws, and how often conditions hold.
package struct CommunitySummary: Sendable, Codable {
  package let figures: [ColumnSummary]
  /// By condition: in how many draws it holds.
  let held: [Int]
  let draws: Int

  func isShaped(figures count: Int, _ conditions: Int, _ draws: Int) -> Bool {
    figures.count == count && held.count == conditions && self.draws == draws
      && figures.allSatisfy { figure in
        (0...draws).contains(figure.count) && figure.missing.allSatisfy { (0...draws).contains($0.count) }
      }
  }

  /// The share of draws in which a condition holds.
  package func likelihood(_ condition: Int) -> Double { Double(held[condition]) / Double(draws) }
}

/// How a column of numbers is spread; exact quantiles.
package struct ColumnSummary: Sendable, Codable {
  /// How many numbers are missing for a reason.
  package struct Missing: Sendable, Codable {
    package let reason: Reason
    package fileprivate(set) var count: Int
  }

  package let count: Int
  /// How many have no value, by reason, in the order they were met.
  package let missing: [Missing]
  /// Nil where there is no number.
  package let mean: Double?
  /// Nil below two numbers.
  package let deviation: Double?
  package let low: Double?
  package let median: Double?
  package let high: Double?

  /// The shares `low`, `median` and `high` stand for.
  package static let shares = [0.05, 0.5, 0.95]

  init(_ column: [Double]) {
    var numbers = column
    var missing: [Missing] = []
    if !column.allSatisfy(\.isFinite) {
      numbers = column.filter(\.isFinite)
      for number in column {
        guard let reason = Outcome(number).reason else { continue }
        if let place = missing.firstIndex(where: { $0.reason == reason }) {
          missing[place].count += 1
        } else {
          missing.append(Missing(reason: reason, count: 1))
        }
      }
    }
    count = numbers.count
    self.missing = missing
    var moments = Moments()
    for start in stride(from: 0, to: numbers.count, by: Moments.blockWidth) {
      moments.add(numbers.span.extracting(start..<min(start + Moments.blockWidth, numbers.count)))
    }
    (mean, deviation) = (moments.mean, moments.standardDeviation)
    if numbers.isEmpty {
      (low, median, high) = (nil, nil, nil)
    } else if moments.minimum == moments.maximum {
      (low, median, high) = (moments.minimum, moments.minimum, moments.minimum)
    } else {
      let quantiles = OrderStatistics.quantiles(Self.shares, of: numbers)
      (low, median, high) = (quantiles[0], quantiles[1], quantiles[2])
    }
  }
}
