import FundFormula
import Testing

@Suite struct DeferTests {
  @Test func `posts each amount in its later period`() throws {
    #expect(try numbers(Row.constant([1, 2, 3, 4]).deferred(to: [1, 3, 3, 3])) == [0, 1, 0, 9])
  }

  @Test func `what is posted behind the last period is posted nowhere`() throws {
    #expect(try numbers(Row.constant([1, 2, 3]).deferred(to: [1, 3, 3])) == [0, 1, 0])
  }

  @Test func `a reason is handed on from its period, not before`() throws {
    let row = Row.constant([1, 2, 3]).divided(by: Row.constant([1, 0, 1]), orElse: .noDebt)
    #expect(
      try outcomes(row.deferred(to: [0, 2, 2])) == [.value(1), .missing(.noDebt), .missing(.noDebt)])
    #expect(
      try outcomes(row.deferred(to: [2, 3, 3])) == [.value(0), .value(0), .missing(.noDebt)])
  }

  @Test func `what stays stays`() throws {
    #expect(try numbers(Row.constant([1, 2]).deferred(to: [0, 1])) == [1, 2])
  }
}
