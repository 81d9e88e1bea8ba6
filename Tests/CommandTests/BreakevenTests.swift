import Foundation
import Testing

/// `breakeven`: answers in every format, exit codes, what it refuses.
struct BreakevenTests {
  private let program: Program
  private static let project = "Scenarios/yonganli.json"

  init() throws { program = try Program() }

  private func breakeven(_ arguments: String..., file: String = project) throws -> Program.Ending {
    try program.run(["breakeven", file] + arguments)
  }

  private func object(_ ending: Program.Ending) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  @Test func `one number, in JSON, set again by --set`() throws {
    let ending = try breakeven("--solve", "funding.homes.price", "--format", "json")
    #expect(ending.code == 0 && ending.error.isEmpty)
    let answer = try object(ending)
    let solved = try #require(answer["solved"] as? [String: Double])
    let price = try #require(solved["funding.homes.price"])
    #expect(abs(price - 9795.461158996042) < 1e-6)
    #expect(answer["roots"] as? [Double] == [price])
    #expect(answer["method"] as? String == "affine")
    #expect(abs(try #require(answer["residual"] as? Double)) < 1e-6)
    let run = try program.run([
      "run", Self.project, "--set", "funding.homes.price=\(price)", "--format", "json",
    ])
    let result = try object(run)
    let indicators = try #require(result["indicators"] as? [String: Any])
    let gap = try #require((indicators["fundingGap"] as? [String: Any])?["value"] as? Double)
    #expect(abs(gap) < 1e-5)
  }

  @Test func `the inputs are listed with their paths`() throws {
    let list = try object(try program.run(["list", "inputs", Self.project, "--format", "json"]))
    let inputs = try #require(list["inputs"] as? [[String: Any]])
    #expect(inputs.contains { $0["path"] as? String == "funding.homes.price" })
  }

  @Test func `no answer ends with 1 and says what the ends are`() throws {
    let ending = try breakeven("--solve", "funding.homes.soldShare", "--for", "fundingGap=-5000万元")
    #expect(ending.code == 1)
    let text = ending.output.replacing("\n", with: " ").replacing("  ", with: " ")
    #expect(text.contains("9,034.84 wan yuan") && text.contains("-4.19 wan yuan"))
    let json = try breakeven(
      "--solve", "funding.homes.soldShare", "--for", "fundingGap=-5000万元", "--format", "json")
    #expect(json.code == 1)
    let answer = try object(json)
    #expect((answer["solved"] as? [String: Double]) == [:] && answer["residual"] is NSNull)
  }

  @Test func `a table of two numbers`() throws {
    let ending = try breakeven(
      "--solve", "funding.residents.extraPrice", "--vary", "funding.homes.price=9000:10600:400", "--vary",
      "costs.building.unitCost=2600:3000:100", "--format", "json")
    #expect(ending.code == 0)
    let answer = try object(ending)
    let cells = try #require(answer["cells"] as? [[[String: Any]]])
    #expect(cells.count == 5 && cells.allSatisfy { $0.count == 5 })
    // At 9,400 and 2,800: 8,000 + (41,864 less of surplus) …, by the closed form of the analysis tests.
    let value = try #require(cells[1][2]["value"] as? Double)
    let built: Double = 2800 * 1.134
    let home: Double = 110 * built + 150_000 - 110 * 9400 * 0.975
    let needed: Double = 41470 * built + 4_009_500 + 6_561_000 + 86 * home
    #expect(abs(value - (needed - 1500 * 36450) / 5020) < 1e-6)
    let csv = try breakeven(
      "--solve", "funding.residents.extraPrice", "--vary", "funding.homes.price=9000:10600:400", "--format",
      "csv")
    #expect(csv.output.split(separator: "\r\n").count > 6)
  }

