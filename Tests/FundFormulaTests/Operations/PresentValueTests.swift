import FundFormula
import Testing

@Suite struct PresentValueTests {
  @Test func `discounts to the base date`() throws {
    #expect(
      abs(
        try numbers(
          Row.constant([-100, 60, 72]).presentValue(at: .constant(0.2), times: .constant([0, 1, 2])))[0])
        < 1e-12)
  }
}
