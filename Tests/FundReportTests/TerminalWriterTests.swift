import FundFormula
import FundReport
import Testing

struct TerminalWriterTests {
  private func text(_ blocks: [DocumentBlock], _ options: WriterOptions) -> String {
    OutputFormat.table.writer(options).text(of: Document(title: Bilingual(verbatim: ""), blocks: blocks))
  }

  @Test(arguments: capitalBalanceGoldens)
  func `prints the capital balance word for word`(golden: CapitalBalanceGolden) {
    let options = WriterOptions(language: golden.language, width: golden.width)
    #expect(text([.table(capitalBalanceTable)], options) == golden.text)
  }

  @Test func `colours totals and negative numbers, which keep their sign`() {
    var table = capitalBalanceTable
    table.rows[4].cells[2] = .amount(-1_234_567)
    table.rows[0].cells[2] = .amount(-5)
    let options = WriterOptions(language: .zh, width: 80, colour: true)
    let coloured = text([.table(table)], options)
    #expect(coloured.contains("\u{1B}[31m-123.46\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[1m47,000.00\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[1m资金来源（补足前）\u{1B}[0m"))
    #expect(coloured.contains("\u{1B}[1m0.00\u{1B}[0m") && !coloured.contains("-0.00"))
    var plain = options
    plain.colour = false
    #expect(withoutEscapes(coloured) == text([.table(table)], plain))
  }

  @Test func `draws ASCII rules when asked`() {
    var options = WriterOptions(language: .en, width: 80, ascii: true)
    let blocks: [DocumentBlock] = [
      .heading(level: 1, text: Bilingual(verbatim: "Heading")), .table(capitalBalanceTable),
      .bullets(items: [Bilingual(verbatim: "x")]), .verdict(text: Bilingual(verbatim: "v"), good: true),
    ]
    let ascii = text(blocks, options)
    #expect(!ascii.contains { "─━•✓".contains($0) })
    options.ascii = false
    #expect(text(blocks, options).contains { "─━•✓".contains($0) })
  }

  @Test func `prints rows as records where no table fits`() {
    let table = Table(
      id: "t", title: Bilingual(verbatim: ""),
      columns: [
        Table.Column(id: "a", title: Bilingual(en: "Item", zh: "项目")),
        Table.Column(id: "b", title: Bilingual(en: "Before", zh: "之前"), alignment: .trailing, unit: .money),
        Table.Column(id: "c", title: Bilingual(en: "After", zh: "之后"), alignment: .trailing, unit: .money),
      ],
      rows: [
        Table.Row(
          id: "1", cells: [.text(Bilingual(en: "Gap", zh: "缺口")), .amount(1.5e9), .amount(-2.5e9)])
      ])
    #expect(
      text([.table(table)], WriterOptions(language: .zh, width: 28)) == """
        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        缺口
          之前（万元）：150,000.00
          之后（万元）：-250,000.00
        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━

        """)
  }

  @Test func `aligns values, their units and remarks`() {
    let items = [
      KeyValue(Bilingual(verbatim: "项目总投资"), .amount(530_000_000)),
      KeyValue(
        Bilingual(verbatim: "补足前资金缺口"), .flagged(.amount(-60_000_000), mark: "※"),
        note: Bilingual(verbatim: "占 11.32%")),
      KeyValue(Bilingual(verbatim: "覆盖倍数"), .missing(Bilingual(verbatim: "无债务，不适用"))),
      KeyValue(Bilingual(verbatim: "回收期"), .years(12.345)),
    ]
    #expect(
      text([.keyValues(items: items)], WriterOptions(language: .zh, width: 60)) == """
        项目总投资      53,000.00 万元
        补足前资金缺口  -6,000.00 万元 ※  占 11.32%
        覆盖倍数        无债务，不适用
        回收期                12.35 年

        """)
  }

  @Test func `an escape in a label stays harmless`() {
    let blocks: [DocumentBlock] = [.paragraph(text: Bilingual(verbatim: "a\u{1B}[2Jb"))]
    #expect(text(blocks, WriterOptions(colour: true)) == "a[2Jb\n")
  }

  @Test(arguments: 0..<12)
  func `no line is wider than the terminal`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let blocks = randomBlocks(using: &generator)
    for width in 40...200 {
      for language in Language.allCases {
        let options = WriterOptions(
          language: language, width: width, colour: width.isMultiple(of: 2), ascii: width.isMultiple(of: 3))
        for line in withoutEscapes(text(blocks, options)).split(separator: "\n") {
          #expect(columns(line) <= width, "\(width): \(line)")
          #expect(!line.hasSuffix(" "))
        }
      }
    }
  }

  @Test func `every number of the columns that stay is printed whole`() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<50 {
      let table = randomTable(using: &generator)
      let cellText = CellText(language: .zh, moneyUnit: .wan)
      for width in [40, 60, 90, 200] {
        let printed = text([.table(table)], WriterOptions(language: .zh, width: width))
        for row in table.rows {
          for (column, cell) in zip(table.columns, row.cells)
          where column.importance == 0 && cell.number != nil {
            #expect(printed.contains(cellText.printed(cell).text))
          }
        }
      }
    }
  }
}

