import FundFormula
import Testing

@Suite struct RoundUpTests {
  @Test func `rounds up, a millionth above a whole number not counting`() throws {
    #expect(
      try numbers(
        Row.constant([2, 2.0000005, 2.1, -0.5])
          .roundedUp) == [2, 2, 3, 0])
  }
}
