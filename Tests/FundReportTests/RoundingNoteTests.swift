import FundFormula
import FundReport
import Testing

struct RoundingNoteTests {
  private func table(_ parts: [Double], total: Double) -> Table {
    Table(
      id: "t", title: Bilingual(verbatim: "t"),
      columns: [
        Table.Column(id: "label", title: Bilingual(verbatim: "l")),
        Table.Column(id: "amount", title: Bilingual(verbatim: "a"), alignment: .trailing, unit: .money),
      ],
      rows: parts.enumerated().map { index, yuan in
        Table.Row(id: "\(index)", cells: [.empty, .amount(yuan)], addsTo: "sum")
      } + [Table.Row(id: "sum", cells: [.empty, .flagged(.amount(total), mark: "※")], style: .total)])
  }

  @Test func `notes a column that seems not to add`() {
    // 33.33 + 33.33 + 33.33 = 99.99 beside 100.00.
    let thirds = table([333_333.33, 333_333.33, 333_333.34], total: 1_000_000)
    #expect(
      thirds.roundingDifferences(in: .wan)
        == [RoundingDifference(column: "amount", total: "sum", unitsOfLastPlace: 1)])
    #expect(thirds.roundingDifferences(in: .yuan).isEmpty)
    #expect(thirds.printedNotes(in: .wan) == [Table.roundingNote])
    let document = Document(title: Bilingual(verbatim: ""), blocks: [.table(thirds)])
    for format in [OutputFormat.table, .markdown] {
      let text = format.writer(WriterOptions(language: .zh)).text(of: document)
      #expect(text.contains("尾差系四舍五入所致"))
      let inYuan = format.writer(WriterOptions(language: .zh, moneyUnit: .yuan)).text(of: document)
      #expect(!inYuan.contains("尾差"))
    }
  }

  @Test func `does not excuse a sum that is wrong`() {
    #expect(table([100_000, 200_000], total: 310_000).roundingDifferences(in: .wan).isEmpty)
    // One unit of the last place, as rounding might give, but 100 yuan are missing.
    #expect(table([100_000, 200_000], total: 300_100).roundingDifferences(in: .wan).isEmpty)
  }

  @Test func `says nothing where the printed numbers add`() {
    #expect(table([100_000, 200_000], total: 300_000).roundingDifferences(in: .wan).isEmpty)
    #expect(capitalBalanceTable.roundingDifferences(in: .wan).isEmpty)
  }

  @Test func `takes away the rows that are subtracted`() {
    var table = table([100_050, 50_040], total: 50_010)
    table.rows[1].addsTo = nil
    table.rows[1].subtractsFrom = "sum"
    // 10.01 (10.005 up) − 5.00 = 5.01 beside 5.00.
    #expect(table.roundingDifferences(in: .wan).map(\.unitsOfLastPlace) == [-1])
  }
}
