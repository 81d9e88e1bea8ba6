import FundFormula
import Testing

@Suite struct RunningMaximumTests {
  @Test func `keeps the largest so far`() throws {
    #expect(try numbers(Row.constant([-1, -2, 4, 3]).runningMaximum) == [-1, -1, 4, 4])
  }
}
