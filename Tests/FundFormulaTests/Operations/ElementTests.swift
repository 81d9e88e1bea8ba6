import FundFormula
import Testing

@Suite struct ElementTests {
  @Test func `gives the value in a period counted from 1`() throws {
    let row = Row.constant([10, 20, 30])
    #expect(try numbers(row.value(in: .constant(2))) == [20])
    #expect(try numbers(row.value(in: .constant(0))) == [0])
    #expect(try numbers(row.value(in: .constant(7))) == [30])
    #expect(try numbers(row.value(in: .constant(1.6))) == [20])
  }
}
