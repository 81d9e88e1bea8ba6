import FundFormula
import FundReport
import Testing

struct ParquetRowWriterTests {
  private func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A text with its length, which is below 128.
  private func counted(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + utf8(text) }

  /// By hand from `parquet.thrift` and the compact protocol: a field is its distance from the one before and its type
  /// (5 and 6 numbers, 8 bytes, 9 list, C struct), a number n is 2n, 0 ends a struct.
  @Test func `writes a tiny file byte by byte`() {
    let (high, low): ([UInt8], [UInt8]) = ([0, 0, 0, 0, 0, 0, 0xF8, 0x3F], [0, 0, 0, 0, 0, 0, 0, 0xC0])
    // Data page, 22 bytes; three values, plain, levels as runs.
    var expected = utf8("PAR1")
    expected += [0x15, 0, 0x15, 44, 0x15, 44, 0x2C, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0]
    // Two bytes of levels: one group of eight bits, the first and the third row have a value. Then 1.5 and −2.
    expected += [2, 0, 0, 0, 3, 0b101] + high + low
    let footerStart = expected.count
    // Format 2. Two elements: the root with one child, `x`, an optional DOUBLE. Three rows.
    expected += [0x15, 4, 0x19, 0x2C, 0x48] + counted("schema") + [0x15, 2, 0]
    expected += [0x15, 10, 0x25, 2, 0x18] + counted("x") + [0, 0x16, 6]
    // A row group with a column: DOUBLE, encodings, path, uncompressed, three values, 39 bytes twice, from byte 4.
    expected += [0x19, 0x1C, 0x19, 0x1C, 0x26, 0, 0x1C, 0x15, 10]
    expected += [0x19, 0x25, 6, 0, 0x19, 0x18] + counted("x")
    expected += [0x15, 0, 0x16, 6, 0x16, 78, 0x16, 78, 0x26, 8]
    // One null, greatest, least; the end of statistics, of the column's facts, of the column.
    expected += [0x3C, 0x36, 2, 0x28, 8] + high + [0x18, 8] + low + [0, 0, 0]
    // 39 bytes, three rows, 39 bytes compressed.
    expected += [0x16, 78, 0x16, 6, 0x36, 78, 0]
    expected += [0x19, 0x2C, 0x18] + counted("seed") + [0x18] + counted("7") + [0]
    let facts = #"[{"label":{"en":"share","zh":"占比"},"name":"x","unit":"fraction"}]"#
    expected += [0x18] + counted("fundsim.columns") + [0x18] + counted(facts) + [0]
    // The program; one order of columns, that of the type.
    expected += [0x18] + counted("fundsim version 0.1.0") + [0x19, 0x1C, 0x1C, 0, 0, 0]
    let length = expected.count - footerStart
    expected += [UInt8(length % 256), UInt8(length / 256), 0, 0] + utf8("PAR1")

    let column = RowColumn("x", .number, unit: "fraction", label: Bilingual(en: "share", zh: "占比"))
    let schema = RowSchema(columns: [column], metadata: [("seed", "7")], version: "0.1.0")
    #expect(file(.parquet, schema, [RowBlock([.numbers([1.5, Reason.noDebt.number, -2])])]) == expected)
  }

  @Test func `hands out a row group once it is full`() {
    let schema = RowSchema(
      columns: [RowColumn("row", .wholeNumber, label: Bilingual(verbatim: "row"))], version: "0.1.0")
    var writer = RowFormat.parquet.writer(schema)
    #expect(writer.head() == utf8("PAR1"))
    #expect(writer.append(RowBlock([.wholeNumbers(Array(1..<131_072))])).isEmpty)
    #expect(writer.append(RowBlock([.wholeNumbers([131_072])])).count > 8 * 131_072)
    #expect(writer.append(RowBlock([.wholeNumbers([])])).isEmpty)
    #expect(writer.end().count < 300)
  }

  @Test(arguments: RowFormat.allCases)
  func `blocks of any size give the same bytes`(format: RowFormat) {
    let rows = RowPattern(0..<270_000)
    let whole = file(format, RowPattern.schema, [rows.block(rows.lanes)])
    var generator = SeededGenerator(seed: 5)
    var cuts = [0, 131_072, 131_073, 262_143, 270_000]
    cuts += (0..<40).map { _ in Int.random(in: 0...270_000, using: &generator) }
    cuts.sort()
    let blocks = zip(cuts, cuts.dropFirst()).map { rows.block($0..<$1) }
    #expect(file(format, RowPattern.schema, blocks) == whole)
  }
}
