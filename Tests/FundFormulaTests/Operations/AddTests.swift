import FundFormula
import Testing

@Suite struct AddTests {
  @Test func `adds numbers, rows and both`() throws {
    #expect(try numbers((Row.constant([1, 2]) + Scalar.constant(10))) == [11, 12])
    #expect(try numbers(total([Scalar.constant(1), .constant(2), .constant(4)])) == [7])
  }
}
