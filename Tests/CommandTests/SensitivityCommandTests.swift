import Foundation
import Testing

/// `sensitivity`: tables in both languages, JSON, what it refuses.
struct SensitivityCommandTests {
  /// Works of 12,000, a grant of 9,000, 2,000 m² of homes at 10,000, a bond of 1,500 at 2.4 % over ten years; 万元.
  static let bond = """
    {"fundsim": 1, "title": "bond",
     "timeline": {"start": "2025-01", "constructionMonths": 24, "salesMonths": 12, "operationYears": 10,
      "constructionStep": "year", "operationStep": "year"},
     "costs": {"works": {"kind": "cost.lumpSum", "class": "worksRebuild", "amount": {"value": 12000, "unit": "万元"}}},
     "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": 9000, "unit": "万元"}},
      "homes": {"kind": "sale.homes", "homes": 20, "homeArea": 100, "price": 10000, "schedule": "handover"}},
     "debt": {"bond": {"kind": "bond", "amount": {"value": 1500, "unit": "万元"}, "coupon": 0.024, "term": 10,
      "issue": "start", "couponFrequency": "yearly"}}}
    """

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

  /// The site allows 9,884/110 = 89.85 homes; 86 and ten per cent are 94.6.
  @Test func `steps that cannot be built are marked`() throws {
    let ending = try program.run("sensitivity", Self.project, "--format", "json")
    let rows = try #require(try object(ending.output)["rows"] as? [[String: Any]])
    func marks(_ path: String) -> [Bool]? {
      rows.first { $0["path"] as? String == path }?["buildable"] as? [Bool]
    }
    #expect(marks("funding.homes.homes") == [true, true, true, false, false])
    #expect(marks("funding.homes.price") == [true, true, true, true, true])
    #expect(try program.run("sensitivity", Self.project, "--lang", "zh").output.contains("▲ 超出用地允许面积或建成车位"))
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

  // MARK: Winner map

  private static let models = ["grants", "owners", "bond"].map {
    "Tests/CommandTests/Fixtures/models/\($0).json"
  }
  private static let oneNumber = ["--vary", "costs.building.unitCost=2700:2900:50"]
  private static let twoNumbers = oneNumber + ["--vary", "funding.homes.price=9400:10200:400"]

  private func winners(
    _ more: [String], models: [String] = Self.models, width: Int = 80
  ) throws -> Program.Ending {
    try program.run(
      ["sensitivity", Self.project, "--model"] + models + more, environment: ["COLUMNS": "\(width)"])
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `a model hands over where breakeven says that it stops balancing`() throws {
    let json = try winners(Self.oneNumber + ["--sample", "500", "--format", "json"])
    #expect(json.code == 0)
    let answer = try object(json.output)
    #expect(answer["version"] as? Int == 1)
    #expect(
      (answer["models"] as? [[String: Any]])?.compactMap { $0["mark"] as? String } == ["A", "B", "C", "D"])
    let lines = try #require(answer["lines"] as? [[String: Any]])
    let switches = try #require(lines.first?["switches"] as? [[String: Any]])
    let ofProject = try #require(
      switches.first { ($0["causes"] as? [[String: Any]])?.first?["model"] as? String == "A" })
    let cause = (ofProject["causes"] as? [[String: Any]])?.first?["cause"] as? String
    #expect(cause == "failsToBalance" && ofProject["before"] as? [String] == ["A"])
    // The second road: the question about this model alone.
    let alone = try object(
      try program.run("breakeven", Self.project, "--solve", "costs.building.unitCost", "--format", "json")
        .output)
    let solved = try #require((alone["solved"] as? [String: Double])?["costs.building.unitCost"])
    let value = try #require(ofProject["value"] as? Double)
    #expect(abs(value - solved) <= 1e-9 * solved)
    let regret = try #require(answer["regret"] as? [String: Any])
    #expect(regret["rows"] as? Int == 500 && (regret["models"] as? [Any])?.count == 4)
    // How often the project balances is what a sweep of it says.
    let sweep = try object(
      try program.run("sweep", Self.project, "--sample", "500", "--format", "json").output)
    let balances = ((regret["models"] as? [[String: Any]])?.first?["balances"] as? [String: Any])?["share"]
    #expect(balances as? Double == (sweep["probabilities"] as? [String: Double])?["balances"])
  }

  @Test(arguments: [80, 120], ["en", "zh"])
  func `the map fits the terminal, and says what its signs mean`(width: Int, language: String) throws {
    for more in [Self.oneNumber, Self.twoNumbers] {
      let ending = try winners(more + ["--lang", language, "--quiet"], width: width)
      #expect(ending.code == 0)
      for line in ending.lines where columns(of: line) > width {
        Issue.record("\(columns(of: line)) columns: \(line)")
      }
      let words =
        language == "zh"
        ? ["最优筹资模式表", "各模式所占单元", "最优模式转换点", "A资金不再平衡", "后悔值分析", "● 现值", "A=B"]
        : [
          "Best funding model", "Cells by model", "Where the best model changes", "A no longer balances",
          "Regret", "●",
        ]
      for word in words { #expect(ending.output.contains(word), "\(word)") }
    }
  }

  @Test(arguments: ["csv", "markdown"])
  func `the map in other formats`(format: String) throws {
    let ending = try winners(Self.twoNumbers + ["--format", format, "--sample", "100", "--lang", "en"])
    #expect(
      ending.code == 0 && ending.output.contains("A → ") && ending.output.contains("A no longer balances"))
  }

