package import FundFormula
internal import FundModel

/// Which of several plans holds and asks least of residents, at what cost to whom, and what that hinges on.
package struct Recommendation: Sendable, Codable {
  /// The number whose smallest change ends the plan.
  package struct Turning: Sendable, Codable {
    package let path: String
    package let label: Bilingual
    package let unit: ValueUnit
    package let isScale: Bool
    package let today: Double
    package let value: Double
    /// From today, as a part of what it is.
    package let change: Double
  }

  /// The places of the plans that hold.
  package let holding: [Int]
  /// The place of that one that asks least of residents, then of government; nil where none holds.
  package let best: Int?
  /// What residents pay per household, and government net, in `best`; nil where it has no such figure.
  package let perHousehold: Double?
  package let government: Double?
  /// Of its sources: what is neither in hand nor approved or signed, and what rests on the market.
  package let unsecuredShare: Double?
  package let marketShare: Double?
  package let assumedShare: Double?
  /// Nil where no number alone ends it.
  package let turning: Turning?
}

extension Recommendation {
  /// - Parameter runs: the plans, in the order in which they stand.
  package init(_ runs: [ScenarioRun]) {
    let holding = runs.indices.filter { runs[$0].holds == true }
    func figure(_ indicator: any Indicator.Type, _ place: Int) -> Double? {
      runs[place].indicator(indicator.id)?.value
    }
    func rank(_ place: Int) -> (Double, Double, Int) {
      // To the fen: what rounding leaves decides nothing.
      func rounded(_ value: Double?) -> Double { value.map { ($0 * 100).rounded() } ?? .infinity }
      return (
        rounded(figure(BurdenPerHousehold.self, place)), rounded(figure(GovernmentNet.self, place)), place
      )
    }
    let best = holding.min { rank($0) < rank($1) }
    self.holding = holding
    self.best = best
    perHousehold = best.flatMap { figure(BurdenPerHousehold.self, $0) }
    government = best.flatMap { figure(GovernmentNet.self, $0) }
    unsecuredShare = best.flatMap { place in
      guard let secured = figure(SecuredSources.self, place), let all = figure(TotalSources.self, place),
        all > 0
      else { return nil }
      return max(0, 1 - secured / all)
    }
    marketShare = best.flatMap { figure(MarketShare.self, $0) }
    assumedShare = best.map { runs[$0].assumedShare }
    turning = best.flatMap { Turning(of: runs[$0]) }
  }
}

extension Recommendation.Turning {
  /// Of all numbers the one whose smallest change ends the plan; nil where none does between a fall by half and a doubling.
  init?(of run: ScenarioRun) {
    guard let source = try? MovableModel(run.scenario, moving: SolveSystem.factors),
      let question = PlanQuestion(source)
    else { return nil }
    let found = question.soonest().compactMap { unknown -> (MovableNumber, value: Double, change: Double)? in
      guard let edge = question.breakEven(unknown).edge, let change = unknown.change(to: edge) else {
        return nil
      }
      return (unknown, edge, change)
    }
    guard let (unknown, value, change) = found.min(by: { abs($0.change) < abs($1.change) }) else {
      return nil
    }
    self.init(
      path: unknown.name, label: unknown.label, unit: unknown.unit, isScale: unknown.isScale,
      today: unknown.base, value: value, change: change)
  }
}

extension PlanQuestion {
  /// Changes that are tried, as parts of what a number is, the smallest first.
  private static let trials: [Double] =
    [0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5].flatMap { (part: Double) -> [Double] in [part, -part] } + [
      0.75, 1,
    ]

  /// The numbers with which a plan that holds fails at the smallest change tried; several where that is the same.
  fileprivate func soonest() -> [MovableNumber] {
    let numbers = system.numbers(below: [holds]).filter { $0.base != 0 }
    let function = LaneFunction(system, of: numbers, outputs: [holds])
    // A lane for each number and change, in which it alone is moved.
    let count = numbers.count * Self.trials.count
    let points = numbers.enumerated().map { place, number -> [Double] in
      var column = [Double](repeating: number.base, count: count)
      for (trial, change) in Self.trials.enumerated() {
        let moved = number.base * (1 + change)
        column[place * Self.trials.count + trial] =
          min(max(moved, number.bounds.lowerBound), number.bounds.upperBound)
      }
      return column
    }
    let flags = function.values(points, count: count, firstLane: 0)[0]
    let failing = numbers.indices.map { place in
      Self.trials.indices.filter { flags[place * Self.trials.count + $0] != 1 }
        .map { abs(Self.trials[$0]) }.min()
    }
    guard let least = failing.compactMap({ $0 }).min() else { return [] }
    return numbers.indices.filter { failing[$0] == least }.map { numbers[$0] }
  }
}
