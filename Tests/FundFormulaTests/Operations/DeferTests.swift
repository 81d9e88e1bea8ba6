import FundFormula
import Testing

@Suite struct DeferTests {
  @Test func `posts each amount in its later period`() throws {
    #expect(try numbers(Row.constant([1, 2, 3, 4]).deferred(to: [1, 3, 3, 3])) == [0, 1, 0, 9])
  }

  @Test func `what stays stays`() throws {
    #expect(try numbers(Row.constant([1, 2]).deferred(to: [0, 1])) == [1, 2])
  }
}
