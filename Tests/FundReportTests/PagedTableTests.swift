import FundFormula
import FundReport
import Testing

/// Tables whose columns are spread over pages, rows with their units, differences with their signs.
struct PagedTableTests {
  private static func table(models: Int) -> Table {
    let columns = (1...models).map { number in
      Table.Column(id: "m\(number)", title: Bilingual(verbatim: "model\(number)"), alignment: .trailing)
    }
    let cells = (1...models).map { Table.Cell.amount(Double($0) * 123_456_789) }
    return Table(
      id: "models", title: Bilingual(en: "Models", zh: "模式"),
      columns: [.init(id: "figure", title: Bilingual(en: "Figure", zh: "指标"))] + columns,
      rows: [
        .init(id: "gap", cells: [.titled(Bilingual(en: "Funding gap", zh: "资金缺口"), unit: .money)] + cells)
      ], notes: [Bilingual(en: "the only note", zh: "唯一的注")], repeatedColumns: 2)
  }

  private static func text(_ table: Table, width: Int, _ language: Language = .en) -> String {
    TerminalWriter(options: WriterOptions(language: language, width: width)).text(
      of: Document(title: Bilingual(verbatim: ""), blocks: [.table(table)]))
  }

  @Test(arguments: [40, 60, 80, 120], [2, 5, 9])
  func `every page repeats the first columns, none is left out, no line is wider`(width: Int, models: Int) {
    let text = Self.text(Self.table(models: models), width: width)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    let heads = lines.filter { $0.contains("model1") }
    let shown = heads.flatMap { $0.split(separator: " ").map(String.init) }
    for number in 2...models { #expect(shown.filter { $0 == "model\(number)" }.count == 1, "\(number)") }
    #expect(heads.allSatisfy { $0.hasPrefix("Figure") })
    #expect(lines.filter { $0.contains("12,345.68") }.count == heads.count)
    #expect(lines.filter { $0.contains("the only note") }.count == 1)
    #expect(text.contains("(1/\(heads.count))") == (heads.count > 1))
    #expect(!text.contains("Left out"))
  }

  @Test func `a table that fits is one page`() {
    #expect(!Self.text(Self.table(models: 5), width: 120).contains("(1/"))
  }

  @Test func `a row's name carries the unit its numbers share, but not one they print themselves`() {
    let printed = { (cell: Table.Cell, language: Language) in
      CellText(language: language, moneyUnit: .wan).printed(cell).text
    }
    let gap = Bilingual(en: "gap", zh: "缺口")
    #expect(printed(.titled(gap, unit: .money), .zh) == "缺口（万元）")
    #expect(printed(.titled(gap, unit: .money), .en) == "gap (wan yuan)")
    #expect(printed(.titled(gap, unit: .percent), .zh) == "缺口")
    #expect(printed(.titled(gap, unit: .ratio), .en) == "gap")
  }

  @Test(arguments: [
    (Table.Cell.amount(1_234_500), "+123.45"), (.amount(-1_234_500), "-123.45"), (.amount(0), "0.00"),
    (.amount(10), "<0.01"), (.amount(-10), ">-0.01"), (.amount(1e-9), "0.00"), (.share(0.0325), "+3.25"),
    (.rate(-0.0325), "-3.25"), (.ratio(0.5), "+0.50×"),
    (.number(1200, decimals: 0), "+1,200"),
  ])
  func `a difference shows its sign, shares in points`(cell: Table.Cell, expected: String) {
    #expect(CellText(language: .en, moneyUnit: .wan).printed(.difference(cell)).text == expected)
  }

  @Test func `in CSV the unit of a row stands in a column of its own, amounts in yuan`() {
    let table = Table(
      id: "t", title: Bilingual(verbatim: ""),
      columns: [
        .init(id: "figure", title: Bilingual(en: "Figure", zh: "指标")),
        .init(id: "a", title: Bilingual(verbatim: "A")), .init(id: "b", title: Bilingual(verbatim: "B")),
      ],
      rows: [
        .init(
          id: "gap",
          cells: [
            .titled(Bilingual(en: "gap", zh: "缺口"), unit: .money), .flagged(.amount(5000), mark: "★"),
            .amount(7000),
          ]),
        .init(
          id: "share",
          cells: [.titled(Bilingual(en: "share", zh: "占比"), unit: .percent), .share(0.25), .share(0.5)]),
        .init(
          id: "met", cells: [.text(Bilingual(en: "met", zh: "满足")), .text(Bilingual(verbatim: "x")), .empty]),
      ])
    let text = CSVWriter(options: WriterOptions(language: .en, moneyUnit: .yuan)).text(
      of: Document(title: Bilingual(verbatim: ""), blocks: [.table(table)]))
    #expect(
      text
        == "\u{FEFF}Figure,Figure: unit,A,A: mark,B\r\ngap,yuan,5000,★,7000\r\nshare,fraction,0.25,,0.5\r\n"
        + "met,,x,,\r\n")
  }
}
