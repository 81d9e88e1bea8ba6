import Foundation
import Testing

/// Pools and the allocation tool from the command line.
struct PoolCommandTests {
  let program = try! Program()

  private func object(_ ending: Program.Ending) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  private func project(_ id: String, _ result: [String: Any]) throws -> [String: Any] {
    let projects = try #require(result["projects"] as? [[String: Any]])
    return try #require(projects.first { $0["id"] as? String == id })
  }

  @Test func `a pool balances where its projects alone do not`() throws {
    let result = try object(program.run("run", "Scenarios/shijingshan-lugu-pool.json", "--format", "json"))
    let gap = { (id: String) throws -> Double in
      let indicators = try #require(try project(id, result)["indicators"] as? [String: Any])
      return try #require(indicators["fundingGap"] as? Double)
    }
    // Works less grants of each community, as typed in its file: 39.72 − 46.24, 24.27 − 20.72, 15.48 − 12.60 M yuan.
    #expect(abs(try gap("a") + 6_520_000) < 1)
    #expect(abs(try gap("b") - 3_550_000) < 1)
    #expect(abs(try gap("c") - 2_880_000) < 1)
    #expect(abs(try #require(try project("b", result)["mostReceived"] as? Double) - 3_550_000) < 1)
  }

  @Test func `a number of one project is set by its path, and told by it`() throws {
    let path = "projects.neighbourhood.funding.city"
    let inputs = try program.run("list", "inputs", "Scenarios/shenyang-mixed-pool.json", "--format", "json")
      .output
    #expect(inputs.contains("\"\(path)."))
    let wrong = try program.run("run", "Scenarios/shenyang-mixed-pool.json", "--set", "\(path).nothing=1")
    #expect(wrong.code == 65 && wrong.error.contains("nothing"))
  }

  @Test(arguments: [
    (#"{"a": {"file": "none.json"}}"#, "cannot be read"),
    (#"{"a": {"projects": {}}}"#, "cannot hold another pool"),
    (#"["a.json"]"#, "must map ids"), (#"{"A b": {}}"#, "cannot be an id"),
    (#"{"a": {"costs": {"w": {"kind": "cost.nothing"}}}}"#, "projects.a.costs.w.kind"),
  ])
  func `what is wrong with a pool is told`(projects: String, words: String) throws {
    let folder = try Folder()
    let file = folder.file("pool.json")
    let text = """
      {"fundsim": 1, "title": "p", "timeline": {"start": "2025-01", "constructionMonths": 12}, "projects": \(projects)}
      """
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let ending = try program.run("check", file, "--format", "json")
    #expect(ending.code == 65 && ending.output.contains(words), "\(ending.output)")
  }

  @Test func `a sum is divided among regions`() throws {
    let folder = try Folder()
    let file = folder.file("regions.csv")
    try "地区,面积,户数,楼栋,小区\n甲,1,1,1,1\n乙,3,3,3,3\n".write(toFile: file, atomically: true, encoding: .utf8)
    let ending = try program.run("allocate", file, "--amount", "4.87亿元", "--format", "json")
    let shares = try #require(try object(ending)["shares"] as? [[String: Any]])
    #expect(shares.compactMap { $0["amount"] as? Double } == [121_750_000, 365_250_000])
    #expect(try program.run("allocate", file, "--amount", "much").code == 64)
    #expect(try program.run("allocate", "Scenarios/README.md", "--amount", "1").code == 65)
  }

  @Test func `what a project's site allows is told of a pool as of the project`() throws {
    // At 3,000 yuan a m² 108 homes close the gap, and 89 fit on the site: 27,000 × 0.6 × 0.92 less 5,020 of 110 each.
    let folder = try Folder()
    _ = try folder.write(try Program.text(of: "Scenarios/yonganli.json"), to: "a.json")
    let pool = try folder.write(
      #"""
      {"fundsim": 1, "title": "p", "timeline": {"start": "2025-03", "constructionMonths": 24},
       "projects": {"a": {"file": "a.json", "label": {"en": "Site A", "zh": "甲片区"}}}}
      """#, to: "pool.json")
    func solved(_ file: String, _ prefix: String, _ language: String) throws -> String {
      try program.run(
        "breakeven", file, "--solve", "\(prefix)funding.homes.homes", "--set",
        "\(prefix)costs.building.unitCost=3000", "--lang", language
      ).output.replacing("\n  ", with: language == "en" ? " " : "")
    }
    #expect(try solved("Scenarios/yonganli.json", "", "zh").contains("不再满足：新增面积不超过用地允许"))
    #expect(try solved(pool, "projects.a.", "zh").contains("不再满足：甲片区·新增面积不超过用地允许"))
    #expect(
      try solved(pool, "projects.a.", "en").contains(
        "any more: Site A: floor area within what the"))
    // A project's numbers are levers of the pool.
    let levers = try object(
      program.run(
        "breakeven", pool, "--all", "--set", "projects.a.costs.building.unitCost=3000", "--format", "json"))
    let paths = (levers["levers"] as? [[String: Any]])?.compactMap { $0["path"] as? String } ?? []
    #expect(paths.contains { $0.hasPrefix("projects.a.funding.") })
  }
}
