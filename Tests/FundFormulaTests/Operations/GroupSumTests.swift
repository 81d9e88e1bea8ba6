import FundFormula
import Testing

@Suite struct GroupSumTests {
  @Test func `posts a year's sum in its last period`() throws {
    #expect(
      try numbers(Row.constant([1, 2, 3, 4, 5]).sums(of: [2025, 2025, 2026, 2026, 2027])) == [0, 3, 0, 7, 5])
  }

  @Test func `a group may have the number zero`() throws {
    #expect(try numbers(Row.constant([1, 2]).sums(of: [0, 0])) == [0, 3])
  }
}
