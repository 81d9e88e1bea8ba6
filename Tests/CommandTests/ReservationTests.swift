import Foundation
import Testing

/// What speaks against a plan that holds: told by `run` and beside a recommendation, from one place.
struct ReservationTests {
  private let program: Program

  init() throws { program = try Program() }

  /// Works of 1,000 at the start, 万元, and a grant of as much at `schedule`: late, 1,000 are short in 2025.
  private func plan(_ title: String, _ schedule: String) -> String {
    """
    {"fundsim": 1, "title": "\(title)",
     "timeline": {"start": "2025-01", "constructionMonths": 24, "constructionStep": "year"},
     "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "schedule": "start",
      "amount": {"value": 1000, "unit": "万元"}}},
     "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "schedule": "\(schedule)",
      "amount": {"value": 1000, "unit": "万元"}}}}
    """
  }

  @Test func `a plan that holds and is short for a while is bad in run and told in compare`() throws {
    let folder = try Folder()
    let late = try folder.write(plan("late", "handover"), to: "late.json")
    let early = try folder.write(plan("early", "start"), to: "early.json")
    #expect(try program.run("run", late, "--strict").code == 2)
    #expect(try program.run("run", early, "--strict").code == 0)
    let english = try program.run("compare", late, early).output.replacing("\n  ", with: " ")
    #expect(
      english.contains("① holds, but cash is short in time, at worst by 1,000.00 wan yuan in 2025."))
    #expect(!english.contains("② holds, but"))
    let chinese = try program.run("compare", late, early, "--lang", "zh").output
    #expect(chinese.contains("①方案成立，但资金时序不足，2025 最多短缺 1,000.00 万元。"))
  }

  @Test func `JSON says the same of both`() throws {
    struct Reservation: Decodable, Equatable {
      let kind: String
      let short: Double?
      let period: String?
    }
    struct Model: Decodable { let reservations: [Reservation] }
    struct Compared: Decodable { let models: [Model] }
    struct Run: Decodable { let verdict: Model }
    let folder = try Folder()
    let late = try folder.write(plan("late", "handover"), to: "late.json")
    let early = try folder.write(plan("early", "start"), to: "early.json")
    let expected = [Reservation(kind: "shortCash", short: 10_000_000, period: "2025")]
    func decoded<Answer: Decodable>(_ type: Answer.Type, _ arguments: String...) throws -> Answer {
      try JSONDecoder().decode(
        type, from: Data(try program.run(arguments + ["--format", "json"]).output.utf8))
    }
    #expect(try decoded(Run.self, "run", late).verdict.reservations == expected)
    #expect(
      try decoded(Compared.self, "compare", late, early).models.map(\.reservations) == [expected, []])
  }
}
