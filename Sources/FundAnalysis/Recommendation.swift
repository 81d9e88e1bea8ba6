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
  init(_ runs: [ScenarioRun]) {
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
  /// Of the numbers that move most money the one that ends the plan soonest.
  init?(of run: ScenarioRun) {
    let target = SolveSystem.breakEvenTarget(of: run.model)
    guard let source = try? MovableModel(run.scenario, moving: SolveSystem.factors),
      let system = try? SolveSystem(source, for: [target])
    else { return nil }
    let found = system.leadingPoints(6).compactMap { point -> (BreakEven, value: Double, change: Double)? in
      guard let value = point.critical, let change = point.unknown.change(to: value) else { return nil }
      return (point, value, change)
    }
    guard let (point, value, change) = found.min(by: { abs($0.change) < abs($1.change) }) else { return nil }
    self.init(
      path: point.unknown.name, label: point.unknown.label, unit: point.unknown.unit,
      isScale: point.unknown.isScale, today: point.unknown.base, value: value, change: change)
  }
}
