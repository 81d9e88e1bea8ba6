import FundFormula
import Testing

@Suite struct RateOfReturnTests {
  @Test func `finds the only rate, or says why there is none`() throws {
    let times = Row.constant([0, 1, 2])
    #expect(abs(try numbers(Row.constant([-100, 60, 72]).internalRate(times: times))[0] - 0.2) < 1e-12)
    #expect(try outcomes(Row.constant([1, 2, 3]).internalRate(times: times)) == [.missing(.noSignChange)])
    #expect(try outcomes(Row.constant([0, 0, 0]).internalRate(times: times)) == [.missing(.noFlows)])
    #expect(
      try outcomes(Row.constant([-1, 2.3, -1.32]).internalRate(times: times)) == [.missing(.severalRoots)])
  }
}
