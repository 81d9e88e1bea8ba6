/// The beta distribution on 0...1 with shapes of at least 1.
struct BetaDistribution: Hashable {
  let alpha: Double
  let beta: Double
  /// ln B(α, β).
  private let logNorm: Double

  init(_ alpha: Double, _ beta: Double) {
    precondition(
      alpha >= 1 && beta >= 1 && alpha + beta < 1e6, "a beta distribution with shapes \(alpha), \(beta)")
    self.alpha = alpha
    self.beta = beta
    logNorm = logGamma(alpha) + logGamma(beta) - logGamma(alpha + beta)
  }

  /// The probability of at most `x`, given with its complement `y` = 1 − x, and that of more.
  ///
  /// The smaller of the two is exact to about 1e-15, relative.
  func probability(_ x: Double, complement y: Double) -> (lower: Double, upper: Double) {
    if x <= 0 { return (0, 1) }
    if y <= 0 { return (1, 0) }
    let term = exponential(alpha * ln(x) + beta * ln(y) - logNorm)
    if x < (alpha + 1) / (alpha + beta + 2) {
      let lower = term * continuedFraction(alpha, beta, x) / alpha
      return (lower, 1 - lower)
    }
    let upper = term * continuedFraction(beta, alpha, y) / beta
    return (1 - upper, upper)
  }

  /// The place below which the share `p` lies, and its distance from 1; `q` = 1 − p. The smaller of the two is exact to
  /// about 1e-14, relative.
  func quantile(_ p: Double, complement q: Double) -> (x: Double, y: Double) {
    if p <= q { return lowerQuantile(p) }
    let mirrored = BetaDistribution(beta, alpha, logNorm: logNorm).lowerQuantile(q)
    return (mirrored.y, mirrored.x)
  }

  private init(_ alpha: Double, _ beta: Double, logNorm: Double) {
    self.alpha = alpha
    self.beta = beta
    self.logNorm = logNorm
  }

  /// For p ≤ ½. ln I is concave in t = ln x: Newton's steps from the left rise to the root and never pass it.
  private func lowerQuantile(_ p: Double) -> (x: Double, y: Double) {
    let goal = ln(p)
    // I ≤ x^α/(α·B) for β ≥ 1, so this is on the left. Above ln(1 − 2⁻⁵³) there is no number below 1.
    var t = min((goal + ln(alpha) + logNorm) / alpha, -0x1p-53)
    for _ in 0..<100 {
      let x = exponential(t)
      let y = 1 - x
      let lower = probability(x, complement: y).lower
      // Where the probability is below all numbers its logarithm still is one.
      let logLower = lower > 1e-290 ? ln(lower) : logProbability(x, complement: y)
      // d ln I/d ln x = x·density/I
      let logSlope = alpha * t + (beta - 1) * ln(y) - logNorm
      let slope = lower > 1e-290 ? exponential(logSlope) / lower : exponential(logSlope - logLower)
      let step = (goal - logLower) / slope
      t = min(t + step, -0x1p-53)
      if abs(step) <= 4e-16 * max(1, abs(t)) || abs(step) * slope < 2e-16 { break }
    }
    let x = exponential(t)
    return (x, 1 - x)
  }

  /// ln I of a small `x`, far below the middle.
  private func logProbability(_ x: Double, complement y: Double) -> Double {
    alpha * ln(x) + beta * ln(y) - logNorm + ln(continuedFraction(alpha, beta, x) / alpha)
  }

  /// ln of the density at `x` with complement `y`.
  func logDensity(_ x: Double, complement y: Double) -> Double {
    (alpha == 1 ? 0 : (alpha - 1) * ln(x)) + (beta == 1 ? 0 : (beta - 1) * ln(y)) - logNorm
  }
}

/// The continued fraction of the incomplete beta function, by Lentz's method as modified by Thompson and Barnett.
///
/// Source: DLMF 8.17.22, https://dlmf.nist.gov/8.17.E22; it converges in O(√max(a, b)) terms for
/// x < (a + 1)/(a + b + 2).
private func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  d = 1 / (abs(d) < tiny ? tiny : d)
  var result = d
  func advance(_ term: Double) -> Double {
    d = 1 + term * d
    d = 1 / (abs(d) < tiny ? tiny : d)
    c = 1 + term / c
    if abs(c) < tiny { c = tiny }
    return d * c
  }
  for index in 1...10_000 {
    let m = Double(index)
    result *= advance(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)))
    let factor = advance(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)))
    result *= factor
    if abs(factor - 1) < 2e-16 { break }
  }
  return result
}

/// ln Γ(x) for x ≥ 1: Stirling's series from 16 on, reached by Γ(x + 1) = x·Γ(x).
private func logGamma(_ x: Double) -> Double {
  var (x, product) = (x, 1.0)
  while x < 16 {
    product *= x
    x += 1
  }
  let z = 1 / (x * x)
  let series =
    (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * 691.0 / 360_360)))))
    / x
  return (x - 0.5) * ln(x) - x + 0.9189385332046727 + series - ln(product)
}
