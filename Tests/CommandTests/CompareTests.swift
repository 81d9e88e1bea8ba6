import Foundation
import Testing

/// `compare`: columns and pages, sorting, what does not fit, every format.
struct CompareTests {
  private let program: Program
  private static let project = "Scenarios/yonganli.json"
  private static let models = "Tests/CommandTests/Fixtures/models/"

  init() throws { program = try Program() }

  private func compare(
    _ names: [String], _ more: [String] = [], width: Int = 80
  ) throws -> Program.Ending {
    try program.run(
      ["compare", Self.project, "--model"] + names.map { "\(Self.models)\($0).json" } + more,
      environment: ["COLUMNS": "\(width)"])
  }

  private func object(_ ending: Program.Ending) throws -> [String: Any] {
    #expect(ending.code == 0)
    return try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  /// The titles of each table: what stands between its first rule and the next.
  private func heads(of ending: Program.Ending) -> [String] {
    var heads: [String] = []
    var head: String?
    for line in ending.lines {
      if line.hasPrefix("━━━━"), head == nil {
        head = ""
      } else if line.hasPrefix("────") {
        head.map { if $0.contains("比选指标") || $0.contains("Figure") { heads.append($0) } }
        head = nil
      } else if line.isEmpty {
        head = nil
      } else {
        head? += line
      }
    }
    return heads
  }

  private func numbers(_ object: [String: Any]) -> [Int] {
    ((object["models"] as? [[String: Any]]) ?? []).compactMap { $0["number"] as? Int }
  }

  @Test(arguments: [80, 120], ["en", "zh"])
  func `no line is wider than the terminal and every page repeats the base`(
    width: Int, language: String
  ) throws {
    let ending = try compare(
      ["grants", "owners", "bond", "grants", "owners"], ["--difference", "--lang", language], width: width)
    #expect(ending.code == 0)
    for line in ending.lines where columns(of: line) > width {
      Issue.record("\(columns(of: line)) columns: \(line)")
    }
    let heads = heads(of: ending)
    let values = heads.filter { $0.contains("①") }
    // The other pages are those of the differences, which the base has none of.
    #expect(!values.isEmpty && heads.count > values.count)
    let shown = values.map { $0.filter { "②③④⑤⑥".contains($0) }.sorted().map(String.init).joined() }
    #expect(shown.joined() == "②③④⑤⑥")
    // Gap before and after top-up, on every page.
    let gap = ending.lines.filter { $0.contains("-4.19") }
    #expect(gap.count == 2 * values.count)
  }

  @Test(arguments: ["en", "zh"])
  func `three models fit 80 columns and five fit 120 on one page`(language: String) throws {
    for (names, width) in [(["grants", "owners"], 80), (["grants", "owners", "bond", "grants"], 120)] {
      let ending = try compare(names, ["--lang", language], width: width)
      let heads = heads(of: ending)
      #expect(heads.count == 1, "\(width)")
      #expect(heads.first?.filter { "①②③④⑤".contains($0) }.count == names.count + 1)
    }
  }

  @Test func `marks say what is best, not met, and who pays more`() throws {
    let output = try compare(["grants", "owners", "bond"], width: 120).output
    // Owners pay 165,880,000 yuan of 142,246,044.
    #expect(output.contains("-2,363.40 ★"))
    #expect(output.contains("not met ✕"))
    #expect(output.contains("pays more than in ①"))
    #expect(output.contains("district"))
    #expect(output.contains("▼"))
    let chinese = try compare(["owners"], ["--lang", "zh"]).output
    #expect(chinese.contains("谁比①多出钱"))
    #expect(chinese.contains("居民（业主） ▼"))
  }

  @Test func `a stopped model says so in short, and why below`() throws {
    let output = try compare(["signed"], ["--lang", "zh"]).output
    #expect(output.contains("②前置条件未满足，项目不实施：签约率。"))
    #expect(output.contains("未满足 ✕"))
    #expect(
      try compare(["signed"]).output.contains("② is stopped by a condition that is not met: Signing rate."))
  }

  @Test func `models end at the next option`() throws {
    let json = try object(compare(["grants", "owners"], ["--format", "json"]))
    #expect(numbers(json) == [1, 2, 3])
    #expect(json["version"] as? Int == 1)
    let ending = try program.run(
      "compare", "--model", "\(Self.models)grants.json", "--format", "json", Self.project)
    #expect(numbers(try object(ending)) == [1, 2])
  }

  @Test func `files are compared as they are, the first as the base`() throws {
    let ending = try program.run("compare", Self.project, "Scenarios/zhegong-xincun.json", "--lang", "zh")
    #expect(ending.code == 0)
    #expect(ending.output.contains("①  江山市永安里片区"))
    #expect(ending.output.contains("②  杭州浙工新村自主更新"))
  }

