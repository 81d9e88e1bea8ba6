import Foundation
import Testing

/// `sweep --over`: a template for many communities.
struct ProgrammeCommandTests {
  private let program: Program
  private static let template = "Scenarios/programmes/city-template.json"
  private static let table = "Scenarios/programmes/communities.csv"

  init() throws { program = try Program() }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `a programme in JSON, the same on one thread and on two`() throws {
    let arguments = ["sweep", Self.template, "--over", Self.table, "--sample", "600", "--format", "json"]
    let one = try program.run(arguments + ["--threads", "1"])
    let two = try program.run(arguments + ["--threads", "2"])
    #expect(one.code == 0 && one.output == two.output && one.error.isEmpty)
    let answer = try object(one.output)
    #expect(answer["communities"] as? Int == 12 && answer["draws"] as? Int == 600)
    let results = try #require(answer["results"] as? [[String: Any]])
    #expect(results.count == 12)
    // The mean of the sums is the sum of the means.
    func mean(_ spread: Any?) -> Double { ((spread as? [String: Any])?["mean"] as? Double) ?? .nan }
    let totals = try #require(answer["totals"] as? [String: [String: Any]])
    for figure in ["fundingGap", "totalUses", "parties.city.paid"] {
      let parts = results.map { mean(($0["figures"] as? [String: Any])?[figure]) }
      #expect(abs(parts.reduce(0, +) - mean(totals[figure]?["value"])) < 1)
    }
    let conditions = try #require(answer["conditions"] as? [String: [String: Any]])
    let likelihoods = results.compactMap { ($0["conditions"] as? [String: Double])?["balances"] }
    #expect(abs(likelihoods.reduce(0, +) - mean(conditions["balances"]?["communities"])) < 1e-9)
  }

  @Test(arguments: ["zh", "en"]) func `tables fit the terminal in both languages`(language: String) throws {
    for sample in [[], ["--sample", "100"]] {
      let ending = try program.run(
        ["sweep", Self.template, "--over", Self.table, "--lang", language] + sample)
      #expect(ending.code == 0)
      let words =
        language == "zh" ? ["改造计划合计", "各方出资合计", "按区县小计", "资金最难平衡的小区"] : ["The whole programme", "Who pays"]
      for word in words { #expect(ending.output.contains(word)) }
      let widths = ending.lines.map { line in
        line.unicodeScalars.reduce(0) { $0 + (($1.value >= 0x2E80 && $1.value <= 0xFFE6) ? 2 : 1) }
      }
      #expect((widths.max() ?? 0) <= 80)
    }
  }

  @Test func `a number that is set is held in every draw, and the others draw as before`() throws {
    let folder = try Folder()
    let sweep = ["sweep", Self.template, "--over", Self.table, "--sample", "20", "--format", "json"]
    let set = ["--set", "funding.city-subsidy.amount=9999"]
    let (free, held) = (folder.file("free.csv"), folder.file("held.csv"))
    #expect(try program.run(sweep + ["--out", free]).code == 0)
    let answer = try object(try program.run(sweep + set + ["--out", held]).output)
    #expect(answer["held"] as? [String] == ["funding.city-subsidy.amount"])
    func column(_ name: String, of path: String) throws -> [Substring]? {
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      return lines[0].firstIndex { $0 == name }.map { place in lines.dropFirst().map { $0[place] } }
    }
    #expect(try column("funding.city-subsidy.amount", of: held) == nil)
    let other = "funding.district-subsidy.amount"
    let (before, after) = (try column(other, of: free), try column(other, of: held))
    #expect(before != nil && before == after)
    let words = try program.run(
      ["sweep", Self.template, "--over", Self.table, "--sample", "20"] + set + ["--lang", "en"])
    #expect(words.output.contains("Held as set with --set"))
  }

  @Test(arguments: [
    (
      "name,funding.utilities.share,scale:funding.utilities.share\nA,0.8,1.5\n", 65,
      "0.8 × 1.5 lies outside what"
    ),
    ("name,funding.utilities.share,scale:funding.utilities.share\nA,0.3,2\n", 0, ""),
    ("户数（户）,原建筑面积（㎡）\n420,30200\n", 65, "No column names the communities"),
  ]) func `numbers with factors, and tables without names`(text: String, code: Int32, words: String) throws {
    let folder = try Folder()
    let table = folder.file("table.csv")
    try text.write(toFile: table, atomically: true, encoding: .utf8)
    let ending = try program.run("sweep", Self.template, "--over", table, "--lang", "en")
    #expect(ending.code == code)
    #expect(words.isEmpty || ending.error.contains(words), "\(ending.error)")
  }

  @Test func `a row runs again as a scenario of its own`() throws {
    let folder = try Folder()
    let sweep = ["sweep", Self.template, "--over", Self.table, "--sample", "50", "--method", "sobol"]
    #expect(try program.run(sweep + ["--out", folder.file("rows.csv")]).code == 0)
    let text = try String(contentsOfFile: folder.file("rows.csv"), encoding: .utf8)
    let lines = text.split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines.count == 601 && lines[0][0] == "community" && lines[413][0] == "机械厂宿舍")
    let column = try #require(lines[0].firstIndex(of: "fundingGap"))
    #expect(try program.run(sweep + ["--row", "412", "-o", folder.file("row.json")]).code == 0)
    let run = try RunResult.of(program, folder.file("row.json"))
    let gap = try #require(Double(lines[413][column]))
    #expect(agrees(run["fundingGap"], gap, of: 1e7))
  }

