import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import FundTestSupport
import Testing

/// A row of a sweep is a run: over every mechanism, with every number that can be drawn.
@Suite struct SweepRowLawTests {
  init() { setLinearAlgebraThreads(1) }

  /// Every scenario that is shipped, and those of the tests for the mechanisms that none of them uses.
  static func files() throws -> [String] {
    try SampleScenarios.names(in: "Scenarios") + SampleScenarios.names(in: "Scenarios/examples")
      + SampleScenarios.names(in: "Tests/FundAnalysisTests/Fixtures")
  }

  /// Rows of each sweep: with every number in one of them, more than a thousand altogether.
  private static let rowsOfSweep = 14

  /// The numbers of one sweep, and the ranges they are drawn from.
  private struct Draws {
    let numbers: [(input: Input, range: ClosedRange<Double>)]

    /// An overlay that makes these numbers, and no others, uncertain.
    func overlay(_ scenario: CheckedScenario) -> String {
      // What the scenario says itself goes first: a merge patch takes away what it sets to null.
      let gone = scenario.content.uncertain.map { #""\#(Uncertainty($0).id)": null"# }
      let own = numbers.enumerated().map { place, number in
        #""draw-\#(place)": {"input": "\#(number.input.path)", "distribution": "uniform", "#
          + #""minimum": \#(number.range.lowerBound), "maximum": \#(number.range.upperBound)}"#
      }
      return #"{"uncertain": {\#((gone + own).joined(separator: ", "))}}"#
    }
  }

  /// A fifth to each side of today's value, within the bounds; nil where that leaves no room.
  private static func range(of input: Input) -> ClosedRange<Double>? {
    let spread = input.value == 0 ? 0.05 : 0.2 * abs(input.value)
    let from = max(input.value - spread, input.bounds.lowerBound)
    let to = min(input.value + spread, input.bounds.upperBound)
    return from < to ? from...to : nil
  }

  /// All numbers that the scenario's formulas read, shuffled and dealt into sweeps of three to twelve.
  private static func draws(_ scenario: CheckedScenario, _ random: inout SplitMix) -> [Draws] {
    var open = scenario.model.graph.inputs.compactMap { input in
      range(of: input).map { (input: input, range: $0) }
    }.shuffled(using: &random)[...]
    var draws: [Draws] = []
    while !open.isEmpty {
      // No rest of one or two.
      let count = open.count < 15 ? min(open.count, 12) : Int.random(in: 3...12, using: &random)
      draws.append(Draws(numbers: Array(open.prefix(count))))
      open = open.dropFirst(count)
    }
    return draws
  }

  /// Whether two outcomes agree: amounts to a billionth of the largest, all else to a billionth; reasons exactly.
  private static func agrees(_ a: Outcome, _ b: Outcome, _ unit: ValueUnit, largest: Double) -> Bool {
    switch (a, b) {
    case (.value(let a), .value(let b)): abs(a - b) <= 1e-9 * (unit.isAmount ? largest : 1)
    default: a == b
    }
  }

  /// What comparing came to.
  private struct Count {
    var rows = 0
    /// Rows that a run refuses, such as floor area beyond what the site allows.
    var refused = 0
    var figures = 0
    var missing = 0

    mutating func add(_ other: Count) {
      rows += other.rows
      refused += other.refused
      figures += other.figures
      missing += other.missing
    }
  }

