import FundFormula
import Testing

@Suite struct MinimumTests {
  @Test func `gives the smaller`() throws {
    #expect(try numbers(smaller(Row.constant([1, -2, 3]), Scalar.constant(0.5))) == [0.5, -2, 0.5])
  }
}
