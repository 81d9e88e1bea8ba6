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

  private func csv(_ blocks: [DocumentBlock], _ language: Language = .zh) -> String {
    OutputFormat.csv.writer(WriterOptions(language: language))
      .text(of: Document(title: Bilingual(verbatim: "x"), blocks: blocks))
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

  @Test func `writes the balance raw, in yuan, with a column of marks`() {
    let records = parse(String(csv([.table(capitalBalanceTable)]).dropFirst()))
    #expect(records[0] == ["资金平衡表"])
    #expect(
      records[1] == [
        "序号", "项目", "金额（元）", "金额标记", "占比（小数）", "户均（元）", "单方（元/㎡）", "落实状态", "到位时间", "依据",
      ])
    #expect(
      records[8] == [
        "1", "居民分担（1,350 元/㎡）", "49566600", "※", "0.09352188679245282", "90450", "", "已签约",
        "开工前/交房", "",
      ])
    #expect(Double(records[8][4]) == 49_566_600.0 / 530_000_000)
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
}