  @Test func `sorted by an indicator the base stays first`() throws {
    let names = ["grants", "owners", "bond"]
    #expect(
      numbers(try object(compare(names, ["--sort", "fundingGap", "--format", "json"]))) == [1, 3, 4, 2])
    #expect(numbers(try object(compare(names, ["--sort", "资金缺口", "--format", "json"]))) == [1, 3, 4, 2])
    let unknown = try compare(names, ["--sort", "fundingGab"])
    #expect(unknown.code == 64)
    #expect(unknown.error.contains("fundingGap"))
  }

  @Test func `another base is the first column`() throws {
    let json = try object(compare(["grants", "owners"], ["--base", "owners.json", "--format", "json"]))
    #expect(numbers(json) == [3, 1, 2])
    #expect(try compare(["grants"], ["--base", "nobody"]).code == 64)
  }

  @Test func `a model that does not fit is told and left out`() throws {
    let ending = try compare(["misfit", "owners"])
    #expect(ending.code == 0)
    let sentence = "`\(Self.models)misfit.json` does not fit and is left out:"
    #expect(ending.error.contains(sentence))
    #expect(ending.error.contains("misfit.json:11:20: error:"))
    #expect(ending.output.contains("misfit.json"))
    let alone = try compare(["misfit"])
    #expect(alone.code == 65)
    #expect(alone.output.isEmpty)
    #expect(alone.error.hasSuffix("No model is left to compare.\n"))
    let base = try compare(["misfit", "owners"], ["--base", "2"])
    #expect(base.code == 65)
    #expect(base.output.isEmpty)
  }

  @Test func `one scenario is nothing to compare`() throws {
    #expect(try program.run("compare").code == 64)
    #expect(try program.run("compare", Self.project).code == 64)
    #expect(try program.run("compare", "--model", "\(Self.models)grants.json").code == 64)
    #expect(
      try program.run("compare", Self.project, Self.project, "--model", "\(Self.models)grants.json").code
        == 64)
    #expect(try program.run("compare", Self.project, "none.json").code == 66)
  }

  @Test func `differences are the values less the base's, shares in points`() throws {
    let output = try compare(["owners"], ["--difference", "--lang", "zh"], width: 120).output
    let table = try #require(output.components(separatedBy: "与①之差").last)
    // 165,880,000 − 94,835,000 yuan of residents; 4,000 × 95 − 240,000 yuan of a small household.
    #expect(table.contains("+7,104.50"))
    #expect(table.contains("+140,000"))
    // 116.61 − 50.58 per cent, before rounding.
    #expect(table.contains("居民出资占比（百分点）"))
    #expect(table.contains("+66.04"))
  }

  @Test func `CSV and Markdown hold every model in one table`() throws {
    let csv = try compare(["grants", "owners", "bond"], ["--format", "csv", "--lang", "zh"]).output
    let head = try #require(csv.split(separator: "\r\n").first { $0.hasPrefix("比选指标") })
    for mark in "①②③④" { #expect(head.contains(mark)) }
    #expect(csv.contains("居民出资总额,元,94835000"))
    let markdown = try compare(["grants", "owners", "bond"], ["--format", "markdown"]).output
    #expect(
      markdown.contains(
        "| Figure | ① | ② Grants per household | ③ Residents only | ④ Special bond and parking |"))
  }

  @Test func `what restricted money pays shows in a run, and its unused rest`() throws {
    let ending = try program.run(
      "run", Self.project, "--with", "\(Self.models)grants.json", "--lang", "zh")
    let table = try #require(ending.output.components(separatedBy: "改造内容与资金来源匹配表").dropFirst().first)
    #expect(table.contains("▨"))
    // 362 × 50,000 − 10,570,500.
    #expect(table.contains("752.95"))
    let free = try program.run("run", Self.project, "--lang", "zh").output
    #expect(!free.contains("改造内容与资金来源匹配表"))
  }

  @Test func `a detail that differs stands below whom it is of`() throws {
    // Owners pay the same in both, of less that is used, and at other times: only their share and present value differ.
    let ending = try program.run(
      "compare", Self.project, "--model", "two-price-homes", "--difference", "--lang", "zh")
    #expect(ending.code == 0)
    let start = try #require(ending.lines.lastIndex { $0.hasPrefix("出资分担（全周期）") })
    let rows = ending.lines[(start + 1)...].prefix(3).map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(rows.map { $0.first?.prefix(4) } == ["居民（业", "占资金需", "净支付现"])
    #expect(rows[0].last == "0.00" && rows[1].last == "+0.72")
  }
}
