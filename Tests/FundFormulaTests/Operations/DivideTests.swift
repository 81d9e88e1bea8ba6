import FundFormula
import Testing

@Suite struct DivideTests {
  @Test func `divides, with a reason where there is nothing to divide by`() throws {
    #expect(
      try outcomes(Row.constant([6, 1, 0]).divided(by: Row.constant([4, 0, 0]), orElse: .noDebt)) == [
        .value(1.5), .missing(.noDebt), .missing(.noDebt),
      ])
  }
}
