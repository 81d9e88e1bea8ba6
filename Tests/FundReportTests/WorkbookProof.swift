import Foundation
import FundFormula
import FundModel
import FundReport
import FundScenario
import FundTestSupport
import Testing

/// Writes random graphs as workbooks for `Tests/Proofs/recalculate.py`, which recalculates them with LibreOffice.
///
/// Runs only where the environment names a folder: `FUNDSIM_PROOFS=/tmp/proofs swift test --filter WorkbookProof`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"] != nil))
struct WorkbookProof {
  /// Shown by every formula until it is recalculated: no graph gives this number.
  private static let poison = -987_654_321.0

  private struct Expectation: Encodable {
    struct Cell: Encodable {
      var value: Double?
      var status: String?
    }
    var largest = 1.0
    var poison = WorkbookProof.poison
    var cells: [String: Cell] = [:]
    var kinds: [String: String] = [:]
  }

  @Test(arguments: 0..<60)
  func `random graphs go out as workbooks with a poison in every formula`(seed: Int) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let graph = try RandomGraph(seed: UInt64(seed) + 30_000).graph()
    let values = graph.evaluate()
    try write(WorkbookReading(graph, at: values).cells, graph, values, to: "\(folder)/random-\(seed)")
  }

  /// The formulas must hold at other inputs than those they were written at: the number cells change, nothing else.
  @Test(arguments: 0..<60)
  func `their formulas hold at other inputs too`(seed: Int) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let random = RandomGraph(seed: UInt64(seed) + 30_000)
    let graph = try random.graph()
    var draws = SplitMix(UInt64(seed))
    let setting = zip(random.knobs, random.setting(&draws)).map { (graph.input($0.input.path)!, $1) }
    let values = graph.evaluate(setting: Dictionary(uniqueKeysWithValues: setting))
    let cells = WorkbookReading(graph, at: graph.evaluate()).cells
    try write(cells, graph, values, to: "\(folder)/moved-\(seed)")
  }

  private static let scenarios = [
    "changsha-programme", "zhegong-xincun", "yonganli", "shijingshan-lugu-pool", "chongqing-hongyupo-ppp",
    "changsha-3614",
    "guangzhou-jiqunjie-2", "examples/upkeep-30-years",
  ]

  /// Every scenario as it is, and with some of its numbers moved under the same formulas.
  @Test(arguments: scenarios)
  func `scenarios go out as workbooks with a poison in every formula`(name: String) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = "Scenarios/\(name).json"
    let file = name.replacing("/", with: "-")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    let request = LoadRequest(.init(name: path, bytes: bytes)) { name, from in
      let file = root.appendingPathComponent(from).deletingLastPathComponent().appendingPathComponent(name)
      return (try? Data(contentsOf: file)).map { .init(name: "Scenarios/\(name)", bytes: [UInt8]($0)) }
    }
    guard case .scenario(let scenario) = loadScenario(request) else {
      Issue.record("\(path) does not load")
      return
    }
    let graph = scenario.model.graph
    let values = graph.evaluate()
    let cells = WorkbookReading(graph, at: values).cells
    try write(cells, graph, values, to: "\(folder)/scenario-\(file)")
    // Every third number a little larger: the formulas must follow.
    let moved = Dictionary(
      uniqueKeysWithValues: graph.inputs.indices.filter { $0 % 3 == 0 }.map {
        ($0, graph.inputs[$0].value * 1.01)
      })
    try write(cells, graph, graph.evaluate(setting: moved), to: "\(folder)/moved-\(file)")
  }

  /// Writes `cells` with the inputs' numbers and the expected ones of `values`.
  private func write(
    _ cells: [WorkbookReading.Cell], _ graph: Graph, _ values: Evaluation, to base: String
  ) throws {
    var expected = Expectation()
    // Parts of an amount are no larger than what it is made of: measure by the largest number of all.
    expected.largest = graph.nodes.indices.flatMap { values[$0] }.filter(\.isFinite).map(abs).max() ?? 1
    var written: [WorkbookReading.Cell] = []
    for cell in cells {
      guard let origin = cell.origin else {
        written.append(cell)
        continue
      }
      let outcome = values.outcome(origin.node, period: origin.period)
      switch cell.content {
      case .number: written.append(cell.holding(.number(values[origin.node][origin.period])))
      case .text: break
      case .formula(let formula, let found, let isAmount):
        // The one formula that a workbook only checks holds the rate of the point it was written at.
        if case .operation(let operation) = graph.nodes[origin.node].kind, operation is RateOfReturn,
          outcome != found
        {
          continue
        }
        written.append(cell.holding(.formula(formula, expected: outcome, isAmount: isAmount)))
        let address = WorkbookReading.address(cell)
        expected.cells[address] = Expectation.Cell(value: outcome.value, status: outcome.reason?.id)
        // A billionth absolute means nothing for the rates of millions that random flows give.
        if let value = outcome.value {
          expected.kinds[address] = isAmount || abs(value) > 1000 ? "amount" : "ratio"
        }
      }
    }
    try BareWorkbook.write(written, to: base + ".xlsx") { _ in Self.poison }
    let again = base + ".tmp"
    try BareWorkbook.write(written, to: again) { _ in Self.poison }
    let bytes = try [base + ".xlsx", again].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    #expect(bytes[0] == bytes[1], "the same graph gives the same bytes")
    try FileManager.default.removeItem(atPath: again)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(expected).write(to: URL(fileURLWithPath: base + ".expected.json"))
  }
}