  /// Every row of a sweep against the scenario with the row's numbers set, read, compiled and computed alone.
  private static func compare(_ scenario: CheckedScenario, _ request: SweepRequest) throws -> Count {
    let sweep = try Sweep(scenario, request)
    var blocks: [Sweep.Block] = []
    _ = sweep.run(0..<sweep.design.rows, threads: 1, keepsRows: true) { round, _, _ in
      blocks += round
      return true
    }
    var count = Count()
    for block in blocks {
      for row in block.rows {
        guard case .scenario(let changed) = scenario.changed(by: sweep.settings(ofRow: row)) else {
          count.refused += 1
          continue
        }
        count.rows += 1
        let (graph, values) = (changed.model.graph, changed.model.graph.evaluate())
        let largest = values.largestAmount(in: graph)
        let indicators = Dictionary(
          uniqueKeysWithValues: changed.model.indicators.map { ($0.id, changed.model.node(of: $0)) })
        for (place, result) in sweep.results.enumerated() {
          let node = try #require(indicators[result.id] ?? graph.node(result.id))
          let swept = Outcome(block.results[place][row - block.rows.lowerBound])
          let alone = values.outcome(node)
          count.figures += 1
          if alone.value == nil { count.missing += 1 }
          if !agrees(swept, alone, result.unit, largest: largest) {
            Issue.record("\(scenario.file), row \(row), \(result.id): \(swept), alone \(alone)")
          }
        }
      }
    }
    return count
  }

  /// The blocks of a scenario and of the projects of its pool, with the prefixes of their paths.
  private static func blocks(of content: ScenarioContent, _ prefix: String = "") -> [(
    kind: String, path: String
  )] {
    content.allBlocks.map { ($0.kind, prefix + $0.path) }
      + content.projects.flatMap { blocks(of: $0.content, $0.prefix) }
  }

  /// Whether a mechanism has a number that can be drawn.
  private static func hasNumbers(_ mechanism: any Mechanism.Type) -> Bool {
    mechanism.fields.declarations.contains { field in
      [.number, .numbers, .path].contains(field.kind.form)
    }
  }

  /// What a scenario adds to the law: what was compared, which mechanisms it has, and how many rows move each.
  private struct Share {
    var count = Count()
    var used = Set<String>()
    var moved: [String: Int] = [:]

    mutating func add(_ other: Share) {
      count.add(other.count)
      used.formUnion(other.used)
      moved.merge(other.moved, uniquingKeysWith: +)
    }
  }

  /// Sweeps over all numbers of a scenario.
  private static func share(of file: String, seed: Int) throws -> Share {
    var share = Share()
    let scenario = try SampleScenarios.load(file, [:])
    var random = SplitMix(UInt64(seed))
    let blocks = blocks(of: scenario.content)
    share.used = Set(blocks.map(\.kind))
    // All that has a name and is one number: indicators, amounts of blocks and parties, conditions.
    let graph = scenario.model.graph
    let names = graph.named.filter { !graph.nodes[$0.node].shape.isRow }.map(\.name.key)
    for draws in draws(scenario, &random) {
      let drawn = try SampleScenarios.load(
        file, [:], overlays: [.init(name: "draws", bytes: Array(draws.overlay(scenario).utf8))])
      var request = SweepRequest()
      request.sample = rowsOfSweep
      request.seed = random.next()
      request.results = names
      let count = try compare(drawn, request)
      share.count.add(count)
      let kinds = blocks.filter { block in
        draws.numbers.contains { $0.input.path.hasPrefix(block.path + ".") }
      }.map(\.kind)
      for kind in Set(kinds) { share.moved[kind, default: 0] += count.rows }
    }
    return share
  }

  @Test func `rows of sweeps over every mechanism are runs`() async throws {
    let files = try Self.files()
    let total = try await withThrowingTaskGroup(of: Share.self) { group in
      for (place, file) in files.enumerated() {
        group.addTask { try Self.share(of: file, seed: place + 1) }
      }
      return try await group.reduce(into: Share()) { $0.add($1) }
    }
    for mechanism in Mechanisms.all {
      #expect(total.used.contains(mechanism.kind), "no scenario of this test has a \(mechanism.kind)")
      guard Self.hasNumbers(mechanism) else { continue }
      #expect(total.moved[mechanism.kind, default: 0] >= 10, "too few rows move a \(mechanism.kind)")
    }
    let count = total.count
    #expect(count.rows >= 1000 && count.refused <= count.rows / 10)
    #expect(count.figures >= 200_000 && count.missing >= 5000)
  }
}
