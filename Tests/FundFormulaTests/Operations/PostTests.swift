import FundFormula
import Testing

@Suite struct PostTests {
  @Test func `hands a yearly amount to its year's last period`() throws {
    let posted = Row.constant([7, 9], on: .years(2)).posted(on: .periods(5), at: [2, 4])
    #expect(posted.axis == .periods(5))
    #expect(try numbers(posted) == [0, 0, 7, 0, 9])
  }

  @Test func `a reason is that of its year alone`() throws {
    let row = Row.constant([7, 9], on: .years(2))
      .divided(by: Row.constant([0, 1], on: .years(2)), orElse: .noDebt)
    #expect(
      try outcomes(row.posted(on: .periods(4), at: [1, 3]))
        == [.value(0), .missing(.noDebt), .value(0), .value(9)])
  }

  @Test func `an explanation tells the year beside the period`() throws {
    let yearly = (Row.constant([7, 9], on: .years(2)) + Scalar.one)
      .named("yearly", Bilingual(verbatim: "yearly"), .yuan)
    let posted = yearly.posted(on: .periods(4), at: [1, 3])
      .named("posted", Bilingual(verbatim: "posted"), .yuan)
    let graph = try Graph([posted.formula])
    let found = graph.explanation(of: graph.node("posted")!, period: 3, at: graph.evaluate())
    #expect(found.numbers == "10")
    #expect(found.parts.map(\.outcome) == [.value(10)])
    #expect(found.parts.map(\.place) == [1])
  }
}
