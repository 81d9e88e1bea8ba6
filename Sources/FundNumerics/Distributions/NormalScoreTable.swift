/// The quantiles of a beta distribution as a function of the standard normal number z of the same probability.
///
/// Seen from z the quantile hardly bends, even where in u it has an infinite slope. Between nodes it is a polynomial of
/// degree 5 that meets value, slope and curvature at both. Beyond ±8.5, where no sampler goes, it is held.
struct NormalScoreTable: Hashable {
  private static let reach = 8.5
  /// The largest difference from the quantile at the places checked, three in every cell.
  private(set) var error = 0.0
  private let cellsPerUnit: Double
  private let cells: Int
  /// `[cells]`
  private let polynomials: [Polynomial]

  /// From 0 to 1 through a cell.
  private struct Polynomial: Hashable {
    let c0, c1, c2, c3, c4, c5: Double

    @inline(__always)
    func value(_ t: Double) -> Double { ((((c5 * t + c4) * t + c3) * t + c2) * t + c1) * t + c0 }
  }

  /// - Complexity: some 500 inversions.
  init(_ beta: BetaDistribution) {
    var table = Self(beta, cellsPerUnit: 8)
    // Needed where λ is far below 1.
    while table.error > 1e-10, table.cellsPerUnit < 256 {
      table = Self(beta, cellsPerUnit: table.cellsPerUnit * 2)
    }
    precondition(table.error <= 1e-10, "the table of \(beta) errs by \(table.error)")
    self = table
  }

  private init(_ beta: BetaDistribution, cellsPerUnit: Double) {
    self.cellsPerUnit = cellsPerUnit
    cells = Int(2 * Self.reach * cellsPerUnit)
    let step = 1 / cellsPerUnit
    let nodes = (0...cells).map { Node(beta, z: -Self.reach + Double($0) * step) }
    polynomials = zip(nodes, nodes.dropFirst()).map { a, b in
      // Quintic Hermite interpolation on 0...1.
      let (slopeA, slopeB) = (a.slope * step, b.slope * step)
      let (bendA, bendB) = (a.bend * step * step / 2, b.bend * step * step / 2)
      let rise = b.value - a.value - slopeA - bendA
      let lean = slopeB - slopeA - 2 * bendA
      let bow = bendB - bendA
      return Polynomial(
        c0: a.value, c1: slopeA, c2: bendA, c3: 10 * rise - 4 * lean + bow,
        c4: -15 * rise + 7 * lean - 2 * bow,
        c5: 6 * rise - 3 * lean + bow)
    }
    error = checked(against: beta)
  }

  private func checked(against beta: BetaDistribution) -> Double {
    var worst = 0.0
    for place in 0..<(cells * 4) where place & 3 != 0 {
      let z = -Self.reach + Double(place) / (4 * cellsPerUnit)
      worst = max(worst, abs(shares(Four(repeating: z))[0] - Node.quantile(beta, z).x))
    }
    return worst
  }

  /// The quantiles, as shares of the range, at four standard normal numbers.
  @inline(__always)
  func shares(_ z: Four) -> Four {
    let place = ((z + Self.reach) * cellsPerUnit).within(0, Double(cells) - 0x1p-30)
    var result = Four.zero
    for lane in 0..<4 {
      let cell = Int(place[lane])
      result[lane] = polynomials[cell].value(place[lane] - Double(cell))
    }
    return result
  }

  /// The quantile at a standard normal number, with its first two derivatives.
  private struct Node {
    let value: Double
    let slope: Double
    let bend: Double

    init(_ beta: BetaDistribution, z: Double) {
      let (x, y) = Self.quantile(beta, z)
      value = x
      // x′ = φ(z)/f(x), and from that x″ = −x′·(z + x′·f′(x)/f(x)).
      slope = exponential(-z * z / 2 - 0.9189385332046727 - beta.logDensity(x, complement: y))
      bend = -slope * (z + slope * ((beta.alpha - 1) / x - (beta.beta - 1) / y))
    }

    static func quantile(_ beta: BetaDistribution, _ z: Double) -> (x: Double, y: Double) {
      beta.quantile(normalProbability(z), complement: normalProbability(-z))
    }
  }
}
