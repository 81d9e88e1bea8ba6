/// The standard normal number z whose lower tail has probability `p` and whose upper tail has `q` = 1 − p, within a few
/// units in the last place. Both are asked for, so that neither tail loses digits.
///
/// Both must be at least 2⁻¹⁰²². Source: M. Wichura, Algorithm AS 241 (PPND16), Appl. Statist. 37, 1988,
/// doi:10.2307/2347330.
@inline(__always)
func normalQuantile(_ p: Four, complement q: Four) -> Four {
  let result = centralNormal(p, q)
  let isOuter = smallerTail(p, q) .< tailBegins
  return any(isOuter) ? result.replacing(with: outerNormal(p, q), where: isOuter) : result
}

/// The standard normal number below which the share `u` lies, 0 < u < 1.
package func normalQuantile(_ u: Double) -> Double {
  precondition(0 < u && u < 1, "a normal quantile at \(u)")
  return normalQuantile(Four(repeating: u), complement: Four(repeating: 1 - u))[0]
}

/// Replaces uniform numbers in (0, 1) by the standard normal ones of the same probability.
package func makeNormal(_ numbers: inout MutableSpan<Double>) {
  makeNormal(&numbers, below: 0, inside: 1, above: 0)
}

/// Replaces uniform numbers u by the standard normal ones with `below` + u · `inside` below them and `above` + (1 − u) ·
/// `inside` above them: the three add to 1.
func makeNormal(_ numbers: inout MutableSpan<Double>, below: Double, inside: Double, above: Double) {
  @inline(__always)
  func tails(_ u: Four) -> (Four, Four) { (below + u * inside, above + (1 - u) * inside) }
  @inline(__always)
  func central(_ u: Four) -> Four {
    let (p, q) = tails(u)
    return centralNormal(p, q)
  }
  // One number in seven lies in a tail: those are closed up and computed four at a time.
  var outer = InlineArray<64, Double>(repeating: 0.5)
  var places = InlineArray<64, Int>(repeating: 0)
  for start in stride(from: 0, to: numbers.count, by: 64) {
    let chunk = start..<min(start + 64, numbers.count)
    var met = 0
    for place in chunk {
      let u = numbers[place]
      outer[met] = u
      places[met] = place
      met += min(below + u * inside, above + (1 - u) * inside) < tailBegins ? 1 : 0
    }
    numbers.replaceEach(in: chunk, central)
    for first in stride(from: 0, to: met, by: 4) {
      let (p, q) = tails(Four(outer[first], outer[first + 1], outer[first + 2], outer[first + 3]))
      let result = outerNormal(p, q)
      for lane in 0..<min(4, met - first) { numbers[places[first + lane]] = result[lane] }
    }
  }
}

/// The probability of a standard normal number at most `z`: relative error below 5e-15 down to z = −37, 0 below.
@inline(__always)
func normalProbability(_ z: Four) -> Four {
  // Beyond 40 nothing is left; the square of what lies far beyond would be no number.
  let x = z.magnitude.within(0, 40)
  // The upper tail over e^(−x²/2) hardly bends when x is mapped to [−1, 1): a polynomial of degree 23 fitted at
  // Chebyshev's points to 50 digits, relative error 2e-16 on 0...40.
  let tail = normalTailRatio(2.2 * x / (x + 4) - 1) * normalDensityRatio(x)
  return tail.replacing(with: 1 - tail, where: z .> 0)
}

/// The probability of a standard normal number at most `z`.
package func normalProbability(_ z: Double) -> Double { normalProbability(Four(repeating: z))[0] }

/// e^(−x²/2) without the rounding of x².
@inline(__always)
func normalDensityRatio(_ x: Four) -> Four {
  let high = Four(bitPatterns: x.bitPatterns & SIMD4(repeating: 0xffff_ffff_f800_0000))
  return exponential(-0.5 * high * high, low: -0.5 * (x - high) * (x + high))
}

@inline(__always)
private func normalTailRatio(_ x: Four) -> Four {
  polynomial(
    x,
    [
      0.11098530691721639, -0.17716879488027307, 0.1202731763166188, -0.06283909500310068,
      0.02374845582112423, -0.0053713661978106566, 3.44324882133962e-05, 0.0003894542283337371,
      -6.529691060656517e-05, -2.9190785649377918e-05, 8.439021982836567e-06, 3.0255019225506625e-06,
      -9.259370025425688e-07, -4.2339618318397425e-07, 8.311147901946107e-08, 6.716425949468603e-08,
      -2.1129784159559775e-09, -1.0212991384765997e-08, -1.4851016069908448e-09, 1.2769277144694113e-09,
      4.082939158211773e-10, -1.0423919665938979e-10, -4.508880032907713e-11, 2.9546994713467617e-12,
    ])
}

/// The smaller tail from which on a number lies in the middle.
private let tailBegins = 0.075

@inline(__always)
private func smallerTail(_ p: Four, _ q: Four) -> Four { q.replacing(with: p, where: p .<= q) }

/// The quantile where neither tail is smaller than `tailBegins`.
@inline(__always)
private func centralNormal(_ p: Four, _ q: Four) -> Four {
  // From the middle, exact on the side of the smaller tail.
  let middle = (0.5 - q).replacing(with: p - 0.5, where: p .<= q)
  return middle * centralQuotient(0.180625 - middle * middle)
}

/// The quantile where one tail is smaller.
@inline(__always)
private func outerNormal(_ p: Four, _ q: Four) -> Four {
  let root = (-ln(smallerTail(p, q))).squareRoot()
  var outer = outerQuotient(root - 1.6)
  let isFar = root .> 5
  if any(isFar) { outer.replace(with: farQuotient(root - 5), where: isFar) }
  return outer.replacing(with: -outer, where: p .<= q)
}

@inline(__always)
private func centralQuotient(_ x: Four) -> Four {
  polynomial(
    x,
    [
      3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
      4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
    ])
    / polynomial(
      x,
      [
        1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4,
        3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
      ])
}

@inline(__always)
private func outerQuotient(_ x: Four) -> Four {
  polynomial(
    x,
    [
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
      7.74545014278341407640e-4,
    ])
    / polynomial(
      x,
      [
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
      ])
}

@inline(__always)
private func farQuotient(_ x: Four) -> Four {
  polynomial(
    x,
    [
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
      2.01033439929228813265e-7,
    ])
    / polynomial(
      x,
      [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
      ])
}
