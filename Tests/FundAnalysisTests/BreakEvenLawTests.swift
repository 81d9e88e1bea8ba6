import FundAnalysis
import FundFormula
import FundModel
import FundScenario
import Testing

/// An answer of break-even, set as it is advised, does what was asked: over seeded random plans, each loaded anew with the
/// answer and judged by its flows alone.
struct BreakEvenLawTests {
  private static let chunks = stride(from: 1, through: 500, by: 50).map { $0...$0 + 49 }

  private func settings(_ unknown: MovableNumber, _ value: Double, _ scenario: CheckedScenario)
    -> [LoadRequest.Setting]
  {
    let factor = unknown.isScale ? "costs.works.scale" : unknown.name
    return [.init(path: factor, value: decimalText(value))]
  }

  /// By how much works or debt are not paid or cash is below nothing, the worst of them, negative where there is room: by
  /// adding up the flows; nothing of the verdict's own formulas is read.
  private func shortage(_ run: ScenarioRun) -> Double {
    let (model, count) = (run.model, run.model.timeline.count)
    func sum(_ isIncluded: (Flow) -> Bool) -> [Double] {
      var total = [Double](repeating: 0, count: count)
      for flow in model.flows where flow.isCash && isIncluded(flow) {
        guard let row = run.row(flow.row.formula.name!.key) else { continue }
        let sign: Double = flow.to == Party.project ? 1 : flow.from == Party.project ? -1 : 0
        for period in 0..<count { total[period] += sign * row[period] }
      }
      return total
    }
    let horizon = model.timeline.before(model.horizonEnd)
    func inHorizon(_ row: [Double]) -> Double { zip(row, horizon).map { $0 * $1 }.reduce(0, +) }
    // A top-up without a ceiling is no source.
    let hasCeiling = model.content.blocks(in: .funding).contains { $0.kind == "topUp" && $0.says("maximum") }
    let balance = sum { $0.counting.side != .none && ($0.flowClass != .topUp || hasCeiling) }
    let gap = -inHorizon(balance)
    let service = sum { [.principalPaid, .interestPaid].contains($0.flowClass) }
    guard let last = service.lastIndex(where: { $0 < -0.0001 }) else { return gap }
    var cash = 0.0
    var (lowest, drawnFrom) = (Double.infinity, count)
    let drawn = sum { [.bondDrawn, .loanDrawn].contains($0.flowClass) }
    drawnFrom = drawn.firstIndex { $0 > 0.0001 } ?? 0
    for (period, change) in sum({ _ in true }).enumerated() {
      cash += change
      if period >= drawnFrom, period <= last { lowest = min(lowest, cash) }
    }
    let owed = sum { [.bondDrawn, .loanDrawn, .principalPaid].contains($0.flowClass) }.reduce(0, +)
    return max(gap, -lowest, owed)
  }

  private func holds(_ scenario: CheckedScenario) -> Bool {
    let run = ScenarioRun(scenario)
    // Conditions and limits as the run tells them; money by its flows.
    return run.stoppedBy.isEmpty && !run.obstacles.contains { $0.obstacle == .notBuildable }
      && shortage(run) <= 0.0051
  }

  /// A ten-thousandth of the way beyond the edge the plan is short, or so nearly that nobody would tell: nothing is given
  /// away that holds.
  private func isTight(_ found: PlanBreakEven, _ advised: Double, _ load: (Double) -> CheckedScenario?)
    -> Bool
  {
    guard let edge = found.edge else { return false }
    let bounds = found.unknown.bounds
    guard edge != bounds.lowerBound, edge != bounds.upperBound else { return true }
    let step = 1e-4 * max(abs(edge), min(1, bounds.upperBound - bounds.lowerBound))
    let beyond = advised >= edge ? edge - step : edge + step
    guard bounds.contains(beyond), let scenario = load(beyond) else { return true }
    return !holds(scenario) || shortage(ScenarioRun(scenario)) > -0.02
  }

