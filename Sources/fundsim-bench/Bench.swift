// How fast the engine is, as a table: `swift run -c release fundsim-bench [SCENARIO] [compile | lanes | hand | rates | table]`.
// This room measures and prints; it may use every room of the engine and is used by none. Benchmarks/README.md says
// what the lines mean.

import Foundation
import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario

@main
struct Bench {
  /// The best kernels of OpenBLAS on this processor, as the program takes them.
  private static var kernels: LinearAlgebraKernels? {
    guard ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil,
      let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    else { return nil }
    return LinearAlgebraKernels(able: Set(text.split(whereSeparator: \.isWhitespace)))
  }

  static func main() throws {
    setUpLinearAlgebra(kernels)
    let arguments = CommandLine.arguments
    let file = arguments.count > 1 ? arguments[1] : "Scenarios/yonganli.json"
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    guard case .scenario(let scenario) = load(bytes, file) else {
      print("\(file): not a scenario without errors")
      exit(65)
    }
    let graph = scenario.model.graph
    print(
      "\(file): \(graph.nodes.count) nodes, \(graph.inputs.count) inputs, \(scenario.model.timeline.count) periods\n"
    )
    var table = Table(["work", "runs", "min", "median", "target"])
    let part = arguments.count > 2 ? arguments[2] : nil
    if part == nil || part == "compile" { try Compiling(scenario, bytes, file).measure(&table) }
    if part == "profile" { return try Compiling(scenario, bytes, file).compileOnly(times: 20) }
    if part == nil || part == "lanes", let lanes = Lanes(scenario) { try lanes.measure(&table) }
    if part == nil || part == "rates" {
      let rates = Rates()
      if arguments.count > 3 { try rates.write(to: arguments[3]) }
      rates.measure(&table)
    }
    if part == nil || part == "hand" { try HandKernel.measure(scenario, &table) }
    if part == nil || part == "table" { try BreakEvenCells.measure(scenario, &table) }
    print(table.text)
  }

  static func load(_ bytes: [UInt8], _ file: String) -> LoadResult {
    loadScenario(LoadRequest(.init(name: file, bytes: bytes)))
  }
}

/// From bytes to a plan (W6).
struct Compiling {
  let scenario: CheckedScenario
  let bytes: [UInt8]
  let file: String

  init(_ scenario: CheckedScenario, _ bytes: [UInt8], _ file: String) {
    self.scenario = scenario
    self.bytes = bytes
    self.file = file
  }

  /// W6 alone, for a profiler.
  func compileOnly(times: Int) throws {
    guard let lanes = Lanes(scenario) else { return }
    for _ in 0..<times {
      let model = try Model(scenario.content)
      _ = try LaneBatch(model, varying: lanes.ranges.map(\.path), asking: lanes.results)
    }
  }

  func measure(_ table: inout Table) throws {
    let (content, graph) = (scenario.content, scenario.model.graph)
    table.add("bytes → checked scenario, model included", Times(100) { _ = Bench.load(bytes, file) })
    table.add("content → model", try Times(100) { _ = try Model(content) })
    table.add("one evaluation of the graph", Times(100) { _ = graph.evaluate() })
    guard let lanes = Lanes(scenario) else { return }
    let base = graph.evaluate()
    table.add(
      "graph → plan, \(lanes.results.count) indicators over \(lanes.ranges.count) inputs",
      Times(100) {
        _ = Plan(graph, at: base, varying: lanes.batch.plan.varying, outputs: lanes.batch.plan.outputs)
      })
    table.add(
      "W6: content → model → plan",
      try Times(100) {
        let model = try Model(content)
        _ = try LaneBatch(model, varying: lanes.ranges.map(\.path), asking: lanes.results)
      }, target: "2 ms")
  }
}

/// A batch of lanes: ten indicators over eight inputs.
struct Lanes {
  static let count = 1 << 18

