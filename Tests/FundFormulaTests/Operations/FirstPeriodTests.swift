import FundFormula
import Testing

@Suite struct FirstPeriodTests {
  @Test func `counts the first period reached from 1`() throws {
    #expect(try numbers(Row.constant([0, 0, 1, 1]).firstTrue) == [3])
    #expect(try outcomes(Row.constant([0, 0]).firstTrue) == [.missing(.notReached)])
  }

  @Test func `a missing value after the first 1 does not matter`() throws {
    let row = Row.constant([0, 1, 1]).divided(by: Row.constant([1, 1, 0]), orElse: .noDebt)
    #expect(try numbers(row.firstTrue) == [2])
    #expect(try outcomes((row - Row.constant([0, 1, 0])).firstTrue) == [.missing(.noDebt)])
  }
}
