import FundFormula
import FundModel
import FundScenario
import Testing

@Suite struct CommunitySheetTests {
  private func read(_ text: String) -> (CommunitySheet?, [Finding]) {
    readCommunities(Array(text.utf8), file: "table.csv")
  }

  @Test(arguments: [",", ";", "\t"]) func `columns have their roles whatever parts them`(separator: String)
    throws
  {
    let text = """
      \u{FEFF}# 演示数据

      序号,小区名称,区县,户数,#说明,备注,面积
      单位,单位,,户,,,万㎡
      1,东风里,甲区,420,老旧,临街,3.02
      2,东风里,乙区,,,,\r
      """.replacing(",", with: separator)
    let (found, findings) = read(text)
    let sheet = try #require(found)
    // Remarks are counted: a row of them, and two columns.
    #expect(findings.map(\.severity) == [.notice] && findings.map(\.check) == ["remarks"], "\(findings)")
    #expect(
      findings[0].message
        == Bilingual(
          en: "Passed over in the table: 1 row of remarks (1) and 2 columns of remarks (#说明, 备注).",
          zh: "表格中未读取：1 行说明（第 1 行）、2 列备注（#说明、备注）。"))
    #expect(sheet.hasIDs && sheet.groupings.map(\.title) == ["区县"])
    #expect(sheet.columns.map(\.title) == ["户数", "面积"] && sheet.columns.map(\.unit) == ["户", "万㎡"])
    #expect(sheet.rows.map(\.name) == ["东风里", "东风里"] && sheet.rows.map(\.groups) == [["甲区"], ["乙区"]])
    #expect(sheet.rows.map(\.id) == ["1", "2"] && sheet.rows.map(\.cells) == [["420", "3.02"], ["", ""]])
    #expect(sheet.rows.map(\.number) == [5, 6])
  }

  @Test func `without a title of names the first column names the communities`() throws {
    let sheet = try #require(read("计划,project.households\nA,5\n").0)
    #expect(sheet.names.title == "计划" && sheet.columns.map(\.title) == ["project.households"])
  }

  @Test func `a table in GBK is read`() throws {
    // 名称,户数 / 甲,5
    let bytes: [UInt8] = [
      0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xBB, 0xA7, 0xCA, 0xFD, 0x0A, 0xBC, 0xD7, 0x2C, 0x35, 0x0A,
    ]
    let (sheet, findings) = readCommunities(bytes, file: "table.csv")
    #expect(findings.isEmpty && sheet?.rows.first?.name == "甲" && sheet?.columns.first?.title == "户数")
  }

  private static let faults: [(String, [(Int, Int, String)])] = [
    ("", [(1, 1, "empty-file")]), ("name,a\n", [(1, 1, "empty-file")]),
    ("序号,户数\n1,5\n", [(1, 1, "missing-column")]),
    ("name,a,a\nx,1,2\n", [(1, 3, "duplicate-key")]),
    ("name,,a\nx,1,2\n", [(1, 2, "unknown-column")]), ("name,a,\nx,1,2\n", [(2, 3, "too-many-cells")]),
    (
      "name,区,a\nx,p,1\nx,p,2\nx,q,3\n,p,4\ny,,5\n合计,p,6\nz,p\nw,p,7,8\n",
      [
        (3, 1, "duplicate-key"), (5, 1, "missing-value"), (6, 2, "missing-value"), (7, 1, "unread-cell"),
        (8, 2, "too-many-cells"), (9, 4, "too-many-cells"),
      ]
    ),
    ("name,id,a\nx,1,1\ny,1,2\nz,,3\n", [(3, 2, "duplicate-key"), (4, 2, "missing-value")]),
    ("name,a\n\"x,1\n", [(2, 1, "unclosed-quote")]),
  ]

  @Test(arguments: faults.indices) func `every fault has its place, all at once`(place: Int) {
    let (text, expected) = Self.faults[place]
    let (_, findings) = read(text)
    let found = findings.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.check)" }
    #expect(found == expected.map { "\($0.0):\($0.1) \($0.2)" })
  }

  @Test func `a table too large is refused`() {
    let rows = (0...CommunitySheet.mostRows).map { "c\($0),1" }.joined(separator: "\n")
    #expect(read("name,a\n" + rows).1.map(\.check) == ["too-many-values"])
    let wide = "name," + (0..<CommunitySheet.mostColumns).map { "a\($0)" }.joined(separator: ",") + "\n"
    #expect(read(wide).1.map(\.check) == ["too-many-cells"])
    let (sheet, findings) = readCommunities(
      Array(repeating: UInt8(ascii: "a"), count: largestSource + 1), file: "t")
    #expect(sheet == nil && findings.map(\.check) == ["file-too-large"])
  }

  private static let cells: [(String, UnitKind, String?, Double)] = [
    ("6000", .yuan, nil, 6000), ("1,350", .households, "户", 1350), ("６０", .months, nil, 60),
    ("6%", .fraction, nil, 0.06), ("6%", .fraction, "%", 0.06), ("6", .fraction, "%", 0.06),
    ("1.2万", .households, nil, 12_000), ("1.2万", .yuan, "万元", 12_000),
    ("19.79亿元", .yuan, "万元", 1_979_000_000),
    ("3.02", .area, "万㎡", 30_200), ("0.6万元/户", .yuanPerHousehold, nil, 6000),
    ("4.5%", .ratePerYear, nil, 0.045),
    ("1.5年", .months, nil, 18),
  ]

  @Test(arguments: cells.indices) func `a cell is a number in the unit of its column or its own`(place: Int)
    throws
  {
    let (cell, kind, unit, expected) = Self.cells[place]
    let factor = try kind.factor(of: unit).get()
    let value = try kind.number(inCell: cell, unit: unit, factor: factor).get()
    #expect(abs(value - expected) <= 1e-12 * expected)
  }

  @Test(arguments: ["五百", "#N/A", "—", "1,35", "12 个"]) func `other cells are no numbers`(cell: String) throws
  {
    let factor = try UnitKind.yuan.factor(of: nil).get()
    #expect(throws: CommunityCellFault.self) {
      try UnitKind.yuan.number(inCell: cell, unit: nil, factor: factor).get()
    }
  }
}
