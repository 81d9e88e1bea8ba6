import FundFormula
import Testing

@Suite struct ShiftTests {
  @Test func `moves a row later`() throws {
    #expect(try numbers(Row.constant([1, 2, 3]).shifted(by: 2)) == [0, 0, 1])
    #expect(try numbers(Row.constant([1, 2]).shifted(by: 5)) == [0, 0])
  }
}
