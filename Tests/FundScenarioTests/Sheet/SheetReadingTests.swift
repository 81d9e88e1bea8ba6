import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// What Excel and WPS make of a sheet, and what planners do to it.
@Suite struct SheetReadingTests {
  @Test func `columns may stand in any order, be named in English, and lack what is not needed`() throws {
    #expect(try sheetTree("value,id\n5,a.b\n") == #"{"a":{"b":5}}"#)
    #expect(
      try sheetTree("备注,状态,依据,单位,数值,名称,编号\nn,假设,s,元,5,x,a\n")
        == #"{"a":{"value":5,"unit":"元","assumed":true,"source":"s","note":"n"}}"#)
    #expect(
      try sheetTree(" ID ,Value,STATUS\na,5,at least; assumed\n")
        == #"{"a":{"value":5,"atLeast":true,"assumed":true}}"#)
  }

  @Test func `semicolons and tabs part cells too, and line ends may be any`() throws {
    #expect(try sheetTree("编号;名称;数值\r\na;x;\"1;2\"\r\n") == #"{"a":"1;2"}"#)
    #expect(try sheetTree("编号\t名称\t数值\ra\tx\t1,350\rb\ty\tc") == #"{"a":1350,"b":"c"}"#)
  }

  @Test func `blank rows, remarks, headings and appended columns say nothing`() throws {
    let text = """
      # 说明,,,,
      ,,,,
      编号,名称,数值,,
      ,一、资金来源,,,
      # funding,资金来源,,,
      a,x,1,,
      ,,,,

      b,y,2,,,,,
      ,,
      """
    #expect(try sheetTree(text) == #"{"a":1,"b":2}"#)
  }

  @Test(arguments: [
    ("1350", "1350"), ("\"1,350\"", "1350"), ("1350.00", "1350.00"), ("\"-1,234,567.5\"", "-1234567.5"),
    ("１３５０", "1350"), ("\"１，３５０．５\"", "1350.5"), ("1.35E+09", "1.35E+09"), ("+5", "5"), (".5", "0.5"),
    ("80%", "0.8"), ("80.00%", "0.8"), ("5%", "0.05"), ("100%", "1"), ("12.345%", "0.12345"), ("８０％", "0.8"),
    ("-0.5%", "-0.005"), ("0%", "0"), ("TRUE", "true"), ("FALSE", "false"), (" 5 ", "5"),
  ])
  func `numbers as spreadsheets save them are the numbers they show`(cell: String, number: String) throws {
    #expect(
      try sheetTree("编号,数值\nfinance.discountRate,\(cell)\n") == #"{"finance":{"discountRate":\#(number)}}"#)
  }

