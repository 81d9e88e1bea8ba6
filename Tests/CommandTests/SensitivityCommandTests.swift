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

  @Test func `a scenario without a gap says what it can be asked`() throws {
    let programme = "Scenarios/changsha-programme.json"
    for (language, words) in [("en", "Name one it has with `--for`"), ("zh", "请用 --for 指定本情景已有的指标")] {
      for command in [["sensitivity", programme], ["breakeven", programme, "--all"]] {
        let ending = try program.run(command + ["--lang", language])
        #expect(ending.code == 64 && ending.error.contains(words), "\(ending.error)")
        #expect(ending.error.contains("totalUses"))
      }
    }
    #expect(try program.run("sensitivity", programme, "--for", "totalUses=200亿元").code == 0)
  }

  @Test func `a number that is set is not ranked`() throws {
    let ending = try program.run(
      "sensitivity", Self.project, "--independent", "--sample", "64", "--set", "funding.homes.price=9500",
      "--format",
      "json")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    #expect(answer["held"] as? [String] == ["funding.homes.price"])
    #expect((answer["ranking"] as? [Any])?.count == 7)
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
