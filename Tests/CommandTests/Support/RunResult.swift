import Foundation

/// What `run --format json` prints, as a reader of it sees it.
struct RunResult: Decodable {
  struct Value: Decodable {
    let value: Double?
    let unit: String
    let status: String?
  }

  struct Line: Decodable {
    let id: String
    let amount: Double?
    let share: Double?
  }

  let indicators: [String: Value]
  let sources: [Line]
  let uses: [Line]

  /// The result of a run; the run must have succeeded.
  static func of(_ program: Program, _ arguments: String...) throws -> RunResult {
    let ending = try program.run(["run"] + arguments + ["--format", "json"])
    return try JSONDecoder().decode(Self.self, from: Data(ending.output.utf8))
  }

  func amount(_ id: String) -> Double? { (sources + uses).first { $0.id.contains(".\(id).") }?.amount }

  subscript(_ indicator: String) -> Double? { indicators[indicator]?.value }
}

/// Whether two amounts are one, to a billionth of the largest in the scenario.
func agrees(_ amount: Double?, _ expected: Double, of largest: Double) -> Bool {
  amount.map { abs($0 - expected) <= 1e-9 * largest } ?? false
}
