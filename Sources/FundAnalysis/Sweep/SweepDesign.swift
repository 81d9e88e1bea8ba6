package import FundFormula
package import FundModel
package import FundNumerics

/// How the rows of a sample are spread.
package enum SamplingMethod: String, Sendable, CaseIterable {
  case random, lhs, sobol
}

/// What a sweep is asked to vary.
package struct SweepRequest: Sendable {
  /// All combinations of their values; the last varies fastest.
  package var variations: [VariedNumber] = []
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
  /// The end asked for, where the steps miss it.
  package let missedEnd: Double?

  package var name: String {
    switch subject {
    case .number(let name): name
    case .structural(let path): path
    }
  }
}

/// The rows of a sweep: for each combination of the axes' values the same sample. Any row can be drawn alone.
///
/// A number draws by its place among those that the project lists: what is held or varied by hand, or taken away by a
/// funding model, changes no draw of the others.
package struct SweepDesign: Sendable {
  package let axes: [SweepAxis]
  /// The uncertain numbers that are drawn, and their distributions.
  package let drawn: [(uncertainty: Uncertainty, distribution: any Distribution)]
  /// Those of the drawn numbers apart: to take one out of the pairs copies its texts for every block.
  private let distributions: [any Distribution]
  /// Rows of the sample for each combination; 1 where nothing is drawn.
  package let sample: Int
  /// How they are spread, and by which seed.
  let method: SamplingMethod
  let seed: UInt64
  private let sampler: any Sampler
  /// The place of each drawn number among all that the project lists: what it draws by, whatever else is held.
  private let places: [Int]
  private let copula: GaussianCopula?
  /// The numbers that move together, held ones too, in the copula's order; the others are drawn by themselves.
  private let together: [(place: Int, column: Int?)]
  /// Of each drawn number.
  private let isTogether: [Bool]

  package var combinations: Int { axes.map(\.values.count).reduce(1, *) }
  package var rows: Int { combinations * sample }

  /// - Parameters:
  ///   - listed: all uncertain numbers of the project.
  ///   - drawn: those of them that are drawn, by their places.
  init(
    axes: [SweepAxis], listed: [Uncertainty], drawn: [(place: Int, distribution: any Distribution)],
    sample: Int, method: SamplingMethod, seed: UInt64
  ) {
    self.axes = axes
    self.drawn = drawn.map { (listed[$0.place], $0.distribution) }
    distributions = drawn.map(\.distribution)
    self.sample = sample
    self.method = method
    self.seed = seed
    let places = drawn.map(\.place)
    self.places = places
    sampler =
      switch method {
      case .random: RandomSampler(seed: seed)
      case .lhs: LatinHypercube(rows: UInt64(sample), seed: seed)
      case .sobol: SobolSequence(inputs: max(listed.count, 1), seed: seed)
      }
    let correlations = Uncertainty.correlations(among: listed)
    let together = Set(correlations.flatMap { [$0.first, $0.second] }).sorted()
    self.together = together.map { place in (place, places.firstIndex(of: place)) }
    isTogether = places.map(together.contains)
    copula = isTogether.contains(true) ? Self.copula(of: together, correlations) : nil
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

  /// Room to draw a block of rows in.
  var workspace: Lanes { Lanes(width: Plan.blockWidth, vectors: max(together.count, 1)) }

  /// Fills the columns of the drawn numbers for neighbouring rows, at most a block of them.
  ///
  /// - Parameter lanes: a ``workspace``.
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
    var columns = places.indices.map { place in
      var column = [Double](repeating: 0, count: count)
      var span = column.mutableSpan
      sampler.fill(&span, from: UInt64(first), input: places[place])
      if isTogether[place] {
        makeNormal(&span)
      } else {
        distributions[place].transform(uniforms: &span)
      }
      return column
    }
    guard let copula else { return columns }
    // Lanes beyond `count` hold whatever was there; each lane is computed alone.
    for (vector, one) in together.enumerated() {
      let normals = one.column.map { columns[$0] } ?? normals(count, from: first, at: one.place)
      lanes.store(normals, at: lanes.vector(vector, from: 0).offset)
    }
    copula.correlate(lanes, from: 0)
    for (vector, one) in together.enumerated() {
      guard let column = one.column else { continue }
      columns[column] = lanes.load(count, at: lanes.vector(vector, from: 0).offset)
      var span = columns[column].mutableSpan
      distributions[column].transform(normals: &span)
    }
    return columns
  }

  /// What a number that is held would be drawn by: those that move with it go on as if it were not.
  private func normals(_ count: Int, from first: Int, at place: Int) -> [Double] {
    var column = [Double](repeating: 0, count: count)
    var span = column.mutableSpan
    sampler.fill(&span, from: UInt64(first), input: place)
    makeNormal(&span)
    return column
  }
}