  @Test func `a map without an answer ends with 1 and is shown all the same`() throws {
    let ending = try winners(
      ["--vary", "costs.building.unitCost=9000:9500:250", "--sample", "100", "--lang", "en"],
      models: ["Tests/CommandTests/Fixtures/models/signed.json"])
    #expect(ending.code == 1)
    for words in ["no model can be chosen", "stopped by a condition", "B has no value in 100 rows"] {
      #expect(ending.output.contains(words), "\(words)")
    }
  }

  @Test func `a model that does not fit is left out and named`() throws {
    let misfit = "Tests/CommandTests/Fixtures/models/misfit.json"
    let ending = try winners(Self.oneNumber + ["--lang", "en"], models: Self.models + [misfit])
    #expect(ending.code == 0 && ending.error.contains("misfit.json` does not fit"))
    #expect(ending.output.contains("misfit.json"))
    let none = try winners(Self.oneNumber + ["--lang", "en"], models: [misfit])
    #expect(none.code == 65 && none.error.contains("No model is left to compare") && none.output.isEmpty)
  }

  private static let refusedMaps: [String: String] = [
    "": "--vary", "--vary costs.building.unitCost=1:2": "FROM:TO:STEP",
    "--vary costs.building.unitCosts=1:2:1": "unitCost",
    "--vary costs.building.unitCost=1:2:1 --steps 10": "--steps",
    "--vary costs.building.unitCost=1:2:1 --for npv=0": "--for",
    "--vary costs.building.unitCost=1:2:1 --by burdenPerHousehol": "burdenPerHousehold",
    "--vary costs.building.unitCost=1:2:1 --by lowestCashPeriod": "--by",
    "--vary costs.building.unitCost=1:2:1 --by coverageAllDeb": "coverageAllDebt",
    "--vary timeline.constructionMonths=12:18:6": "shapes the calculation",
  ]

  @Test(arguments: refusedMaps.sorted { $0.key < $1.key })
  func `a question to several models is wrong`(arguments: String, words: String) throws {
    let ending = try winners(arguments.split(separator: " ").map(String.init) + ["--quiet"])
    #expect(ending.code == 64)
    #expect(ending.error.contains(words), "\(ending.error)")
    #expect(ending.output.isEmpty)
  }

  @Test(arguments: ["en", "zh"])
  func `an indicator that does not exist is answered in the language asked for`(language: String) throws {
    let words =
      language == "zh"
      ? "没有名为“burdenPerHousehol”的指标。是否应为 burdenPerHousehold" : "Did you mean burdenPerHousehold"
    let map = try winners(Self.oneNumber + ["--by", "burdenPerHousehol", "--lang", language])
    let table = try program.run(
      ["compare", Self.project, "--model"] + Self.models + [
        "--sort", "burdenPerHousehol", "--lang", language,
      ])
    for ending in [map, table] {
      #expect(ending.code == 64 && ending.error.contains(words), "\(ending.error)")
      #expect(ending.output.isEmpty && ending.error.contains("There is no") == (language == "en"))
    }
  }

  @Test func `the robust choice is named in the words of the table`() throws {
    let zh = try winners(Self.oneNumber + ["--sample", "2000", "--lang", "zh"], width: 160).output
    #expect(zh.contains("可避免不平衡概率") && zh.contains("稳健选择") && !zh.contains("失衡"))
    let few = try winners(Self.oneNumber + ["--sample", "60", "--lang", "zh"], width: 160).output
    #expect(few.contains("不足 100 组，不判断稳健选择"))
  }

  private static let refused: [String: String] = [
    "--steps 0": "--steps", "--steps 10,10": "--steps", "--steps ten": "--steps", "--sample 1": "--sample",
    "--for coverage=1.2": "has no", "--vary costs.building.unitCost=1:2:1": "--model", "--by irr": "--model",
  ]

  @Test(arguments: refused.sorted { $0.key < $1.key })
  func `the command line is wrong`(arguments: String, words: String) throws {
    let ending = try program.run(
      ["sensitivity", Self.project] + arguments.split(separator: " ").map(String.init))
    #expect(ending.code == 64)
    #expect(ending.error.contains(words), "\(ending.error)")
    #expect(ending.output.isEmpty)
  }

  @Test func `with debt nothing borrowed counts as improvement where nobody says what for`() throws {
    let folder = try Folder()
    let plan = try folder.write(Self.bond, to: "bond.json")
    for (language, words) in [
      ("zh", ["全周期收支差额：现为 -1,360.00 万元", "--for fundingGap=0"]),
      ("en", ["balance over the whole life today: -1,360.00 wan yuan", "--for fundingGap=0"]),
    ] {
      let output = try program.run("sensitivity", plan, "--lang", language).output
      for word in words { #expect(output.contains(word), "\(word)") }
      // 11,000 of income less 12,000 of works and ten coupons of 36: a fifth more of the bond costs 72 of coupons more.
      let name = language == "zh" ? "bond·发行额" : "bond: amount issued"
      let row = try #require(output.split(separator: "\n").first { $0.hasPrefix(name) })
      #expect(row.contains("-1,288.00") && row.contains("-1,432.00"))
    }
    let asked = try program.run("sensitivity", plan, "--for", "fundingGap=0").output
    #expect(asked.contains("funding gap today: -428.00 wan yuan"))
  }
}
