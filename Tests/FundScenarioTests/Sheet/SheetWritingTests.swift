import FundFormula
import FundScenario
import Testing

/// What a planner finds in a sheet.
@Suite struct SheetWritingTests {
  private let small = """
    {
      "fundsim": 1,
      "title": {"en": "A", "zh": "=1+1"},
      "timeline": {"start": "2025-03", "constructionMonths": 18},
      "project": {"households": {"value": 300, "unit": "户", "source": "调查 2024", "atLeast": true}},
      "costs": {},
      "funding": {
        "city": {
          "kind": "subsidy.perHousehold", "label": {"zh": "市级补助"}, "payer": "city", "eligible": ["worksBasic"],
          "amount": {"value": 6000, "unit": "元/户", "note": "a, b", "assumed": true},
          "schedule": {"shares": {"start": 0.3, "handover": 0.7}}
        }
      }
    }
    """

  @Test func `a sheet has a row a value, with names, units, sources and states`() throws {
    let text = parameterSheet(of: try tree(small), in: .zh)
    #expect(text.unicodeScalars.first == "\u{FEFF}")
    #expect(
      text.dropFirst().split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init) == [
        "编号,名称,数值,单位,依据,状态,备注,次序", "fundsim,格式版本,1,,,结构,,", "title.en,标题 英文,A,,,结构,,",
        #"title.zh,标题 中文,"""=1+1""",,,结构,,"#, "# timeline,时间轴,,,,,,",
        #"timeline.start,时间轴·开工时间,"""2025-03""",,,结构,,"#,
        "timeline.constructionMonths,时间轴·建设期（月）,18,,,,,", "# project,项目概况,,,,,,",
        "project.households,项目概况·户数,300,户,调查 2024,不低于,,value unit source atLeast",
        "costs,资金需求,{},,,结构,,", "# funding,资金来源,,,,,,", "# funding.city,市级补助,,,,,,",
        "funding.city.kind,市级补助·资金规则（按户补助）,subsidy.perHousehold,,,结构,,",
        "funding.city.label.zh,市级补助·名称 中文,市级补助,,,结构,,", "funding.city.payer,市级补助·出资方,city,,,结构,,",
        #"funding.city.eligible,市级补助·可用于的费用,"[""worksBasic""]",,,结构,,"#,
        #"funding.city.amount,市级补助·每户补助额,6000,元/户,,假设,"a, b",value unit note assumed"#,
        "funding.city.schedule.shares.start,市级补助·到位时间 分期 start,0.3,,,结构,,",
        "funding.city.schedule.shares.handover,市级补助·到位时间 分期 handover,0.7,,,结构,,", "",
      ])
  }

  @Test func `in English the header, the names and the states are English`() throws {
    let rows = cells(String(parameterSheet(of: try tree(small), in: .en).dropFirst()))
    #expect(rows[0] == ["id", "name", "value", "unit", "source", "status", "note", "order"])
    #expect(rows.contains { $0[0] == "funding.city.amount" && $0[5] == "assumed" })
  }

  @Test func `no cell of a sheet is a formula, a date or a number with leading zeros to a spreadsheet`()
    throws
  {
    let hostile = """
      {
        "title": "=cmd()", "+a": 1, "@x": "-y", "=b": {"value": 1, "unit": "=u", "source": "+s", "note": "@n"},
        "funding": {"x": {"label": "=HYPERLINK()", "amount": "007", "start": "2025-03", "note": "\\tb"}},
        "-5": -5, "a": "＝1", "b": "+1"
      }
      """
    let rows = cells(String(parameterSheet(of: try tree(hostile), in: .zh).dropFirst()))
    for cell in rows.joined() where !cell.isEmpty {
      let isNumber = Double(cell) != nil
      #expect(isNumber || !"=+-@＝＋－＠\t\r".contains(cell.first!), "\(cell)")
      #expect(cell != "007" && cell != "2025-03", "\(cell)")
    }
    #expect(rows.joined().contains("-5"))
  }

  @Test func `the order of a number's parts is written only where it is not the usual one`() throws {
    let text = #"{"a": {"value": 1, "unit": "元", "assumed": true, "source": "s", "note": "n"}}"#
    #expect(cells(parameterSheet(of: try tree(text), in: .zh))[0].count == 7)
  }
}
