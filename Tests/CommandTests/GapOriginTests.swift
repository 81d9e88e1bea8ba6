import Foundation
import Testing

/// Where the gap comes from, in `run` and `explain`; `explain` on one screen.
struct GapOriginTests {
  private let program: Program

  init() throws { program = try Program() }

  private func object(_ arguments: String...) throws -> [String: Any] {
    let ending = try program.run(arguments + ["--format", "json"])
    #expect(ending.code == 0)
    return try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  @Test(arguments: ["run", "explain"])
  func `products add up to the gap in JSON`(command: String) throws {
    let what = command == "run" ? [] : ["fundingGap"]
    let ending = try program.run([command, "Scenarios/yonganli.json"] + what + ["--format", "json"])
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    let products = try #require(answer["products"] as? [[String: Any]])
    #expect(
      products.compactMap { $0["id"] as? String } == [
        "homesReturned", "extraArea", "homesForSale", "sharedCosts",
      ])
    let lacks = products.compactMap { $0["lacks"] as? Double }.reduce(0, +)
    // 187,501,136 − 187,543,000, by the closed form of the analysis tests.
    #expect(abs(lacks + 41_864) < 1e-3)
    // Homes for sale: 86 × 110 m² × 2,800, 2.5 % of selling cost and 150,000 of premium each, against 9,800 a m².
    let homes = try #require(products.first { $0["id"] as? String == "homesForSale" })
    let sales = 86 * 110 * 9800.0
    let cost = 86 * 110 * 2800 + 0.025 * sales + 86 * 150_000
    #expect(abs(try #require(homes["lacks"] as? Double) - (cost - sales)) < 1e-3)
  }

  @Test(arguments: [80, 120], ["en", "zh"])
  func `an explanation fits a screen, wide or narrow`(width: Int, language: String) throws {
    for what in ["fundingGap", "totalUses", "burdenPerHousehold", "npv", "costs.building"] {
      let ending = try program.run(
        ["explain", "Scenarios/yonganli.json", what, "--lang", language],
        environment: ["COLUMNS": "\(width)"])
      #expect(ending.code == 0 && ending.lines.count <= 45, "\(what): \(ending.lines.count)")
      for line in ending.lines where columns(of: line) > width {
        Issue.record("\(columns(of: line)) columns: \(line)")
      }
    }
    let all = try program.run(["explain", "Scenarios/yonganli.json", "fundingGap", "--depth", "6"])
    #expect(all.lines.count > 100)
  }

  @Test func `the gap is told by product in both languages`() throws {
    for (language, words) in [("en", "Where the gap comes from"), ("zh", "缺口从哪来")] {
      for arguments in [["run"], ["explain"]] {
        let what = arguments == ["run"] ? [] : ["fundingGap"]
        let ending = try program.run(
          arguments + ["Scenarios/zhegong-xincun.json"] + what + ["--lang", language])
        #expect(ending.output.contains(words))
      }
    }
  }

  @Test func `a top-up stands behind what it pays, and the gap before it is explained`() throws {
    // 530 million of uses, published; 470 of owners; the special funds of government top up 60.
    let table = try program.run("run", "Scenarios/zhegong-xincun.json", "--lang", "zh").lines
    let start = try #require(table.firstIndex { $0 == "缺口从哪来" })
    let rows = table[start...].prefix(20).map { $0.split(separator: " ").map(String.init) }
    let before = try #require(rows.firstIndex { $0.first == "补足前资金缺口" })
    #expect(rows[before] == ["补足前资金缺口", "53,000.00", "47,000.00", "6,000.00"])
    #expect(Array(rows[before + 1].prefix(3)) == ["差额补足", "6,000.00", "-6,000.00"])
    for what in ["fundingGap", "缺口从哪来", "Where the gap comes from", "fundingGapBeforeTopUp"] {
      let output = try program.run("explain", "Scenarios/zhegong-xincun.json", what).output
      #expect(output.contains("= 530,000,000 − 470,000,000\n\n= 60,000,000 yuan"), "\(what)")
      #expect(!output.contains("530,000,000 − 530,000,000"), "\(what)")
    }
    // Who asks for levels or JSON gets what was asked for.
    let asked = try program.run("explain", "Scenarios/zhegong-xincun.json", "fundingGap", "--depth", "1")
      .output
    #expect(asked.contains("= 530000000 − 530000000"))
  }

  @Test func `a comparison recommends in words, in both languages`() throws {
    let models = "Tests/CommandTests/Fixtures/models/"
    let asked = [
      "compare", "Scenarios/yonganli.json", "--model", models + "grants.json", models + "owners.json",
    ]
    let zh = try program.run(asked + ["--lang", "zh"])
    #expect(zh.output.contains("①③方案成立，其中①居民负担最低：户均出资 261,975 元"))
    let en = try program.run(asked + ["--lang", "en"]).output.replacing("\n", with: " ")
    #expect(en.contains("What ① hinges on") && en.contains("--same-product"))
    let same = try program.run(asked + ["--same-product", "--lang", "zh"])
    #expect(same.code == 0 && same.output.contains("各列建设内容相同"))
    #expect(
      try program.run(["compare", "Scenarios/yonganli.json", "Scenarios/yonganli.json", "--same-product"])
        .code == 64)
  }

  @Test func `break-even asks for the whole plan where there is debt, in both languages`() throws {
    let asked = ["breakeven", "Scenarios/presets/bond-and-operation.json", "--solve", "debt.bond.amount"]
    let zh = try program.run(asked + ["--lang", "zh"]).output
    #expect(zh.contains("方案成立条件（逐项求解）") && zh.contains("控制条件"))
    let json = try program.run(asked + ["--format", "json"])
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let advised = try #require(answer["advised"] as? Double)
    let strict = try object(
      "run", "Scenarios/presets/bond-and-operation.json", "--set", "debt.bond.amount=\(advised)")
    #expect((strict["verdict"] as? [String: Any])?["holds"] as? Bool == true)
    let uses = try program.run(asked + ["--for", "fundingGap=0", "--lang", "zh"]).output
    #expect(!uses.contains("方案成立条件"))
  }
}
