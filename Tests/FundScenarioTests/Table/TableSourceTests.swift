import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// One reader of tables under parameter sheets, communities and regions: what holds for one holds for all.
@Suite struct TableSourceTests {
  private static func fixture(_ name: String) throws -> [UInt8] {
    try Repository.bytes("Tests/FundScenarioTests/Fixtures/tables/\(name)")
  }

  private func places(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.check) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
  }

  private func communities(_ text: String) -> (CommunitySheet?, [Finding]) {
    readCommunities(Array(text.utf8), file: "table.csv")
  }

  private func regions(_ text: String) -> ([Region], [Finding]) {
    readRegions(Array(text.utf8), file: "regions.csv")
  }

  // MARK: The cases seen (Fixtures/tables/README.md)

  @Test func `a community named N-A is refused with its row`() throws {
    let (_, findings) = readCommunities(try Self.fixture("communities-na.csv"), file: "t.csv")
    #expect(places(findings) == ["spreadsheet-error 3:1"])
  }

  @Test func `a total written with a space is no community`() throws {
    let (sheet, findings) = readCommunities(try Self.fixture("communities-total-row.csv"), file: "t.csv")
    #expect(places(findings) == ["unread-cell 3:1"] && sheet?.rows.count == 1)
  }

  @Test func `a comma beside semicolons is asked about, and both readings are given`() throws {
    let (tree, findings) = readSource(try Self.fixture("sheet-decimal-comma.csv"), file: "s.csv")
    #expect(tree == nil && findings.map(\.path) == ["costs.works.unitCost"])
    #expect(places(findings) == ["ambiguous-number 18:3"])
    #expect(
      findings.first?.remedy
        == Bilingual(en: "Write 350.1250 or 350125.", zh: "请写成 350.1250 或 350125。"))
    // As advised it is read: 350.125 × 8,400 m² and 8 % of that, by hand 2,941,050 × 1.08 = 3,176,334.
    let text = String(decoding: try Self.fixture("sheet-decimal-comma.csv"), as: UTF8.self)
    let mended = text.replacing("350,125", with: "350.1250")
    let scenario = try loadScenario(LoadRequest(.init(name: "s.csv", bytes: Array(mended.utf8)))).scenario()
    let uses = try #require(scenario.model.indicators.first { $0.id == "totalUses" })
    let value = try #require(scenario.model.graph.node(uses.key))
    #expect(scenario.model.graph.evaluate().outcome(value).value == 3_176_334)
  }

  // MARK: Kinds

  @Test(arguments: [
    "#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#n/a", "＃ＲＥＦ！", "#名称?",
    "#引用！", "#值!",
    "Err:502", "错误:522", "#####",
  ])
  func `what a spreadsheet could not compute is refused in heads, names and numbers of every table`(
    cell: String
  ) {
    let tables = [
      communities("小区名称,\(cell)\n甲,1\n").1, communities("小区名称,户数\n\(cell),1\n").1,
      communities("小区名称,户数\n甲,\(cell)\n").1,
      regions("地区,面积,户数,楼栋,小区\n甲,\(cell),1,1,1\n").1, regions("地区,面积,户数,楼栋,小区\n\(cell),1,1,1,1\n").1,
      sheet("编号,数值\nproject.households,\(cell)\n").1, sheet("编号,数值\n\(cell),5\n").1,
    ]
    for findings in tables {
      #expect(findings.map(\.check) == ["spreadsheet-error"], "\(findings)")
    }
  }

  @Test(arguments: ["#3楼", "#1 Mill Lane", "#12", "＃5 院"])
  func `a name may begin with a number sign`(name: String) throws {
    for text in ["小区名称,户数\n\(name),5\n", "小区名称,户数\n\"\(name)\",5\n"] {
      let (found, findings) = communities(text)
      #expect(try #require(found).rows.map(\.name) == [name])
      #expect(findings.allSatisfy { $0.severity == .warning && $0.check == "remarks" })
    }
    #expect(regions("地区,面积,户数,楼栋,小区\n\(name),1,1,1,1\n").0.map(\.name) == [name])
  }

  @Test(arguments: [
    "合计", "合 计", "合　计", "全市合计", "甲区小计", "合计：", "总 计", "平均", "平均值", "Grand total", "Grand Total:", "Subtotal",
    "共计",
    "汇总", "合計", "合计（12个小区）", "总计12个", "其中：老旧小区", "TOTAL", "Total of all", "District total", "Sum", "average",
    "∑",
  ])
  func `totals and averages in any spelling are no community and no region`(name: String) {
    let (sheet, findings) = communities("小区名称,户数\n甲,5\n\(name),5\n")
    #expect(places(findings) == ["unread-cell 3:1"] && sheet?.rows.count == 1)
    #expect(places(regions("地区,面积,户数,楼栋,小区\n甲,1,1,1,1\n\(name),1,1,1,1\n").1) == ["unread-cell 3:1"])
  }

  @Test(arguments: [
    "百合计划小区", "平和里", "总后宿舍", "Sumter Court", "Totality House", "共青新村", "中计小区", "均和苑", "All Saints",
  ])
  func `names that only hold such letters are names`(name: String) {
    let (sheet, findings) = communities("小区名称,户数\n\(name),5\n")
    #expect(findings.isEmpty && sheet?.rows.map(\.name) == [name])
  }

  @Test func `a total beside an empty name is told as one`() {
    #expect(places(communities("区县,小区名称,户数\n甲区,一村,5\n甲区小计,,5\n").1) == ["unread-cell 3:1"])
  }

  /// (cell, beside semicolons and beside commas): the digits, or the check that refuses it.
  static let numbers: [(cell: String, semicolons: String, commas: String)] = [
    ("350,125", "ambiguous-number", "350125"), ("30.200", "ambiguous-number", "30.2"),
    ("-1,350", "ambiguous-number", "-1350"), ("1,350,000", "1350000", "1350000"),
    ("1,350.5", "1350.5", "1350.5"),
    ("350.1250", "350.125", "350.125"), ("0.125", "0.125", "0.125"), ("30.20", "30.2", "30.2"),
    ("1234.567", "1234.567", "1234.567"), ("1,2", "not-a-number", "not-a-number"),
    ("100,5", "not-a-number", "not-a-number"), ("1.350,5", "not-a-number", "not-a-number"),
    ("0,125", "not-a-number", "not-a-number"), ("1,35,000", "not-a-number", "not-a-number"),
    ("0x64", "not-a-number", "not-a-number"), ("1.000.000", "not-a-number", "not-a-number"),
    ("000", "not-a-number", "not-a-number"), ("1 350", "not-a-number", "not-a-number"),
    ("inf", "not-a-number", "not-a-number"), ("nan", "not-a-number", "not-a-number"),
    ("1.35E+03", "1350", "1350"),
    ("１，３５０", "ambiguous-number", "1350"),
  ]

  @Test(arguments: numbers.indices) func `a number reads alike in every table, or is refused with its place`(
    at: Int
  )
    throws
  {
    let (cell, semicolons, commas) = Self.numbers[at]
    for (separator, expected) in [(";", semicolons), (",", commas)] {
      func row(_ cells: String...) -> String { cells.joined(separator: separator) + "\n" }
      let quoted = "\"\(cell)\""
      let expectedValue = Double(expected)
      let (tree, inSheet) = sheet(row("编号", "数值") + row("finance.openingCash", quoted))
      #expect(tree?["finance"]?["openingCash"]?.text.flatMap { Double($0) } == expectedValue)
      let table = row("地区", "面积", "户数", "楼栋", "小区") + row("甲", quoted, "1", "1", "1")
      let (shares, inRegions) = regions(table)
      // A region has no negative area.
      if cell.hasPrefix("-") {
        #expect(shares.isEmpty)
      } else {
        #expect(shares.first?.factors[0] == expectedValue)
        if expectedValue == nil { #expect(places(inRegions) == ["\(expected) 2:2"]) }
      }
      if expectedValue == nil { #expect(places(inSheet) == ["\(expected) 2:2"]) }
      let parted = try #require(communities(row("名称", "a") + row("甲", "1")).0).separator
      let value = UnitKind.yuan.number(
        inCell: cell, unit: nil, factor: try UnitKind.yuan.factor(of: nil).get(), partedBy: parted)
      switch value {
      case .success(let number): #expect(number == expectedValue)
      case .failure(let fault): #expect(fault.check.rawValue == expected)
      }
    }
  }

  @Test func `a unit in the cell makes a number no clearer`() throws {
    let parted = try #require(communities("名称;a\n甲;1\n").0).separator
    let factor = try UnitKind.yuan.factor(of: nil).get()
    for cell in ["30.200元", "350.125 万元"] {
      let value = UnitKind.yuan.number(inCell: cell, unit: nil, factor: factor, partedBy: parted)
      guard case .failure(let fault) = value else {
        Issue.record("\(cell) is \(value)")
        continue
      }
      #expect(fault.check.rawValue == "ambiguous-number")
    }
  }

  // MARK: Opening, decoding, parting

  /// `text` in an encoding.
  private static func encoded(_ text: String, _ name: String) -> [UInt8] {
    func units(_ bigEndian: Bool) -> [UInt8] {
      text.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return bigEndian ? [high, low] : [low, high]
      }
    }
    return switch name {
    case "UTF-8": Array(text.utf8)
    case "UTF-8 with mark": [0xEF, 0xBB, 0xBF] + text.utf8
    case "UTF-16LE with mark": [0xFF, 0xFE] + units(false)
    case "UTF-16BE with mark": [0xFE, 0xFF] + units(true)
    case "UTF-16LE": units(false)
    default: units(true)
    }
  }

  @Test(arguments: [
    "UTF-8", "UTF-8 with mark", "UTF-16LE with mark", "UTF-16BE with mark", "UTF-16LE", "UTF-16BE",
  ])
  func `every table is read in every encoding and with every separator`(encoding: String) throws {
    for separator in [",", ";", "\t"] {
      for end in ["\n", "\r\n", "\r"] {
        func table(_ rows: [[String]]) -> [UInt8] {
          Self.encoded(rows.map { $0.joined(separator: separator) }.joined(separator: end) + end, encoding)
        }
        let communities = readCommunities(table([["小区名称", "户数"], ["东风里", "420"]]), file: "t.csv")
        #expect(communities.1.isEmpty && communities.0?.rows.map(\.name) == ["东风里"], "\(communities.1)")
        let regions = readRegions(
          table([["地区", "面积", "户数", "楼栋", "小区"], ["甲区", "1", "2", "3", "4"]]), file: "t.csv")
        #expect(regions.1.isEmpty && regions.0.map(\.factors) == [[1, 2, 3, 4]], "\(regions.1)")
        let sheet = readSource(table([["编号", "数值"], ["project.households", "420"]]), file: "t.csv")
        #expect(sheet.1.isEmpty && sheet.0?["project"]?["households"]?.text == "420", "\(sheet.1)")
      }
    }
  }

  @Test func `the separator is the one that parts the most cells, of two equals the one the rows agree with`()
    throws
  {
    // Three cells either way in the head; the rows have three by semicolons.
    let found = try #require(communities("名称;户数,套数;面积,原\n甲;5;6\n乙;7;8\n").0)
    #expect(found.columns.map(\.title) == ["户数,套数", "面积,原"] && found.separator == .semicolon)
    // A remark with many commas says nothing of it.
    #expect(try #require(communities("# 一,二,三,四\n名称;户数\n甲;5\n").0).separator == .semicolon)
  }

  @Test(arguments: ["，", "；", "|", "、"]) func `a sign that parts nothing is told, not taken for a name`(
    sign: String
  ) {
    let text = "小区名称\(sign)户数\n东风里\(sign)420\n"
    #expect(places(communities(text).1) == ["missing-column 1:1"])
    #expect(places(regions("地区\(sign)面积\n甲\(sign)1\n").1).first == "missing-column 1:1")
    #expect(places(sheet("编号\(sign)数值\na\(sign)1\n").1).first == "missing-column 1:1")
  }

  // MARK: Regions

  @Test(arguments: [
    ("地区,面积,户数,楼栋,小区\nA,1,000,10,1,1\n", "too-many-cells 2:6"),
    ("地区,面积,户数,楼栋,小区\nA,1,000,10\n", "too-many-cells 2:4"),
    ("地区,面积,户数,楼栋,小区\n甲,0,0,0,0\n乙,0,0,0,0\n", "out-of-range 2:2"),
    ("地区,面积,户数,楼栋,小区,困难系数\n甲,1,1,1,1,0\n", "out-of-range 2:2"),
    ("地区,面积,户数,楼栋,小区\n甲,1,1,1,1\n乙,1,1,1,1\n甲,2,2,2,2\n", "duplicate-key 4:1"),
    ("地区,面积,户数,楼栋,小区,面积\n甲,1,1,1,1,1\n", "duplicate-key 1:6"),
    ("地区,面积,户数,楼栋,小区\n,1,1,1,1\n", "missing-value 2:1"),
    ("地区,面积,户数,楼栋,小区\n甲,,1,1,1\n", "not-a-number 2:2"),
    ("地区,面积,户数,楼栋,小区\n甲,-1,1,1,1\n", "out-of-range 2:2"),
    ("地区,面积,户数,楼栋,小区\n甲,5%,1,1,1\n", "not-a-number 2:2"),
  ])
  func `every fault of a table of regions has its place`(text: String, expected: String) {
    let (regions, findings) = regions(text)
    #expect(regions.isEmpty && places(findings) == [expected])
    #expect(findings.allSatisfy { $0.remedy != nil })
  }

  @Test func `a column of regions nobody reads is told, and the regions are read`() {
    let (regions, findings) = regions("地区,面积,户数,楼栋,小区,人口\n甲,1,1,1,1,9\n")
    #expect(regions.count == 1 && places(findings) == ["unknown-column 1:6"])
    #expect(findings.map(\.severity) == [.warning])
  }

  // MARK: Files of another kind

  private static let foreign: [(bytes: [UInt8], words: String)] = [
    ([0x50, 0x4B, 3, 4] + Array("\u{0}xl/workbook.xml".utf8), "工作簿"),
    ([0x50, 0x4B, 3, 4] + Array("\u{0}word/document.xml".utf8), "Word"), ([0x50, 0x4B, 3, 4, 0, 0], "压缩包"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], ".xls"), (Array("%PDF-1.7".utf8), "PDF"),
    ([0x1F, 0x8B, 8], "压缩包"), ([0x89, 0x50, 0x4E, 0x47], "图片"),
  ]

  @Test(arguments: foreign.indices)
  func `a file that is no text is told in one sentence, wherever it is read`(at: Int) {
    let (bytes, words) = Self.foreign[at]
    let found = [
      readSource(bytes, file: "a.xlsx").1, readSource(bytes, file: "a.csv").1,
      readSource(bytes, file: "a.json").1, readCommunities(bytes, file: "a.csv").1,
      readRegions(bytes, file: "a.csv").1,
    ]
    for findings in found {
      #expect(findings.map(\.check) == ["file-kind"])
      #expect(findings.first?.message.zh.contains(words) == true && findings.first?.remedy != nil)
    }
  }
}
