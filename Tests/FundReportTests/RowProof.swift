import Foundation
import FundReport
import Testing

/// Writes rows in every format for `Tests/Proofs/check_rows.py`, which reads them with pyarrow, pandas and DuckDB.
///
/// Runs only where the environment names a folder: `FUNDSIM_PROOFS=/tmp/proofs swift test --filter RowProof`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"] != nil))
struct RowProof {
  /// None, one, not a whole group of bits, a row group, more than two of them, and these as two shards.
  @Test(
    arguments: [0..<0, 0..<1, 0..<13, 0..<131_072, 0..<300_001, 0..<140_000, 140_000..<300_001],
    RowFormat.allCases)
  func `rows go out in every format`(lanes: Range<Int>, format: RowFormat) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["FUNDSIM_PROOFS"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pattern = RowPattern(lanes)
    let blocks = stride(from: lanes.lowerBound, to: lanes.upperBound, by: 10_007).map {
      pattern.block($0..<min($0 + 10_007, lanes.upperBound))
    }
    let name = "\(folder)/rows-\(lanes.lowerBound)-\(lanes.upperBound).\(format.rawValue)"
    try Data(file(format, RowPattern.schema, blocks)).write(to: URL(fileURLWithPath: name))
  }
}
