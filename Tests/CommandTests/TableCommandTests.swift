import Foundation
import Testing

/// Tables and warnings as a user meets them.
struct TableCommandTests {
  private let program: Program
  private static let template = "Scenarios/programmes/city-template.json"

  init() throws { program = try Program() }

  @Test func `a workbook is told in one sentence wherever a file is read`() throws {
    let folder = try Folder()
    let book = try folder.write([0x50, 0x4B, 3, 4] + Array("\u{0}xl/workbook.xml".utf8), to: "表.xlsx")
    let first = "Scenarios/examples/first.json"
    let runs = [
      ["run", book], ["check", book, "--format", "csv"], ["explain", book, "fundingGap"],
      ["diff", first, book],
      ["compare", first, book],
      ["run", first, "--with", book], ["sweep", Self.template, "--over", book],
      ["allocate", book, "--amount", "1"],
      ["new", "--from", book],
    ]
    for run in runs {
      let ending = try program.run(run + ["--lang", "zh"])
      let told = (ending.output + ending.error).filter { !$0.isWhitespace }
      #expect(told.contains("工作簿（.xlsx）") && told.contains("另存为“CSVUTF-8（逗号分隔）”"), "\(run): \(ending)")
      #expect(!told.contains("U+00"), "\(run)")
    }
  }

  @Test func `names that a spreadsheet would compute are guarded in rows`() throws {
    let folder = try Folder()
    let table = try folder.write(
      "小区名称,区县,户数（户）\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",甲,420\n@村,+乙,860\n", to: "t.csv")
    let rows = folder.file("rows.csv")
    let ending = try program.run("sweep", Self.template, "--over", table, "--out", rows)
    #expect(ending.code == 0, "\(ending.error)")
    let text = try String(contentsOfFile: rows, encoding: .utf8)
    #expect(text.contains("\r\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","))
    #expect(text.contains("\r\n'@村,") && text.contains("'+乙"))
  }

  @Test(arguments: [
    ("sweep", "小区名称,户数（户）\n#N/A,420\n", "t.csv:2:1"), ("sweep", "小区名称,#REF!\n一村,420\n", "t.csv:1:2"),
    ("sweep", "小区名称,户数（户）\n一村,420\n合 计,420\n", "t.csv:3:1"), ("sweep", "名称;户数（户）\n一村;1,350\n", "t.csv:2:2"),
    ("allocate", "地区,面积,户数,楼栋,小区\nA,1,000,10,1,1\n", "t.csv:2:6"),
    ("allocate", "地区,面积,户数,楼栋,小区\nA,\"1,2\",1,1,1\n", "t.csv:2:2"),
    ("allocate", "地区,面积,户数,楼栋,小区\nA,0x64,1,1,1\n", "t.csv:2:2"),
    ("allocate", "地区,面积,户数,楼栋,小区\nA,0,0,0,0\n", "t.csv:2:2"),
    ("allocate", "地区,面积,户数,楼栋,小区\nA,1,1,1,1\nA,1,1,1,1\n", "t.csv:3:1"),
  ])
  func `what is wrong in a table ends the program, with its row and column`(
    command: String, text: String, place: String
  )
    throws
  {
    let folder = try Folder()
    let table = try folder.write(text, to: "t.csv")
    let arguments =
      command == "sweep"
      ? ["sweep", Self.template, "--over", table] : ["allocate", table, "--amount", "100"]
    let ending = try program.run(arguments)
    #expect(ending.code == 65 && ending.error.contains(place), "\(ending.error)")
  }

  @Test func `regions are shared alike whatever parts and encodes the table`() throws {
    let folder = try Folder()
    let text = "地区;面积;户数;楼栋;小区\r\n甲;1;1;1;1\r\n乙;3;3;3;3\r\n"
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let endings = try [folder.write(text, to: "a.csv"), folder.write(utf16, to: "b.csv")].map {
      try program.run("allocate", $0, "--amount", "400", "--format", "json")
    }
    for ending in endings {
      let answer = try #require(
        try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
      let shares = try #require(answer["shares"] as? [[String: Any]])
      #expect(shares.compactMap { $0["amount"] as? Double } == [100, 300])
    }
  }

  @Test(arguments: ["table", "csv", "markdown", "json"])
  func `warnings stand in every form of a result, in a file too`(
    format: String
  ) throws {
    let folder = try Folder()
    let file = folder.file("result")
    let set = ["--set", "project.households=120.5", "--set", "funding.city.amount=12000万元/户"]
    let ending = try program.run(
      ["run", "Scenarios/examples/first.json", "--format", format, "-o", file, "--lang", "zh"] + set)
    #expect(ending.code == 0, "\(ending.error)")
    let text = try String(contentsOfFile: file, encoding: .utf8).filter {
      !$0.isWhitespace && !"│|─".contains($0)
    }
    #expect(text.contains("120.5户，应为整数"), "\(text.prefix(2000))")
    // The sentence goes over several lines of its cell.
    #expect(text.contains("通常为100至") && text.contains("5,000,000元/户（公开案例"))
    #expect(text.contains("超过项目全部资金需求"))
  }

  @Test func `a setting goes by the name that lists print`() throws {
    let first = "Scenarios/examples/first.json"
    let named = try RunResult.of(program, first, "--set", "市级补助·每户补助额=15000")
    let plain = try RunResult.of(program, first, "--set", "funding.city.amount=15000")
    #expect(named.indicators.mapValues(\.value) == plain.indicators.mapValues(\.value))
  }
}
