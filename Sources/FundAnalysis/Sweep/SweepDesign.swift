package import FundFormula
package import FundModel
package import FundNumerics

/// How the rows of a sample are spread.
package enum SamplingMethod: String, Sendable, CaseIterable {
  case random, lhs, sobol
}

/// What a sweep is asked to vary.
package struct SweepRequest: Sendable {
  /// `PATH=FROM:TO:STEP` each: all combinations of their values; the last varies fastest.
  package var variations: [String] = []
  /// Rows drawn from the scenario's uncertain numbers for each combination; nil where none are drawn.
  package var sample: Int?
  package var method = SamplingMethod.random
  package var seed: UInt64 = 1
  /// Ids of indicators, or names of amounts; the usual ones where empty.
  package var results: [String] = []
  /// Paths of numbers that stay at the value they have, though the scenario calls them uncertain: those set for this
  /// question.
  package var held: [String] = []

  package init() {}
}

/// One thing a sweep varies by fixed values.
package struct SweepAxis: Sendable {
  package enum Subject: Sendable {
    /// By its name.
    case number(String)
    /// A number that shapes the calculation: each value is a model of its own.
    case structural(path: String)
  }

  package let subject: Subject
  package let label: Bilingual
  package let unitText: Bilingual
  package let values: [Double]

  package var name: String {
    switch subject {
    case .number(let name): name
    case .structural(let path): path
    }
  }
}

/// The rows of a sweep: for each combination of the axes' values the same sample. Any row can be drawn alone.
package struct SweepDesign: Sendable {
  package let axes: [SweepAxis]
  /// The uncertain numbers that are drawn, and their distributions.
  package let drawn: [(uncertainty: Uncertainty, distribution: any Distribution)]
  /// Rows of the sample for each combination; 1 where nothing is drawn.
  package let sample: Int
  private let sampler: any Sampler
  private let copula: GaussianCopula?
  /// The drawn numbers that move together, in the copula's order; the others are drawn by themselves.
  private let together: [Int]

  package var combinations: Int { axes.map(\.values.count).reduce(1, *) }
  package var rows: Int { combinations * sample }

  init(
    axes: [SweepAxis], drawn: [(uncertainty: Uncertainty, distribution: any Distribution)],
    correlations: [Correlation], sample: Int, method: SamplingMethod, seed: UInt64
  ) {
    self.axes = axes
    self.drawn = drawn
    self.sample = sample
    sampler =
      switch method {
      case .random: RandomSampler(seed: seed)
      case .lhs: LatinHypercube(rows: UInt64(sample), seed: seed)
      case .sobol: SobolSequence(inputs: max(drawn.count, 1), seed: seed)
      }
    let together = Set(correlations.flatMap { [$0.first, $0.second] }).sorted()
    self.together = together
    copula = together.isEmpty ? nil : Self.copula(of: together, correlations)
  }

  private static func copula(of together: [Int], _ correlations: [Correlation]) -> GaussianCopula {
    let own = correlations.compactMap { one in
      together.firstIndex(of: one.first).flatMap { first in
        together.firstIndex(of: one.second).map { Correlation(first, $0, one.value) }
      }
    }
    do { return try GaussianCopula(inputs: together.count, correlations: own) } catch {
      preconditionFailure("correlations reached the sweep unchecked: \(error)")
    }
  }

  /// The values of the axes in a row.
  package func axisValues(row: Int) -> [Double] {
    var rest = row / sample
    var values = [Double](repeating: 0, count: axes.count)
    for place in axes.indices.reversed() {
      values[place] = axes[place].values[rest % axes[place].values.count]
      rest /= axes[place].values.count
    }
    return values
  }

  /// Fills the columns of the drawn numbers for neighbouring rows, at most a block of them.
  ///
  /// - Parameter lanes: room for as many vectors as numbers are drawn, from 0 on.
  func draw(_ rows: Range<Int>, on lanes: Lanes) -> [[Double]] {
    let first = rows.lowerBound % sample
    if first + rows.count <= sample { return draw(rows.count, from: first, on: lanes) }
    // The sample ends within the block: its next rows begin again with the first of the sample.
    var columns = drawn.map { _ in [Double]() }
    var from = rows.lowerBound
    while from < rows.upperBound {
      let count = min(rows.upperBound - from, sample - from % sample)
      let part = draw(count, from: from % sample, on: lanes)
      for place in columns.indices { columns[place] += part[place] }
      from += count
    }
    return columns
  }

  private func draw(_ count: Int, from first: Int, on lanes: Lanes) -> [[Double]] {
    var columns = drawn.indices.map { place in
      var column = [Double](repeating: 0, count: count)
      var span = column.mutableSpan
      sampler.fill(&span, from: UInt64(first), input: place)
      if together.contains(place) {
        makeNormal(&span)
      } else {
        drawn[place].distribution.transform(uniforms: &span)
      }
      return column
    }
    guard let copula else { return columns }
    // Lanes beyond `count` hold whatever was there; each lane is computed alone.
    for (vector, place) in together.enumerated() {
      lanes.store(columns[place], at: lanes.vector(vector, from: 0).offset)
    }
    copula.correlate(lanes, from: 0)
    for (vector, place) in together.enumerated() {
      columns[place] = lanes.load(count, at: lanes.vector(vector, from: 0).offset)
      var span = columns[place].mutableSpan
      drawn[place].distribution.transform(normals: &span)
    }
    return columns
  }
}
