import FundFormula
import Testing

@Suite struct SumTests {
  @Test func `sums all periods`() throws {
    #expect(try numbers(Row.constant([1, -2, 4]).sum) == [3])
  }
}
