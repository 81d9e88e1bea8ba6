import FundFormula
import Testing

@Suite struct RunningSumTests {
  @Test func `sums from the first period`() throws {
    #expect(try numbers(Row.constant([1, -2, 4]).runningSum) == [1, -1, 3])
  }
}