  @Test func `a percentage beside the unit % is of that unit`() throws {
    #expect(
      try sheetTree("编号,数值,单位\na,80%,%\nb,80,%\nc,3.5%,％/年\nd,80%,\n")
        == #"{"a":{"value":80,"unit":"%"},"b":{"value":80,"unit":"%"},"c":{"value":3.5,"unit":"％/年"},"d":0.8}"#
    )
  }

  @Test func `in words for people numbers are left as they are written`() throws {
    #expect(
      try sheetTree("编号,数值\ntitle,80%\ncosts.x.label.zh,１２ 号\nsummary,[试点] 某小区\n")
        == #"{"title":"80%","costs":{"x":{"label":{"zh":"１２ 号"}}},"summary":"[试点] 某小区"}"#)
  }

  @Test(arguments: [
    ("2025/3/1", "2025-03"), ("2025/3", "2025-03"), ("2025年3月", "2025-03"), ("2025年3月1日", "2025-03"),
    ("2025年", "2025"),
    ("2025-3-1", "2025-03"), ("2025/12/31 0:00", "2025-12"), ("２０２５年３月", "2025-03"), ("2025-03", "2025-03"),
    ("\"\"\"2025-03\"\"\"", "2025-03"),
  ])
  func `dates as spreadsheets save them are months where a date is expected, and only there`(
    cell: String, date: String
  ) throws {
    #expect(
      try sheetTree(
        "编号,数值\ntimeline.start,\(cell)\ntimeline.milestones.topping-out,\(cell)\ncosts.x.schedule.from,\(cell)\n"
      )
        == #"{"timeline":{"start":"\#(date)","milestones":{"topping-out":"\#(date)"}},"costs":{"x":{"schedule":{"from":"\#(date)"}}}}"#
    )
    let other = try sheetTree("编号,数值\nparties.x.group,\(cell)\n")
    #expect(cell.contains("\"") || other == #"{"parties":{"x":{"group":"\#(cell)"}}}"#)
  }

  @Test func `a sheet in GB18030, as Excel saves it in Chinese, is read`() throws {
    // 编号,数值,单位 / funding.x.label,"市级补助",  / a,6000,元/㎡
    let bytes: [UInt8] =
      [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xCA, 0xFD, 0xD6, 0xB5, 0x2C, 0xB5, 0xA5, 0xCE, 0xBB, 0x0D, 0x0A]
      + Array("funding.x.label,".utf8) + [0xCA, 0xD0, 0xBC, 0xB6, 0xB2, 0xB9, 0xD6, 0xFA, 0x2C, 0x0D, 0x0A]
      + Array("a,6000,".utf8) + [0xD4, 0xAA, 0x2F, 0xA9, 0x4F, 0x0D, 0x0A]
    let (tree, findings) = readSource(bytes, file: "参数表.CSV")
    #expect(findings == [])
    #expect(tree?["funding"]?["x"]?["label"]?.text == "市级补助")
    #expect(tree?["a"]?["unit"]?.text?.hasPrefix("元/") == true)
  }

  @Test func `rows may be moved and added: a value joins its group`() throws {
    #expect(
      try sheetTree("编号,数值\na.x,1\nb,2\na.y,3\n") == #"{"a":{"x":1,"y":3},"b":2}"#)
  }

  @Test func `a source written beside a plain number makes it a sourced one`() throws {
    #expect(
      try sheetTree("编号,数值,单位,依据,状态,备注\na,5,,通知,公开数据,\nb,6,,,,\nc,7,月,,结构,\n")
        == #"{"a":{"value":5,"source":"通知"},"b":6,"c":{"value":7,"unit":"月"}}"#)
  }

  @Test func `lists may be written as in scenario files`() throws {
    #expect(
      try sheetTree("编号;数值\na;[works, fees]\nb;[]\nc;{}\nd;null\n")
        == #"{"a":[works,fees],"b":[],"c":{},"d":null}"#)
  }

  @Test func `places are rows and columns as a spreadsheet counts them`() throws {
    let (tree, _) = sheet("编号,数值,单位\r\na,\"two\r\nlines\",\r\nb,5,元\r\n")
    #expect(tree?["a"]?.text == "two\nlines")
    #expect(tree?["b"]?["value"]?.place == Place(file: "参数表.csv", line: 3, column: 2))
    #expect(tree?["b"]?["unit"]?.place == Place(file: "参数表.csv", line: 3, column: 3))
  }

  @Test func `an overlay and a base may be sheets`() throws {
    let overlay = "编号,数值,单位\nfunding.city-subsidy.amount,\"8,000\",元/户\n"
    let request = LoadRequest(
      .init(name: "s.json", bytes: Array(sound.utf8)),
      overlays: [.init(name: "o.csv", bytes: Array(overlay.utf8))])
    let changed = try loadScenario(request).scenario()
    #expect(changed.source["funding"]?["city-subsidy"]?["amount"]?["value"]?.text == "8000")
    let above = "编号,数值\nextends,base.csv\ntitle,x\n"
    let base = parameterSheet(of: try tree(sound), in: .zh)
    let extended = LoadRequest(.init(name: "s.csv", bytes: Array(above.utf8))) { name, _ in
      .init(name: name, bytes: Array(base.utf8))
    }
    #expect(try loadScenario(extended).scenario().content.title.zh == "x")
  }
}
