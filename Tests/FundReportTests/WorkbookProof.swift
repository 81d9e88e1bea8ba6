import Foundation
import FundFormula
import FundReport
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
    let reading = WorkbookReading(graph, at: values)
    var expected = Expectation()
    // Parts of an amount are no larger than what it is made of: measure by the largest number of all.
    expected.largest = graph.nodes.indices.flatMap { values[$0] }.filter(\.isFinite).map(abs).max() ?? 1
    for cell in reading.cells {
      guard case .formula(_, let outcome, let isAmount) = cell.content else { continue }
      let address = WorkbookReading.address(cell)
      expected.cells[address] = Expectation.Cell(value: outcome.value, status: outcome.reason?.id)
      if outcome.value != nil { expected.kinds[address] = isAmount ? "amount" : "ratio" }
    }
    let base = "\(folder)/random-\(seed)"
    try BareWorkbook.write(reading, to: base + ".xlsx") { _ in Self.poison }
    let again = "\(folder)/again-\(seed).tmp"
    try BareWorkbook.write(reading, to: again) { _ in Self.poison }
    let bytes = try [base + ".xlsx", again].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    #expect(bytes[0] == bytes[1], "the same graph gives the same bytes")
    try FileManager.default.removeItem(atPath: again)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(expected).write(to: URL(fileURLWithPath: base + ".expected.json"))
  }
}
