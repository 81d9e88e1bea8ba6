import FundFormula
import FundReport
import Testing

struct CSVWriterTests {
  /// RFC 4180, written from the RFC alone.
  private func parse(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var quoted = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      index += 1
      if quoted {
        if scalar == "\"", next == "\"" {
          field.unicodeScalars.append("\"")
          index += 1
        } else if scalar == "\"" {
          quoted = false
        } else {
          field.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "\"": quoted = true
      case ",":
        record.append(field)
        field = ""
      case "\r" where next == "\n":
        index += 1
        records.append(record + [field])
        record = []
        field = ""
      default: field.unicodeScalars.append(scalar)
      }
    }
    #expect(!quoted && field.isEmpty && record.isEmpty)
    return records
  }

  private func csv(
    _ blocks: [DocumentBlock], _ language: Language = .zh, in unit: MoneyUnit = .yuan, title: String = ""
  ) -> String {
    OutputFormat.csv.writer(WriterOptions(language: language, moneyUnit: unit))
      .text(of: Document(title: Bilingual(verbatim: title), blocks: blocks))
  }

  private func text(_ text: String) -> Table.Cell { .text(Bilingual(verbatim: text)) }

  private func table(_ cells: [[Table.Cell]]) -> Table {
    Table(
      id: "t", title: Bilingual(verbatim: "t"),
      columns: (cells.first ?? []).indices.map {
        Table.Column(id: "\($0)", title: Bilingual(verbatim: "c\($0)"))
      }, rows: cells.map { Table.Row(id: "", cells: $0) })
  }

  @Test func `starts with the byte-order mark and ends every record with CRLF`() {
    let text = csv([.table(capitalBalanceTable)])
    #expect(Array(text.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
    #expect(text.utf8.suffix(2).elementsEqual([0x0D, 0x0A]))
    #expect(text.utf8.filter { $0 == 0x0A }.count == text.utf8.filter { $0 == 0x0D }.count)
  }

  @Test func `writes the balance in yuan, with a column of marks`() {
    let records = parse(String(csv([.table(capitalBalanceTable)]).dropFirst()))
    #expect(records[0] == ["资金平衡表"])
    #expect(
      records[1] == [
        "序号", "项目", "金额（元）", "金额标记", "占比（小数）", "户均（元）", "单方（元/㎡）", "落实状态", "到位时间", "依据",
      ])
    #expect(
      records[8] == [
        "1", "居民分担（1,350 元/㎡）", "49566600", "※", "0.0935218867924528", "90450", "", "已签约",
        "开工前/交房", "",
      ])
    // Fifteen digits, as a spreadsheet holds them.
    #expect(abs((Double(records[8][4]) ?? 0) - 49_566_600.0 / 530_000_000) < 1e-16)
    #expect(records.last == ["※ 为假设值。"])
  }

  @Test func `parts tables by an empty line`() {
    let one = table([[text("a")]])
    #expect(csv([.table(one), .table(one)]) == "\u{FEFF}t\r\nc0\r\na\r\n\r\nt\r\nc0\r\na\r\n")
  }

  @Test func `names the unit of each row where a column holds several`() {
    let items = [
      KeyValue(Bilingual(verbatim: "a"), .amount(-12.5)),
      KeyValue(Bilingual(verbatim: "b"), .flagged(.ratio(1.25), mark: "※")),
      KeyValue(Bilingual(verbatim: "c"), .missing(Bilingual(en: "no debt", zh: "无债务"))),
    ]
    #expect(
      parse(String(csv([.keyValues(items: items)], .en).dropFirst())) == [
        ["item", "value", "value: unit", "value: mark", "note"], ["a", "-12.5", "yuan", "", ""],
        ["b", "1.25", "×", "※", ""], ["c", "no debt", "", "", ""],
      ])
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\r\nx", "＝1", "=HYPERLINK(\"http://x\",\"y\")",
  ])
  func `defuses text that a spreadsheet would compute`(formula: String) {
    let records = parse(
      String(csv([.table(table([[text(formula), .number(-1, decimals: 0)]]))]).dropFirst()))
    #expect(records[2] == ["'" + formula, "-1"])
  }

  @Test func `gives every text back through a parser`() {
    var generator = SeededGenerator(seed: 3)
    let alphabet: [Character] = ["a", "中", "\"", ",", "\n", "\r", " ", "，", "\r\n", "'", ";"]
    for _ in 0..<300 {
      let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<3).map { column in
          (column == 0 ? "x" : "") + "y"
            + String(
              (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
              })
        }
      }
      let records = parse(String(csv([.table(table(rows.map { $0.map { text($0) } }))]).dropFirst()))
      #expect(Array(records.dropFirst(2)) == rows)
    }
  }

  @Test(arguments: [
    (MoneyUnit.yuan, "70710400", "金额（元）"), (.wan, "7071.04", "金额（万元）"), (.yi, "0.707104", "金额（亿元）"),
  ])
  func `money is in the unit asked for, and no digits are the computer's`(
    unit: MoneyUnit, text: String, head: String
  ) {
    let table = Table(
      id: "t", title: Bilingual(verbatim: "t"),
      columns: [.init(id: "a", title: Bilingual(en: "amount", zh: "金额"))],
      rows: [70_710_400.00000001, 70_710_400.004, 0.004].map { Table.Row(id: "", cells: [.amount($0)]) })
    let records = parse(String(csv([.table(table)], in: unit).dropFirst()))
    #expect(records == [["t"], [head], [text], [text], ["0"]])
  }

  @Test func `fractions and counts have the digits that a spreadsheet holds`() {
    let cells: [Table.Cell] = [
      .share(0.1 + 0.2), .ratio(1.1 * 3), .number(1e15 / 3, decimals: 0), .years(20),
    ]
    let records = parse(String(csv([.table(table([cells]))]).dropFirst()))
    #expect(records[2] == ["0.3", "3.3", "333333333333333", "20"])
  }

  @Test func `the title of the document comes first`() {
    #expect(csv([.table(table([[text("a")]]))], title: "=x") == "\u{FEFF}'=x\r\n\r\nt\r\nc0\r\na\r\n")
  }

  @Test func `what would steer a terminal is left out, lines stay`() {
    let records = parse(String(csv([.table(table([[text("a\u{9B}31m\u{1B}\u{202E}b\nc")]]))]).dropFirst()))
    #expect(records[2] == ["a31mb\nc"])
  }
}
