import FundFormula
import FundReport
import Testing

struct CSVRowWriterTests {
  private func text(_ schema: RowSchema, _ blocks: [RowBlock]) -> String {
    String(decoding: file(.csv, schema, blocks), as: UTF8.self)
  }

  private func schema(_ kinds: RowColumn.Kind...) -> RowSchema {
    RowSchema(
      columns: kinds.enumerated().map { RowColumn("c\($0)", $1, label: Bilingual(verbatim: "c")) },
      version: "0.1.0")
  }

  @Test func `writes names, then records, missing values empty`() {
    let block = RowBlock([
      .wholeNumbers([0, -7, .max]), .numbers([0.1, Reason.noSignChange.number, -2]),
      .texts(["甲", nil, ""]),
    ])
    #expect(
      text(schema(.wholeNumber, .number, .text), [block])
        == "c0,c1,c2\r\n0,0.1,甲\r\n-7,,\r\n9223372036854775807,-2,\"\"\r\n")
  }

  @Test func `quotes what would part fields`() {
    let texts = ["a,b", "\"", "x\ny", "x\ry", " "]
    #expect(
      text(schema(.text), [RowBlock([.texts(texts)])])
        == "c0\r\n\"a,b\"\r\n\"\"\"\"\r\n\"x\ny\"\r\n\"x\ry\"\r\n \r\n")
  }

  /// Both writers of CSV guard alike, after what steers a terminal is gone; the second cell of a combining sign is no other sign to a spreadsheet.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
    ("+1", "'+1"),
    ("-1", "'-1"), ("@x", "'@x"), ("＝1", "'＝1"), ("\t=1", "'\t=1"), ("=\u{301}1", "'=\u{301}1"),
    ("a=1", "a=1"),
    ("'=1", "'=1"), ("\r\n", "\"'\r\n\""), ("\u{1B}=1", "'=1"), ("a\u{9B}1", "a1"),
  ])
  func `guards texts that a spreadsheet would compute`(name: String, field: String) {
    #expect(text(schema(.text), [RowBlock([.texts([name])])]) == "c0\r\n\(field)\r\n")
    let table = Table(
      id: "t", title: Bilingual(verbatim: ""), columns: [.init(id: "c", title: Bilingual(verbatim: "c0"))],
      rows: [Table.Row(id: "1", cells: [.text(Bilingual(verbatim: name))])])
    let document = Document(title: Bilingual(verbatim: "d"), blocks: [.table(table)])
    let people = CSVWriter(options: WriterOptions(language: .en)).text(of: document)
    #expect(people == "\u{FEFF}d\r\n\r\nc0\r\n\(field)\r\n")
  }

  /// In the second column: none of these lines is empty.
  @Test(arguments: [
    (-0.0, "0"), (1, "1"), (100, "100"), (49_566_600, "49566600"), (2.675, "2.675"), (0.0001, "0.0001"),
    (0.00001, "1e-05"), (0x1p53, "9007199254740992"), (1e16, "1e+16"), (1e300, "1e+300"),
    (.leastNonzeroMagnitude, "5e-324"), (.infinity, ""), (-.infinity, ""),
  ])
  func `writes a number in its shortest digits`(number: Double, digits: String) {
    let block = RowBlock([.wholeNumbers([1]), .numbers([number])])
    #expect(text(schema(.wholeNumber, .number), [block]) == "c0,c1\r\n1,\(digits)\r\n")
  }

  @Test func `keeps a lone missing value, as readers skip empty lines`() {
    #expect(
      text(schema(.number), [RowBlock([.numbers([1, .nan, 2])])]) == "c0\r\n1\r\n\"\"\r\n2\r\n")
  }

  @Test func `gives every number back bit for bit`() {
    var generator = SeededGenerator(seed: 12)
    let numbers = (0..<20_000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    let written = text(schema(.number), [RowBlock([.numbers(numbers)])])
    let lines = written.utf8.split(separator: 0x0A).dropFirst().map { Substring($0.dropLast()) }
    #expect(lines.map { Double($0)?.bitPattern } == numbers.map(\.bitPattern))
  }
}

/// The file of `schema` that holds `blocks`.
func file(_ format: RowFormat, _ schema: RowSchema, _ blocks: [RowBlock]) -> [UInt8] {
  var writer = format.writer(schema)
  return blocks.reduce(into: writer.head()) { $0 += writer.append($1) } + writer.end()
}
