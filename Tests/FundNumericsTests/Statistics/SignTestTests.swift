import FundNumerics
import Testing

@Suite struct SignTestTests {
  /// Twice the probability of so few heads or fewer in so many tosses of a fair coin.
  private static func exact(_ heads: Int, of tosses: Int) -> Double {
    var (term, sum) = (1.0, 0.0)
    for k in 0...heads {
      sum += term
      term *= Double(tosses - k) / Double(k + 1)
    }
    for _ in 0..<tosses { sum /= 2 }
    return 2 * sum
  }

  @Test func `it is the exact test but on the brink, where it is on the safe side`() {
    #expect(Self.exact(0, of: 6) == 1.0 / 32)
    for tosses in 1...300 {
      for heads in 0...tosses / 2 {
        let (probability, told) = (Self.exact(heads, of: tosses), isRarer(heads, than: tosses - heads))
        #expect(told ? probability <= 0.05 : probability > 0.048, "\(heads) of \(tosses): \(probability)")
        #expect(!isRarer(tosses - heads, than: heads))
      }
    }
    #expect(!isRarer(0, than: 0) && !isRarer(0, than: 5) && isRarer(0, than: 6))
  }
}
