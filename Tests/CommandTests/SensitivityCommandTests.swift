import Foundation
import Testing

/// `sensitivity`: tables in both languages, JSON, what it refuses.
struct SensitivityCommandTests {
  private let program: Program
  private static let project = "Scenarios/yonganli.json"

  init() throws { program = try Program() }

  @Test func `the same numbers in the table and in JSON`() throws {
    let json = try program.run(
      "sensitivity", Self.project, "--for", "totalUses=2亿元", "--independent", "--format", "json")
    #expect(json.code == 0)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rows = try #require(answer["rows"] as? [[String: Any]])
    let building = try #require(rows.first { $0["path"] as? String == "costs.building.unitCost" })
    let saf = try #require(building["saf"] as? Double)
    #expect(abs(saf - 2800 * 50930 * 1.134 / 187_501_136) < 1e-9)
    #expect((answer["ranking"] as? [Any])?.count == 8)
    let table = try program.run(
      ["sensitivity", Self.project, "--for", "totalUses=2亿元", "--independent", "--lang", "zh"],
      environment: ["COLUMNS": "120"])
    for words in ["敏感性分析表", "敏感度系数", "临界点", "龙卷风图", "全局敏感性排序", String(format: "%.2f", saf)] {
      #expect(table.output.contains(words), "\(words)")
    }
  }

  private static let refused: [String: String] = [
    "--steps 0": "--steps", "--steps 10,10": "--steps", "--steps ten": "--steps", "--sample 1": "--sample",
    "--for coverage=1.2": "has no",
  ]

  @Test(arguments: refused.sorted { $0.key < $1.key })
  func `the command line is wrong`(arguments: String, words: String) throws {
    let ending = try program.run(
      ["sensitivity", Self.project] + arguments.split(separator: " ").map(String.init))
    #expect(ending.code == 64)
    #expect(ending.error.contains(words), "\(ending.error)")
    #expect(ending.output.isEmpty)
  }
}
