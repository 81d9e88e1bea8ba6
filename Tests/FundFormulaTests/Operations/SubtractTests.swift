import FundFormula
import Testing

@Suite struct SubtractTests {
  @Test func `takes the second from the first`() throws {
    #expect(try numbers(Row.constant([1, 2]) - Row.constant([3, 5])) == [-2, -3])
  }
}
