import FundFormula
import Testing

@Suite struct CoarsenTests {
  private static let dates = Axis.dates(of: "debt.loan", 5)

  @Test func `sums dates into the periods they fall in, zero where none does`() throws {
    let row = Row.constant([1, 2, 4, 8, 16], on: Self.dates)
    let sums = row.summed(to: .periods(5), at: [0, 0, 2, 2, 3])
    #expect(sums.axis == .periods(5))
    #expect(try numbers(sums) == [3, 0, 12, 16, 0])
  }

  @Test func `a reason stays in its own period`() throws {
    let row = Row.constant([1, 2, 4, 8, 16], on: Self.dates)
      .divided(by: Row.constant([1, 1, 0, 1, 1], on: Self.dates), orElse: .noDebt)
    #expect(
      try outcomes(row.summed(to: .years(3), at: [0, 0, 1, 1, 2]))
        == [.value(3), .missing(.noDebt), .value(16)])
  }

  @Test func `a cell sums the cells of its own places`() throws {
    let fine =
      (Scalar.input(Input(path: "a", label: Bilingual(verbatim: "a"), value: 3))
      * Row.constant([1, 2, 4, 8, 16], on: Self.dates))
      .named("fine", Bilingual(verbatim: "fine"), .yuan)
    let coarse = fine.summed(to: .periods(2), at: [0, 0, 0, 1, 1])
      .named("coarse", Bilingual(verbatim: "coarse"), .yuan)
    let graph = try Graph([coarse.formula])
    let cells = WorkbookReading(graph, at: graph.evaluate()).cells
    let formulas = cells.compactMap { cell -> String? in
      guard cell.origin?.node == graph.node("coarse"), case .formula(let text, _, _) = cell.content else {
        return nil
      }
      return text
    }
    // Periods come first: their heading and one row, a row left free, the heading of the dates, their weights.
    #expect(formulas == ["SUM(rows!$E6:G6)", "SUM(rows!$H6:$I6)"])
  }
}
