// Logarithm and exponential of four numbers at a time. Those of the C library differ in the last bit from version to
// version and from processor to processor; a sweep whose shards ran on two machines must not.

/// ln x of positive normal numbers, within one unit in the last place.
///
/// Source: FreeBSD msun e_log.c (Sun Microsystems, 1993), there with the error bound.
@inline(__always)
func ln(_ x: Four) -> Four {
  // x = 2^k · m with m in [√½, √2): the exponent is read off after moving √½ to 1.
  let half = SIMD4<UInt64>(repeating: 0x3fe6_a09e_667f_3bcd)
  let moved = x.bitPatterns &+ (SIMD4(repeating: 0x3ff0_0000_0000_0000) &- half)
  let k = wholeNumbers(moved &>> 52) - 1023
  let m = Four(bitPatterns: (moved & SIMD4(repeating: 0x000f_ffff_ffff_ffff)) &+ half)
  let f = m - 1
  let s = f / (2 + f)
  let z = s * s
  let w = z * z
  let odd =
    z * polynomial(w, [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586])
  let even = w * polynomial(w, [0.3999999999940942, 0.22222198432149784, 0.15313837699209373])
  let square = 0.5 * f * f
  return k * 6.93147180369123816490e-01
    - ((square - (s * (square + odd + even) + k * 1.90821492927058770002e-10)) - f)
}

/// ln(1 + x) for finite x > −1, to the last place also for small x; NaN for any other.
@inline(__always)
func logarithmOfOnePlus(_ x: Four) -> Four {
  // What 1 + x rounds away is made good to first order (W. Kahan).
  let sum = 1 + x
  let isInside = (sum .> 0) .& (sum .< .infinity)
  let inside = Four(repeating: 1).replacing(with: sum, where: isInside)
  let result = ln(inside) + (x - (inside - 1)) / inside
  return Four(repeating: .nan).replacing(
    with: result.replacing(with: x, where: inside .== 1), where: isInside)
}

/// e^(x + low), with `low` tiny beside 1, within about one unit in the last place; 0 and infinity beyond the range.
///
/// Source: FreeBSD msun e_exp.c (Sun Microsystems, 2004), there with the error bound.
@inline(__always)
func exponential(_ x: Four, low: Four = .zero) -> Four {
  let x = x.within(-750, 715)
  let k = nearestWhole(x * 1.4426950408889634)
  let high = x - k * 6.93147180369123816490e-01
  let rest = k * 1.90821492927058770002e-10 - low
  let r = high - rest
  let t = r * r
  let c =
    r - t
    * polynomial(
      t,
      [
        1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
        -1.65339022054652515390e-06, 4.13813679705723846039e-08,
      ])
  let y = 1 - ((rest - (r * c) / (2 - c)) - high)
  // In two steps, so that neither power of two leaves the range before the result does.
  let first = nearestWhole(k * 0.5)
  return y * powerOfTwo(first) * powerOfTwo(k - first)
}

/// ln x of one number, by the same instructions.
func ln(_ x: Double) -> Double { ln(Four(repeating: x))[0] }

/// ln(1 + x) of one number, by the same instructions.
func logarithmOfOnePlus(_ x: Double) -> Double { logarithmOfOnePlus(Four(repeating: x))[0] }

/// e^x of one number, by the same instructions.
func exponential(_ x: Double) -> Double { exponential(Four(repeating: x))[0] }

/// The polynomial with `coefficients`, the constant one first, at x.
@inline(__always)
func polynomial<let count: Int>(_ x: Four, _ coefficients: InlineArray<count, Double>) -> Four {
  var sum = Four(repeating: coefficients[count - 1])
  for place in (0..<(count - 1)).reversed() { sum = sum * x + coefficients[place] }
  return sum
}

extension Four {
  /// The numbers without their signs.
  @inline(__always)
  var magnitude: Four { Four(bitPatterns: bitPatterns & SIMD4<UInt64>(repeating: 0x7fff_ffff_ffff_ffff)) }

  /// Each number, but `low` for a smaller and `high` for a larger one; a missing one stays. Not the standard library's
  /// `clamped`, which is a call that splits vectors.
  @inline(__always)
  func within(_ low: Double, _ high: Double) -> Four {
    let (low, high) = (Four(repeating: low), Four(repeating: high))
    return replacing(with: low, where: self .< low).replacing(with: high, where: self .> high)
  }
}

/// x to the nearest whole number, for |x| below 2⁵¹.
@inline(__always)
func nearestWhole(_ x: Four) -> Four { (x + 0x1.8p52) - 0x1.8p52 }

/// Whole numbers below 2⁵² as floating-point numbers.
@inline(__always)
func wholeNumbers(_ x: SIMD4<UInt64>) -> Four {
  Four(bitPatterns: x | SIMD4(repeating: 0x4330_0000_0000_0000)) - 0x1p52
}

/// 2^n of whole numbers n in −1022...1023.
@inline(__always)
private func powerOfTwo(_ n: Four) -> Four { Four(bitPatterns: (n + (0x1p52 + 1023)).bitPatterns &<< 52) }
