import FundFormula
import Testing

@Suite struct SmallestTests {
  @Test func `gives the smallest, missing values left out`() throws {
    #expect(try numbers(Row.constant([3, -2, 4]).smallest) == [-2])
    let ratios = Row.constant([3, 1, 8]).divided(by: Row.constant([0, 2, 4]), orElse: .noDebt)
    #expect(try numbers(ratios.smallest) == [0.5])
    #expect(
      try outcomes(Row.constant([3, 1]).divided(by: Scalar.zero, orElse: .noDebt).smallest) == [
        .missing(.noDebt)
      ])
  }
}