// MARK: - Random documents

private func randomBlocks(using generator: inout SeededGenerator) -> [DocumentBlock] {
  let words = { (generator: inout SeededGenerator) in
    Bilingual(en: randomText(in: .en, using: &generator), zh: randomText(in: .zh, using: &generator))
  }
  let items = (0..<5).map { _ in
    KeyValue(
      words(&generator), randomCell(using: &generator),
      note: Bool.random(using: &generator) ? words(&generator) : nil)
  }
  return [
    .heading(level: 1, text: words(&generator)), .paragraph(text: words(&generator)),
    .banner(text: words(&generator)), .verdict(text: words(&generator), good: true),
    .bullets(items: [words(&generator)]), .keyValues(items: items), .table(randomTable(using: &generator)),
  ]
}

private func randomTable(using generator: inout SeededGenerator) -> Table {
  let count = Int.random(in: 1...12, using: &generator)
  let columns = (0..<count).map { index in
    Table.Column(
      id: "\(index)",
      title: Bilingual(
        en: randomText(in: .en, using: &generator), zh: randomText(in: .zh, using: &generator)),
      alignment: [.leading, .centre, .trailing].randomElement(using: &generator) ?? .leading,
      importance: Int.random(in: 0...3, using: &generator),
      unit: Bool.random(using: &generator) ? .money : nil)
  }
  let rows = (0..<Int.random(in: 0...8, using: &generator)).map { index in
    Table.Row(
      id: "\(index)", cells: columns.map { _ in randomCell(using: &generator) },
      indent: Int.random(in: 0...3, using: &generator),
      style: [.normal, .total, .heading, .emphasis].randomElement(using: &generator) ?? .normal)
  }
  return Table(id: "t", title: Bilingual(verbatim: "t"), columns: columns, rows: rows, notes: [])
}

private func randomCell(using generator: inout SeededGenerator) -> Table.Cell {
  let value = Double.random(in: -1e10...1e10, using: &generator)
  switch Int.random(in: 0..<8, using: &generator) {
  case 0: return .empty
  case 1: return .amount(value)
  case 2: return .amountYuan(value)
  case 3: return .flagged(.amount(value), mark: "※")
  case 4: return .share(value / 1e10)
  case 5: return .missing(Bilingual(en: "no rate exists", zh: "现金流不变号，内部收益率不存在"))
  default:
    return .text(
      Bilingual(en: randomText(in: .en, using: &generator), zh: randomText(in: .zh, using: &generator)))
  }
}

private func randomText(in language: Language, using generator: inout SeededGenerator) -> String {
  let alphabet: [Character] =
    language == .en ? Array("abcdefghijk lmnop qrst   -/(),.") : Array("资金需求合计（）、，。12 34.5㎡a／《》e\u{301}")
  let count = Int.random(in: 0...(Bool.random(using: &generator) ? 6 : 60), using: &generator)
  return String((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
}

// MARK: - Another ruler

/// Columns by the few blocks these tests use, apart from the product's table.
private func columns(_ line: some StringProtocol) -> Int {
  line.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x300...0x36F: sum
    case 0x3000...0x33FF, 0x4E00...0x9FFF, 0xFF01...0xFF60: sum + 2
    default: sum + 1
    }
  }
}

private func withoutEscapes(_ text: String) -> String {
  var result = ""
  var isInside = false
  for character in text {
    switch character {
    case "\u{1B}": isInside = true
    case "m" where isInside: isInside = false
    default: if !isInside { result.append(character) }
    }
  }
  return result
}
