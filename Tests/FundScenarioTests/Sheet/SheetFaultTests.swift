import Foundation
import FundFormula
import FundScenario
import Testing

/// Faulty sheets and what is said of them, all findings at once: check, path and row.
@Suite struct SheetFaultTests {
  struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    /// `check path row:column`.
    let expected: [String]

    init(_ name: String, _ text: String, _ expected: String...) {
      testDescription = name
      self.text = text
      self.expected = expected
    }
  }

  static let faults: [Fault] = [
    Fault("no rows", "", "empty-file  1:1"),
    Fault("only a header", "编号,数值\n", "empty-file  1:1"),
    Fault("no header", "a,1\nb,2\n", "missing-column  1:1", "missing-column  1:1"),
    Fault("no value column", "编号,名称\na,x\n", "missing-column  1:1"),
    Fault("a column twice", "编号,数值,值,value\na,1,,2\n", "duplicate-key  1:4"),
    Fault("columns nobody knows", "编号,数值,单 位,责任人\na,1,元,张\n", "unknown-column  1:3", "unknown-column  1:4"),
    Fault("a path twice", "编号,数值\na.b,1\nc,1\na.b,2\n", "duplicate-key a.b 4:1"),
    Fault(
      "a leaf and a group", "编号,数值\na,1\na.b,2\nc.d,3\nc,4\n", "leaf-and-group a.b 3:1",
      "leaf-and-group c 5:1"),
    Fault(
      "paths that are none", "编号,数值\na..b,1\n.a,2\n\"\"\"a\",3\n", "row-path a..b 2:1", "row-path .a 3:1",
      "row-path \"a 4:1"),
    Fault("a value without path", "编号,数值\n,1\na,2\n", "row-path  2:1"),
    Fault("a row without value", "编号,数值,单位\na,,元\nb,,\n", "missing-value a 2:2", "missing-value b 3:2"),
    Fault("an open quote", "编号,数值\na,1\nb,\"x\nc,2\n", "unclosed-quote  3:2"),
    Fault("text after a quote", "编号,数值\na,\"x\" y\n", "text-after-quote  2:2"),
    Fault("too many cells", "编号,数值,单位\na,1,350,元\n", "unit a 2:3", "too-many-cells  2:4"),
    Fault("a unit for a text", "编号,数值,单位\ntitle,x,元\n", "unit title 2:3"),
    Fault("a state for a text", "编号,数值,状态\ntitle,x,假设\n", "row-status title 2:3"),
    Fault("a state nobody knows", "编号,数值,状态\na,1,估算\n", "row-status a 2:3"),
    Fault("an order nobody knows", "编号,数值,次序\na,1,value price\n", "choice a 2:3"),
    Fault(
      "a source for a text", "编号,数值,依据,备注\ntitle,x,s,n\n", "unread-cell title 2:3", "unread-cell title 2:4"),
    Fault(
      "numbers that cannot be read",
      "编号,数值\nproject.households,约300\nproject.oldArea,2.1万㎡\nfunding.x.kind,subsidy.perHousehold\nfunding.x.amount,\"1,35\"\nfunding.x.schedule.shares.start,half\n",
      "not-a-number project.households 2:2", "not-a-number project.oldArea 3:2",
      "not-a-number funding.x.amount 5:2",
      "not-a-number funding.x.schedule.shares.start 6:2"),
    Fault(
      "a percentage of yuan", "编号,数值,单位\nfinance.openingCash,80%,\na,80%,元\n", "unit finance.openingCash 2:2",
      "unit a 3:2"),
    Fault(
      "what a spreadsheet could not compute",
      "编号,数值,单位,#REF!\nproject.households,#N/A,户,\n#NAME?,1,,\nproject.oldArea,8400,＃ＶＡＬＵＥ！,\n",
      "spreadsheet-error  1:4",
      "spreadsheet-error  2:2", "spreadsheet-error  3:1", "spreadsheet-error  4:3"),
    Fault(
      "numbers with a comma for the point",
      "编号;数值\nproject.oldArea;350,125\nproject.newArea;30.200\nproject.siteArea;12,5\na;-1,250%\n",
      "ambiguous-number project.oldArea 2:2", "ambiguous-number project.newArea 3:2",
      "not-a-number project.siteArea 4:2", "ambiguous-number a 5:2"),
    Fault(
      "a number parted at its comma", "编号,数值,单位,依据\nproject.oldArea,8,400,㎡\nproject.households,1,000,\n",
      "unit project.oldArea 2:3", "unit project.households 3:3"),
    Fault(
      "rows made remarks", "编号,数值\n# 说明,\na,1\n# b,2\n#c,3\n# 标题,\n", "remarks  4:1"),
    Fault("a date in doubt", "编号,数值\ntimeline.start,Mar-25\n", "date timeline.start 2:2"),
    Fault("a list that is none", "编号;数值\na;[works，fees\nb;[1], c: [2\n", "syntax a 2:2", "syntax b 3:2"),
    Fault("too deep", "编号,数值\n" + String(repeating: "a.", count: 70) + "b,1\n", "nested-too-deep  2:1"),
  ]

  @Test(arguments: faults)
  func `a faulty sheet is told of by row, in both languages`(_ fault: Fault) {
    let (tree, findings) = sheet(fault.text)
    #expect(
      findings.map { "\($0.check) \($0.path) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" }
        == fault.expected)
    #expect((tree == nil) == findings.contains { $0.severity == .error })
    for finding in findings {
      #expect(finding.place?.file == "参数表.csv")
      for words in [finding.message, finding.remedy].compactMap({ $0 }) {
        #expect(words.en.hasSuffix(".") || words.en.hasSuffix("?"), "\(words.en)")
        #expect(words.zh.hasSuffix("。") || words.zh.hasSuffix("？"), "\(words.zh)")
        #expect(words.en.count <= 400 && words.zh.count <= 300, "\(words.en)")
      }
    }
  }

  @Test func `all faults are told at once, in the order of rows`() {
    let (_, findings) = sheet(
      rows: "a,,1,,,估算,", "a,,2,,,,", "b,,,,,,", "timeline.start,,Mar-25,,,,", ",,5,,,,")
    #expect(
      findings.map(\.summary) == [
        "row-status 2:6", "duplicate-key 3:1", "missing-value 4:3", "date 5:3", "row-path 6:1",
      ])
  }

  @Test func `what the fields find wrong names the row too`() throws {
    var text = parameterSheet(of: try tree(sound), in: .zh)
    text = text.replacingOccurrences(of: ",6000,元/户", with: ",-6000,元/户").replacingOccurrences(
      of: "900,万元", with: "900,户")
    text += "funding.rest.amuont,,5,,,,\r\n"
    let rows = cells(text).map { $0[0] }
    let findings = loadScenario(LoadRequest(.init(name: "参数表.csv", bytes: Array(text.utf8)))).findings
    func row(_ path: String) -> Int { (rows.firstIndex(of: path) ?? -9) + 1 }
    #expect(
      findings.map { "\($0.check) \($0.path) \($0.place?.line ?? 0):\($0.place?.column ?? 0)" } == [
        "unit costs.works.amount \(row("costs.works.amount")):4",
        "out-of-range funding.city-subsidy.amount \(row("funding.city-subsidy.amount")):3",
        "unknown-field funding.rest.amuont \(row("funding.rest.amuont")):1",
      ])
  }

  @Test func `a unit beside the number in one cell is put where it belongs`() {
    let (_, findings) = sheet(rows: "project.oldArea,,2.1万㎡,,,,")
    #expect(
      findings[0].remedy
        == Bilingual(en: "Write 2.1 here, and `万㎡` in the column `unit`.", zh: "此处请写 2.1，单位“万㎡”写在“单位”列。"))
  }

  @Test func `bytes in no known encoding, and sheets beyond the limits, are refused`() {
    func checks(_ bytes: [UInt8]) -> [String] { readSource(bytes, file: "a.csv").1.map(\.check) }
    #expect(checks([0x61, 0xFF, 0xFF, 0x0A]) == ["invalid-utf-8"])
    #expect(checks([0xFF, 0xFE, 0x61]) == ["invalid-utf-8"])
    #expect(checks([0xFF, 0xFE, 0x00, 0xD8]) == ["invalid-utf-8"])
    #expect(checks([UInt8](repeating: 0x61, count: largestSource + 1)) == ["file-too-large"])
    let many = "编号,数值\n" + (0...150_001).map { "a\($0),1\n" }.joined()
    #expect(checks(Array(many.utf8)) == ["too-many-values"])
    let deep = "编号,数值\n" + (0...5_000).map { "a\($0).\(String(repeating: "b.", count: 60))c,1\n" }.joined()
    #expect(checks(Array(deep.utf8)) == ["too-many-values"])
    let faulty = "编号,数值\n" + (0..<300).map { "a\($0),\n" }.joined()
    let findings = readSource(Array(faulty.utf8), file: "a.csv").1
    #expect(findings.count == 101)
    #expect(findings.last?.check == "more-findings")
    #expect(checks(Array("编号,数值\na,\u{1}\n".utf8)) == ["control-character"])
  }

  @Test func `no sheet traps the reader: random bytes and cut sheets`() {
    let sheet = Array(parameterSheet(of: Presets.all[0].tree, in: .zh).utf8)
    var random = Seeded(state: 5)
    for _ in 0..<300 {
      var bytes = sheet
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = [
          0x22, 0x2C, 0x0A, 0x0D, 0x5B, 0x80, 0x2E, 0x23,
        ].randomElement(
          using: &random)!
      }
      let (tree, findings) = readSource(
        Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))), file: "x.csv")
      #expect((tree == nil) == findings.contains { $0.severity == .error })
    }
  }
}
