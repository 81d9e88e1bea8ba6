import FundFormula
import Testing

@Suite struct GrowthTests {
  @Test func `raises 1 + rate to the years`() throws {
    #expect(
      try numbers(growth(.constant(0.5), years: Row.constant([0, 1, 2, -1]))) == [1, 1.5, 2.25, 1 / 1.5])
    let half = try numbers(growth(.constant(0.21), years: .constant(0.5)))[0]
    #expect(abs(half - 1.1) < 1e-15)
  }

  @Test func `a missing rate stays missing, also to the power zero`() throws {
    let rate = Scalar.one.divided(by: Scalar.zero, orElse: .noRoot)
    #expect(try outcomes(growth(rate, years: Scalar.zero)) == [.missing(.noRoot)])
  }
}
