import FundFormula
import Testing

@Suite struct MultiplyTests {
  @Test func `multiplies period by period`() throws {
    #expect(try numbers(Scalar.constant(3) * Row.constant([1, -2])) == [3, -6])
  }
}
