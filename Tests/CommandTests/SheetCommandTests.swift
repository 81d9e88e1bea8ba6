import Foundation
import Testing

/// A planner's road: write a sheet, change a number in it, run it, take it back as JSON.
struct SheetCommandTests {
  private let program: Program

  init() throws { program = try Program() }

  private func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

  @Test func `a preset written as a sheet runs as the preset does, and a number changed in it counts`() throws
  {
    let folder = try Folder()
    let (file, json) = (folder.file("参数表.csv"), folder.file("project.json"))
    #expect(try program.run("new", "--preset", "自主更新", "-o", file).code == 0)
    #expect(try program.run("new", "--preset", "自主更新", "-o", json).code == 0)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    #expect(bytes.starts(with: "\u{FEFF}编号,名称,数值,单位,依据,状态,备注\r\n".utf8))
    #expect(try program.run("run", file).output == program.run("run", json).output)
    let changed = try text(file).replacingOccurrences(of: ",1400,元/㎡", with: ",\"1,600.00\",元/㎡")
    #expect(try text(file) != changed)
    let edited = try folder.write(changed, to: "edited.csv")
    let expected = try program.run("run", json, "--set", "funding.owners.price=1600元/㎡", "--format", "json")
    let figures = try JSONDecoder().decode(RunResult.self, from: Data(expected.output.utf8))
    #expect(
      try RunResult.of(program, edited).indicators.mapValues(\.value) == figures.indicators.mapValues(\.value)
    )
  }

  @Test(arguments: ["zhegong-xincun", "yonganli", "changsha-programme", "examples/first"])
  func `a scenario goes to a sheet and back without loss`(name: String) throws {
    let folder = try Folder()
    let (source, file) = ("Scenarios/\(name).json", folder.file("sheet.csv"))
    #expect(try program.run("new", "--from", source, "-o", file).code == 0)
    let back = try program.run("new", "--from", file)
    #expect(back.code == 0 && back.error.isEmpty)
    #expect(back.output == (try program.run("new", "--from", source).output))
    let diff = try program.run("diff", source, file, "--format", "json")
    #expect(diff.code == 0)
    let again = try program.run("new", "--from", file, "--format", "csv")
    #expect(again.output == (try text(file)))
  }

  @Test func `what is wrong in a sheet is told by row, and ends the program`() throws {
    let folder = try Folder()
    #expect(try program.run("new", "--preset", "居民自筹", "-o", folder.file("a.csv")).code == 0)
    let wrong = try text(folder.file("a.csv")).replacingOccurrences(
      of: "timeline.start,时间轴·开工时间,\"\"\"", with: "timeline.start,时间轴·开工时间,Jan-26,,,,\r\nx,,\"\"\"")
    let file = try folder.write(wrong, to: "wrong.csv")
    let ending = try program.run("run", file, "--lang", "zh")
    #expect(ending.code == 65)
    #expect(ending.error.contains("wrong.csv:8:3"), "\(ending.error)")
    #expect(ending.error.contains("2025年3月"))
  }

  @Test func `a sheet saved by Excel in Chinese, in GBK, runs as the original does`() throws {
    let folder = try Folder()
    let file = folder.file("表.csv")
    #expect(try program.run("new", "--preset", "财政按户补助", "-o", file).code == 0)
    let converted = try program.shell(
      "iconv -f UTF-8 -t GB18030 <(tail -c +4 '\(file)') > '\(folder.path)/gbk.csv'")
    #expect(converted.code == 0, "\(converted.error)")
    #expect(
      try program.run("new", "--from", folder.file("gbk.csv")).output
        == program.run("new", "--from", file).output)
  }

  @Test func `changes may be written into the copy, and what makes no sense is refused`() throws {
    let changed = try program.run(
      "new", "--from", "Scenarios/examples/first.json", "--set", "funding.city.amount=15000", "--format",
      "csv")
    #expect(changed.output.contains("funding.city.amount,市级补助·每户补助额,15000,"))
    #expect(try program.run("new", "--preset", "自主更新", "--from", "a.json").code == 64)
    #expect(try program.run("new", "--preset", "自主更新", "--set", "a=1").code == 64)
    #expect(try program.run("new", "--preset", "自主更新", "--format", "json", "-o", "/tmp/a.csv").code == 64)
    #expect(try program.run("new", "--from", "Scenarios/examples/first.json", "--as-of", "2024").code == 64)
    #expect(try program.run("new", "--from", "none.json").code == 66)
  }

  @Test func `a sheet is listed among the scenarios of its folder, other tables are not`() throws {
    let folder = try Folder()
    #expect(try program.run("new", "--preset", "自主更新", "-o", folder.file("a.csv")).code == 0)
    _ = try folder.write("x,y\n1,2\n", to: "b.csv")
    let list = try program.run("list", "scenarios", folder.path, "--format", "csv")
    #expect(list.output.contains("a.csv") && !list.output.contains("b.csv"))
  }

  @Test func `ids in Chinese are answered with the rows to write`() throws {
    let folder = try Folder()
    let file = try folder.write(
      """
      编号,名称,数值,单位,依据,状态
      fundsim,,1,,,
      title,,试算,,,
      时间轴.建设工期,建设工期,18,月,,假设
      债务.城投债.发行额,金额,3000,万元,,假设
      专项债券.期限,期限,20,年,,假设
      """, to: "参数表.csv")
    let said = try program.run("check", file, "--lang", "zh", "--format", "csv").output
    #expect(said.contains("是否应为“建设期（月）”（constructionMonths）？"))
    #expect(said.contains("请将这些行的编号改以“debt.bond.”开头；名称“城投债”另起一行，编号为“debt.bond.label.zh”。"))
    #expect(said.contains("请将这些行的编号改以“debt.bond.”开头。"))
  }

  /// No word of a field's list is left out, and each says what it is called.
  @Test func `a field that nothing reads is answered with those that may stand there`() throws {
    let ending = try program.run(
      "run", "Scenarios/examples/first.json", "--set", "timeline={\"start\": \"2025-03\", \"zzzzzz\": 1}",
      "--lang", "zh")
    #expect(ending.error.contains("建设期（月）（constructionMonths）"), "\(ending.error)")
    #expect(ending.code == 65)
  }
}
