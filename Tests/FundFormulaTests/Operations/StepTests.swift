import FundFormula
import Testing

@Suite struct StepTests {
  @Test func `is 1 from the threshold less the tolerance on`() throws {
    #expect(
      try numbers(Row.constant([99.994, 99.995, 100]).atLeast(Scalar.constant(100), tolerance: 0.005)) == [
        0, 1, 1,
      ])
    #expect(try numbers(Row.constant([0.8, 0.7999999999]).atLeast(Scalar.constant(0.8))) == [1, 0])
  }
}
