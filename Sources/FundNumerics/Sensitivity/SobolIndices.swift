/// Which column of a sampler an input takes in the matrices of a variance-based sensitivity analysis.
///
/// A and B are two independent samples: the sampler's first `inputs` columns and the next. AB(i) is A with the column of
/// input i from B. Source: A. Saltelli et al., Comput. Phys. Commun. 181, 2010, doi:10.1016/j.cpc.2009.09.018.
package enum SaltelliMatrix: Sendable, Hashable {
  case a
  case b
  case ab(Int)

  /// The sampler's column for `input` of so many.
  package func column(of input: Int, inputs: Int) -> Int {
    switch self {
    case .a: input
    case .b: inputs + input
    case .ab(let changed): input == changed ? inputs + input : input
    }
  }
}

/// A number with a confidence interval.
package struct IntervalEstimate: Sendable, Hashable {
  package let value: Double
  package let lower: Double
  package let upper: Double
}

/// What share of the variance of a result an input explains.
package struct SobolIndices: Sendable, Hashable {
  /// By itself: the variance that would go on average were the input known.
  package let first: IntervalEstimate
  /// With all its interactions: the variance that would be left on average were all others known.
  package let total: IntervalEstimate
}

/// The Sobol' indices of all inputs for one result.
package struct SobolAnalysis: Sendable, Equatable {
  /// By input.
  package let indices: [SobolIndices]
  /// Over all of A and B.
  package let mean: Double
  package let variance: Double
  package let rows: Int
  /// Rows left out because the result is missing in one of the matrices.
  package let dropped: Int
}

/// First-order indices by Saltelli's estimator, total ones by Jansen's, with intervals by the bootstrap.
///
/// S = mean(fB·(fAB − fA))/V and T = mean((fA − fAB)²)/2V, f less its mean over A and B, V over both. Sources: Saltelli
/// et al. 2010; M. Jansen, Comput. Phys. Commun. 117, 1999, doi:10.1016/S0010-4655(98)00154-4. The interval is the
/// estimate ± z standard deviations of resampled estimates; at most 4,096 groups of neighbouring rows are resampled, by
/// counted draws. With Sobol' points it is wider than need be.
///
/// Complexity: O(rows · inputs) and O(groups · inputs) a replicate.
///
/// - Parameters:
///   - a: `[rows]`, the result on A; NaN where it is missing.
///   - b: `[rows]`, on B.
///   - ab: `[inputs][rows]`, on AB(i).
///   - least: a deviation up to this is rounding and no variance.
///   - level: of the intervals.
///   - replicates: resampled estimates, at least 2.
/// - Returns: nil where there is no row with all results, or the result does not vary.
package func sobolIndices(
  a: [Double], b: [Double], ab: [[Double]], least: Double = 0, level: Double = 0.95, replicates: Int = 200,
  seed: UInt64
) -> SobolAnalysis? {
  precondition(
    replicates >= 2 && a.count == b.count, "\(replicates) replicates of \(a.count) and \(b.count) rows")
  precondition(ab.allSatisfy { $0.count == a.count }, "results on AB of other lengths than \(a.count)")
  let rows = a.indices.filter { row in
    a[row].isFinite && b[row].isFinite && ab.allSatisfy { $0[row].isFinite }
  }
  guard !rows.isEmpty else { return nil }
  let mean = rows.reduce(0) { $0 + (a[$1] + b[$1]) } / Double(2 * rows.count)
  let groups = GroupSums(a: a, b: b, ab: ab, rows: rows, mean: mean)
  let plain = groups.estimates(weights: Array(repeating: 1, count: groups.count))
  guard plain.variance > least * least else { return nil }
  let resampled = groups.resampled(replicates, seed: seed)
  let z = normalQuantile((1 + level) / 2)
  let indices = ab.indices.map { input in
    func interval(_ part: KeyPath<GroupSums.Estimates, [Double]>) -> IntervalEstimate {
      let value = plain[keyPath: part][input]
      let reach = z * deviation(resampled.map { $0[keyPath: part][input] })
      return IntervalEstimate(value: value, lower: value - reach, upper: value + reach)
    }
    return SobolIndices(first: interval(\.first), total: interval(\.total))
  }
  return SobolAnalysis(
    indices: indices, mean: mean, variance: plain.variance, rows: rows.count, dropped: a.count - rows.count)
}

/// The sample standard deviation; infinite, for all one knows, where there are not two numbers.
private func deviation(_ numbers: [Double]) -> Double {
  guard numbers.count > 1 else { return .infinity }
  let mean = numbers.reduce(0, +) / Double(numbers.count)
  return (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)).squareRoot()
}

/// The sums behind the estimators, for each group of neighbouring rows.
private struct GroupSums {
  struct Estimates {
    var variance: Double
    var first: [Double]
    var total: [Double]
  }

  let count: Int
  private let inputs: Int
  /// One after the other: rows, Σ(fA + fB), Σ(fA² + fB²), and for each input Σ fB·(fAB − fA), Σ(fAB − fA),
  /// Σ(fAB − fA)². `[3 + 3·inputs][groups]`
  private var sums: [[Double]]

  init(a: [Double], b: [Double], ab: [[Double]], rows: [Int], mean: Double) {
    count = min(rows.count, 4096)
    inputs = ab.count
    sums = Array(repeating: Array(repeating: 0, count: count), count: 3 + 3 * ab.count)
    for (place, row) in rows.enumerated() {
      let group = place * count / rows.count
      let (x, y) = (a[row] - mean, b[row] - mean)
      sums[0][group] += 1
      sums[1][group] += x + y
      sums[2][group] += x * x + y * y
      for input in ab.indices {
        let change = ab[input][row] - a[row]
        sums[3 + 3 * input][group] += y * change
        sums[4 + 3 * input][group] += change
        sums[5 + 3 * input][group] += change * change
      }
    }
  }

  /// The estimates where each group counts `weights` times.
  func estimates(weights: [Double]) -> Estimates {
    let totals = sums.map { column in
      var sum = 0.0
      for group in column.indices { sum += column[group] * weights[group] }
      return sum
    }
    let rows = totals[0]
    // In a resample the mean is not quite zero.
    let shift = totals[1] / (2 * rows)
    let variance = totals[2] / (2 * rows) - shift * shift
    return Estimates(
      variance: variance,
      first: (0..<inputs).map { (totals[3 + 3 * $0] - shift * totals[4 + 3 * $0]) / rows / variance },
      total: (0..<inputs).map { totals[5 + 3 * $0] / (2 * rows) / variance })
  }

  /// Estimates from as many groups drawn with replacement. Where all that were drawn are equal there is none.
  func resampled(_ replicates: Int, seed: UInt64) -> [Estimates] {
    let draws = CounterDraws(seed: seed, purpose: .resampling)
    var numbers = Array(repeating: 0.0, count: count)
    return (0..<replicates).compactMap { replicate in
      var span = numbers.mutableSpan
      draws.fill(&span, from: 0, input: UInt32(replicate))
      var weights = Array(repeating: 0.0, count: count)
      for number in numbers { weights[Int(number * Double(count))] += 1 }
      let estimates = estimates(weights: weights)
      return estimates.variance > 0 ? estimates : nil
    }
  }
}
