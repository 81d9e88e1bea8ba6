import FundFormula
import Testing

@Suite struct MaximumTests {
  @Test func `gives the larger`() throws {
    #expect(try numbers(larger(Row.constant([1, -2, 3]), Scalar.constant(0.5))) == [1, 0.5, 3])
  }
}