  @Test func `cells are shaded on a terminal with colour only`() throws {
    let plain = try breakeven(
      "--solve", "funding.residents.extraPrice", "--vary", "funding.homes.price=9000:10600:400")
    #expect(!plain.output.contains("\u{1B}"))
    let coloured = try program.shell(
      "script -qec \"$fundsim breakeven \(Self.project) --solve funding.residents.extraPrice --vary funding.homes.price=9000:10600:400\" /dev/null"
    )
    if coloured.code == 0 { #expect(coloured.output.contains("\u{1B}[30;48;5;")) }
  }

  @Test func `several numbers, and those that do the same`() throws {
    let both = try breakeven(
      "--solve", "funding.homes.price,funding.residents.extraPrice", "--for", "fundingGap=0", "--for",
      "residentPayments=1亿元", "--format", "json")
    #expect(both.code == 0)
    let solved = try #require(try object(both)["solved"] as? [String: Double])
    let extra: Double = (1e8 - 1500 * 36450) / 5020
    let found = try #require(solved["funding.residents.extraPrice"])
    #expect(abs(found - extra) < 1e-6)
    let same = try breakeven(
      "--solve", "funding.homes.price,funding.homes.soldShare", "--for", "fundingGap=0", "--for",
      "totalSources=3亿元")
    #expect(same.code == 1 && same.output.contains("sale price") && same.output.contains("share sold"))
  }

  @Test func `everything at once in both languages`() throws {
    let zh = try breakeven("--all", "--lang", "zh", file: "Scenarios/zhegong-xincun.json")
    #expect(zh.code == 0)
    for words in ["缺口怎么补", "临界点分析", "40,642.45", "补足前资金缺口", "组合（最小变动）"] {
      #expect(zh.output.contains(words), "\(words)")
    }
    let json = try object(
      try breakeven("--all", "--format", "json", file: "Scenarios/zhegong-xincun.json"))
    #expect((json["levers"] as? [Any])?.count == 5)
    #expect((json["points"] as? [Any])?.isEmpty == false)
  }

  /// Arguments as one text, and what the refusal must say.
  private static let refused: [String: String] = [
    "": "Give either --solve", "--solve a.b --all": "Give either --solve",
    "--solve funding.homes.pricee": "Did you mean `price`?",
    "--solve funding.homes.price --for fundingGap=0 --for npv=0": "2 targets need",
    "--solve funding.homes.price,funding.homes.price": "given twice",
    "--solve funding.homes.price --vary funding.homes.price=1:2:1": "given twice",
    "--solve funding.homes.price --vary costs.building.unitCost=1:0:1": "never arrives",
    "--solve funding.homes.price --vary costs.building.unitCost=0:1000:1 --vary funding.residents.price=0:1000:1":
      "at most 250000",
    "--solve funding.homes.price --for coverage=1.2": "has no",
    "--all --vary funding.homes.price=1:2:1": "--all takes",
  ]

  @Test(arguments: refused.sorted { $0.key < $1.key })
  func `the command line is wrong`(arguments: String, words: String) throws {
    let ending = try program.run(
      ["breakeven", Self.project] + arguments.split(separator: " ").map(String.init))
    #expect(ending.code == 64)
    #expect(ending.error.contains(words), "\(ending.error)")
    #expect(ending.output.isEmpty)
  }

  @Test func `months are tried one by one`() throws {
    let ending = try breakeven("--solve", "timeline.constructionMonths", "--format", "json")
    #expect(ending.code == 0)
    let answer = try object(ending)
    #expect(answer["method"] as? String == "enumeration")
    #expect(answer["solved"] as? [String: Double] == ["timeline.constructionMonths": 18])
    #expect(answer["meeting"] as? [[Int]] == [[4, 18]])
  }

  @Test func `a top-up within its ceiling lets the plan hold, and nothing says it pays whatever is missing`()
    throws
  {
    // Works of 1,000, a grant of 900, a top-up of 100 at most; 万元.
    let plan = """
      {"fundsim": 1, "title": "capped", "timeline": {"start": "2025-01", "constructionMonths": 12},
       "costs": {"works": {"kind": "cost.lumpSum", "class": "worksBasic", "amount": {"value": 1000, "unit": "万元"}}},
       "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": 900, "unit": "万元"}},
        "rest": {"kind": "topUp", "payer": "district", "maximum": {"value": 100, "unit": "万元"}}}}
      """
    let folder = try Folder()
    let file = try folder.write(plan, to: "capped.json")
    let zh = try program.run("breakeven", file, "--all", "--lang", "zh").output
    #expect(zh.contains("✓ 补足前资金缺口：现为 100.00 万元") && zh.contains("差额补足在约定上限内足以补平，方案成立"))
    #expect(!zh.contains("恒为零"))
    let en = try program.run("breakeven", file, "--all").output
    #expect(!en.contains("whatever happens") && en.contains("The top-up covers it within its ceiling"))
    // 50 more than the ceiling: the plan does not hold, and is told so.
    let dear = ["breakeven", file, "--all", "--set", "costs.works.amount=1050万元", "--lang", "zh"]
    #expect(try program.run(dear).output.contains("✗ 补足前资金缺口：现为 150.00 万元"))
    // The winner map takes the capped plan, and its rule does not say otherwise.
    let model = try folder.write(
      #"{"fundsim": 1, "title": "less", "replaces": ["funding"], "funding": {"city": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": 500, "unit": "万元"}}}}"#,
      to: "less.json")
    let map = try program.run(
      "sensitivity", file, "--model", model, "--vary", "costs.works.amount=9000000:10000000:500000", "--by",
      "governmentNet", "--lang", "zh")
    #expect(map.output.contains("A最优") && map.output.contains("在资金平衡、可实施"))
  }
}
