import FundFormula
import Testing

@Suite struct PreviousTests {
  @Test func `looks one period back`() throws {
    #expect(try numbers(Row.constant([1, 2, 3]).previous(opening: .constant(9))) == [9, 1, 2])
  }
}