  @Test(arguments: chunks)
  func `set as advised the whole plan holds`(seeds: ClosedRange<Int>) throws {
    var answered = 0
    for seed in seeds {
      let plan = RandomPlan(seed: seed)
      let scenario = try #require(plan.loaded(), "\(seed)")
      let name = plan.unknowns[seed % plan.unknowns.count]
      let source = try MovableModel(scenario, moving: [name])
      let unknown = try source.unknown(name)
      let places = seed % 2 == 0 ? -2 : 2
      let found = try #require(PlanQuestion(source, amountPlaces: places)).breakEven(unknown)
      #expect(found.holdsToday == holds(scenario), "seed \(seed)")
      guard let advised = found.advised else { continue }
      answered += 1
      let set = try #require(plan.loaded(settings(unknown, advised, scenario)), "seed \(seed), \(name)")
      #expect(holds(set), "seed \(seed): \(name) = \(advised)")
      #expect(
        isTight(found, advised) { plan.loaded(settings(unknown, $0, scenario)) },
        "seed \(seed): \(name) beyond \(found.edge ?? .nan)")
      #expect(found.binding != nil || unknown.bounds.lowerBound == found.edge, "seed \(seed), \(name)")
    }
    #expect(answered >= 20, "\(answered)")
  }

  /// A recommendation says what a plan hinges on: up to there it holds, past it it does not.
  @Test(arguments: chunks)
  func `past what a plan hinges on it does not hold`(seeds: ClosedRange<Int>) throws {
    var told = 0
    for seed in seeds {
      let plan = RandomPlan(seed: seed)
      let scenario = try #require(plan.loaded(), "\(seed)")
      guard holds(scenario), let turning = Recommendation([ScenarioRun(scenario)]).turning else { continue }
      told += 1
      let source = try MovableModel(scenario, moving: [turning.path])
      let unknown = try source.unknown(turning.path)
      let room = max(1e-6 * abs(unknown.base), 0.02)
      let outwards = turning.value >= unknown.base ? room : -room
      for (value, expected) in [(turning.value + outwards, false), (turning.value - 2 * outwards, true)] {
        // A change so small that both lie on one side of today says nothing.
        guard unknown.bounds.contains(value), abs(turning.value - unknown.base) > 3 * room,
          let set = plan.loaded(settings(unknown, value, scenario))
        else { continue }
        let near = abs(shortage(ScenarioRun(set))) < 0.02
        #expect(holds(set) == expected || near, "seed \(seed): \(turning.path) = \(value)")
      }
    }
    #expect(told >= 5, "\(told)")
  }

  private static let targets: [AskedTarget] = [
    "fundingGap=0", "npv=0", "coverageAllDebt=1.2", "lowestCash=0",
  ]

  @Test(arguments: chunks)
  func `set as advised a single target is met`(seeds: ClosedRange<Int>) throws {
    var answered = 0
    for seed in seeds {
      let plan = RandomPlan(seed: seed)
      let scenario = try #require(plan.loaded(), "\(seed)")
      let name = plan.unknowns[seed % plan.unknowns.count]
      let source = try MovableModel(scenario, moving: [name])
      let system = try SolveSystem(
        source, for: [Self.targets[seed / 3 % Self.targets.count]], amountPlaces: seed % 2 == 0 ? -2 : 2)
      let found = system.breakEven(try source.unknown(name))
      guard let advised = found.advised,
        let set = plan.loaded(settings(found.unknown, advised.value, scenario))
      else { continue }
      answered += 1
      let run = ScenarioRun(set)
      let figure = try #require(
        run.outcome("indicators.\(found.target.name)")?.value, "seed \(seed): \(name) = \(advised.value)")
      let room = found.target.unit == .yuan ? 0.0051 : 1.1e-9
      let isMet =
        found.target.better == .less
        ? figure <= found.target.value + room : figure >= found.target.value - room
      #expect(isMet, "seed \(seed): \(found.target.name) is \(figure) at \(name) = \(advised.value)")
    }
    #expect(answered >= 10, "\(answered)")
  }
}