  @Test func `settings and overlays change the template first`() throws {
    let plain = try program.run("sweep", Self.template, "--over", Self.table, "--format", "json")
    let more = try program.run(
      "sweep", Self.template, "--over", Self.table, "--format", "json", "--set",
      "funding.provincial-grant.amount=4000元/户")
    func paid(_ output: String) throws -> Double {
      let totals = try object(output)["totals"] as? [String: [String: Any]]
      return try #require((totals?["parties.province.paid"]?["value"] as? [String: Any])?["mean"] as? Double)
    }
    // 6,825 households.
    #expect(try paid(more.output) - paid(plain.output) == 6_825_000)
  }

  @Test func `a number that is set is not drawn, and that is told`() throws {
    let arguments = [
      "sweep", Self.template, "--over", Self.table, "--sample", "5", "--set",
      "funding.city-subsidy.amount=9999",
    ]
    let english = try program.run(arguments + ["--lang", "en"])
    #expect(english.output.contains("Held as set with --set, not drawn"))
    #expect(english.output.contains("6 uncertain numbers drawn 5 times"))
    #expect(try program.run(arguments + ["--lang", "zh"]).output.contains("已由 --set 取定值、不参与抽样"))
    let json = try object(try program.run(arguments + ["--format", "json"]).output)
    #expect(json["held"] as? [String] == ["funding.city-subsidy.amount"])
    #expect((json["drawn"] as? [String])?.count == 6)
  }

  @Test func `one draw is told as a draw`() throws {
    let ending = try program.run(
      "sweep", Self.template, "--over", Self.table, "--sample", "1", "--lang", "en")
    #expect(ending.output.contains("7 uncertain numbers drawn once"))
  }

  @Test func `a stopped community is named, not told as a gap of 0`() throws {
    let folder = try Folder()
    let template = try folder.write(
      """
      {"fundsim": 1, "title": "t", "timeline": {"start": "2025-01", "constructionMonths": 12, "constructionStep": "quarter"},
       "project": {"households": 100},
       "gates": {"consent": {"kind": "gate.consent", "threshold": 0.8, "agreedShare": 0.9, "effect": "stop"}},
       "costs": {"works": {"kind": "cost.perHousehold", "class": "worksBasic", "amount": 20000}},
       "funding": {"city": {"kind": "subsidy.perHousehold", "payer": "city", "amount": 20000, "requires": ["consent"]}}}
      """, to: "template.json")
    let table = try folder.write("name,gates.consent.agreedShare\nA,0.9\nB,0.5\n", to: "table.csv")
    let english = try program.run("sweep", template, "--over", table, "--lang", "en")
    #expect(english.output.contains("1 of 2 communities balances; 1 stopped by a condition."))
    #expect(!english.output.contains("The others'"))
    let chinese = try program.run("sweep", template, "--over", table, "--lang", "zh")
    #expect(chinese.output.contains("2 个小区中 1 个资金平衡；1 个前置条件未满足，项目不实施。"))
  }

  @Test func `every community stands in the CSV`() throws {
    let ending = try program.run(
      "sweep", Self.template, "--over", Self.table, "--format", "csv", "--lang", "zh")
    #expect(ending.output.contains("全部小区") && ending.output.contains("矿务局宿舍,丙区"))
  }

  @Test func `faults name row, column and community, in both languages`() throws {
    let folder = try Folder()
    let table = try folder.write(
      "名称,区县,project.housholds,户数\n甲,一,1,五百\n甲,一,1,2\n,一,1,3\n", to: "table.csv")
    let english = try program.run("sweep", Self.template, "--over", table)
    #expect(english.code == 65 && english.output.isEmpty)
    for words in [
      "table.csv:1:3: error", "Did you mean `project.households`", "“甲”: `五百` is no number", "table.csv:4:1",
    ] {
      #expect(english.error.contains(words), "\(words)")
    }
    let chinese = try program.run("sweep", Self.template, "--over", table, "--lang", "zh")
    for words in ["table.csv:1:3: 错误", "“甲”：“五百”不是数字", "“甲”已见于第 2 行"] {
      #expect(chinese.error.contains(words), "\(words)")
    }
    let none = try program.run("sweep", Self.template, "--over", folder.file("none.csv"))
    #expect(none.code == 66)
  }

  private static let refused: [String: String] = [
    "--shard 3/2": "--shard", "--merge none.json --row 1": "--merge",
    "--vary project.households=1:2:1": "--vary",
    "--sample 10 --precision npv=1": "--precision",
    "--row 12": "There is no row 12", "--sample 200000": "at most 100000 draws", "--indicators irrr": "irrr",
  ]

  @Test(arguments: refused.sorted { $0.key < $1.key })
  func `the command line is wrong`(arguments: String, words: String) throws {
    let ending = try program.run(
      ["sweep", Self.template, "--over", Self.table] + arguments.split(separator: " ").map(String.init))
    #expect(ending.code == 64, "\(ending.error)")
    #expect(ending.error.contains(words), "\(ending.error)")
    #expect(ending.output.isEmpty)
  }
}