  let ranges = [
    ("funding.homes.price", 8000...11000.0), ("costs.building.unitCost", 2300...3300),
    ("funding.residents.extraPrice", 6000...9500), ("funding.homes.soldShare", 0.4...1),
    ("funding.homes.homes", 40...89), ("costs.fees.share", 0.05...0.12), ("costs.transition.rate", 5...20),
    ("finance.discountRate", 0.01...0.12),
  ].map { (path: $0, values: $1) }
  let results = [
    "totalUses", "totalSources", "fundingGapBeforeTopUp", "timingGap", "lowestCash", "irr", "npv", "payback",
    "residentShare", "burdenPerHousehold",
  ]
  let batch: LaneBatch
  let model: Model

  /// Nil where the scenario has other inputs than 永安里.
  init?(_ scenario: CheckedScenario) {
    model = scenario.model
    guard let batch = try? LaneBatch(model, varying: ranges.map(\.path), asking: results) else { return nil }
    self.batch = batch
  }

  func measure(_ table: inout Table) throws {
    let columns = drawn()
    let plan = batch.plan.summary
    print(
      "plan: \(plan.affine) nodes affine, \(plan.bent) bent; \(plan.rows) rows of products in \(plan.terms) terms\n"
    )
    let (one, two) = (try batch.evaluate(columns), try batch.evaluate(columns, threads: 2))
    let same = zip(one.columns, two.columns).allSatisfy { $0.map(\.bitPattern) == $1.map(\.bitPattern) }
    precondition(same, "two threads gave other bits than one")
    for threads in [1, 2] {
      let times = try Times(12) { _ = try batch.evaluate(columns, threads: threads) }
      table.add("\(Self.count) lanes, \(threads) thread\(threads > 1 ? "s" : "")", times, lanes: Self.count)
    }
    for result in results {
      let alone = try LaneBatch(model, varying: ranges.map(\.path), asking: [result])
      table.add(
        "the same, 1 thread, \(result) alone", try Times(10) { _ = try alone.evaluate(columns) },
        lanes: Self.count)
    }
  }

  /// `[inputs][lanes]`, spread evenly by multiples of irrational numbers.
  private func drawn() -> [[Double]] {
    ranges.enumerated().map { place, range in
      let step = Double([2, 3, 5, 7, 11, 13, 17, 19][place]).squareRoot()
      return (0..<Self.count).map { lane in
        let x = Double(lane + 1) * step
        return range.values.lowerBound + (x - x.rounded(.down))
          * (range.values.upperBound - range.values.lowerBound)
      }
    }
  }
}

/// How long something took, once for each run.
struct Times {
  let seconds: [Double]

  init(_ runs: Int, _ work: () throws -> Void) rethrows {
    try work()
    seconds = try (0..<runs).map { _ in try Self.once(work) }.sorted()
  }

  private init(_ seconds: [Double]) { self.seconds = seconds.sorted() }

  /// Two works by turns, so that both meet the same machine.
  static func taking(turns: Int, _ first: () throws -> Void, _ second: () throws -> Void) rethrows -> [Times]
  {
    var seconds: [[Double]] = [[], []]
    for _ in 0..<turns {
      seconds[0].append(try once(first))
      seconds[1].append(try once(second))
    }
    return seconds.map { Times($0) }
  }

  private static func once(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try work()
    let (whole, parts) = (clock.now - start).components
    return Double(whole) + Double(parts) * 1e-18
  }

  var least: Double { seconds[0] }
  var median: Double { seconds[seconds.count / 2] }
}

/// Lines of text in columns.
struct Table {
  private var lines: [[String]]

  init(_ titles: [String]) { lines = [titles] }

  mutating func add(_ work: String, _ times: Times, target: String = "") {
    lines.append(
      [
        work, "\(times.seconds.count)", Self.milliseconds(times.least), Self.milliseconds(times.median),
        target,
      ])
  }

  mutating func add(_ work: String, _ times: Times, lanes: Int, target: String = "") {
    func rate(_ seconds: Double) -> String { String(format: "%.2f M/s", Double(lanes) / seconds / 1e6) }
    lines.append([work, "\(times.seconds.count)", rate(times.least), rate(times.median), target])
  }

  private static func milliseconds(_ seconds: Double) -> String { String(format: "%.3f ms", seconds * 1000) }

  var text: String {
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      line.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
