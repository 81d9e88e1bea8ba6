package import FundFormula
internal import FundModel
package import FundNumerics
internal import FundScenario

/// Which uncertain numbers matter over the whole of their distributions: Morris's screening and Sobol' indices.
package struct GlobalSensitivity: Sendable {
  /// Why there are none.
  package enum Refusal: Sendable {
    case nothingUncertain
    /// The numbers move together: shares of variance of each alone are not defined.
    case correlated([Bilingual])
    /// The figure has no value in any row, or does not vary.
    case noVariance(Reason?)
    /// The figure has no value in more than half of the rows: the rest would speak for another project.
    case mostlyMissing(Reason?)
  }

  package struct Row: Sendable {
    package let number: MovableNumber
    package let morris: MorrisMeasures
    /// Nil where the indices are refused.
    package let indices: SobolIndices?
  }

  package let rows: [Row]
  package let refusal: Refusal?
  /// Rows of each of the two samples behind the indices.
  package let sample: Int
  /// Rows left out because the figure has no value in them.
  package let dropped: Int
  /// The commonest reason of those.
  package let reason: Reason?
  /// Uncertain numbers that are set for this question and therefore not drawn.
  package let held: [MovableNumber]
  package let trajectories: Int
}

extension SolveSystem {
  /// Screens and ranks the scenario's uncertain numbers by one target's figure.
  ///
  /// - Parameters:
  ///   - sample: rows of each of the two samples; as many more for each number.
  ///   - ignoresCorrelations: draws the numbers as if they moved apart.
  ///   - paths: numbers that are not drawn, see `SweepRequest.held`.
  package func globalSensitivity(
    sample: Int, trajectories: Int = 64, seed: UInt64, ignoresCorrelations: Bool,
    holding paths: [String] = [],
    target place: Int = 0
  ) -> GlobalSensitivity {
    let target = targets[place]
    let known = source.scenario.content.uncertain.map(Uncertainty.init).compactMap { one in
      (try? source.unknown(one.input)).map { (uncertainty: one, number: $0) }
    }
    let held = known.map(\.number).filter { source.isHeld($0, by: paths) }
    let open = known.filter { !source.isHeld($0.number, by: paths) }
    let all = open.map(\.uncertainty)
    let drawn = open.compactMap { one -> (number: MovableNumber, distribution: any Distribution)? in
      (try? one.uncertainty.distribution()).map { (one.number, $0) }
    }
    guard !drawn.isEmpty else { return GlobalSensitivity(.nothingUncertain, held: held) }
    let design = UnitDesign(self, target, drawn)
    let morris = design.morris(trajectories: trajectories, seed: seed)
    let correlations = Uncertainty.correlations(among: all)
    var refusal: GlobalSensitivity.Refusal?
    var analysis: SobolAnalysis?
    var (dropped, reason): (Int, Reason?) = (0, nil)
    if !correlations.isEmpty, !ignoresCorrelations {
      let ids = Set(correlations.flatMap { [$0.first, $0.second] }).sorted()
      refusal = .correlated(ids.map { all[$0].label })
    } else {
      let found = design.sobol(sample: sample, seed: seed)
      (dropped, reason) = (found.dropped, found.reason)
      analysis = 2 * dropped > sample ? nil : found.analysis
      if dropped == sample {
        refusal = .noVariance(reason)
      } else if 2 * dropped > sample {
        refusal = .mostlyMissing(reason)
      } else if analysis == nil {
        refusal = .noVariance(nil)
      }
    }
    let rows = drawn.indices.map { place in
      GlobalSensitivity.Row(
        number: drawn[place].number, morris: morris[place], indices: analysis?.indices[place])
    }
    return GlobalSensitivity(
      rows: rows.enumerated().sorted {
        (-($0.element.indices?.total.value ?? $0.element.morris.meanSize ?? 0), $0.offset)
          < (-($1.element.indices?.total.value ?? $1.element.morris.meanSize ?? 0), $1.offset)
      }.map(\.element),
      refusal: refusal, sample: sample, dropped: dropped, reason: reason, held: held,
      trajectories: trajectories)
  }
}

extension GlobalSensitivity {
  fileprivate init(_ refusal: Refusal, held: [MovableNumber]) {
    self.init(rows: [], refusal: refusal, sample: 0, dropped: 0, reason: nil, held: held, trajectories: 0)
  }
}

/// A figure as a function of numbers in (0, 1), each the quantile of an uncertain number.
private struct UnitDesign {
  private let function: LaneFunction
  private let distributions: [any Distribution]
  private let bounds: [ClosedRange<Double>]
  /// The tolerance of the figure: what differs by no more is one number.
  private let tolerance: Double

  init(
    _ system: SolveSystem, _ target: SolveTarget,
    _ drawn: [(number: MovableNumber, distribution: any Distribution)]
  ) {
    function = LaneFunction(system, of: drawn.map(\.number), outputs: [target.node])
    distributions = drawn.map(\.distribution)
    bounds = drawn.map(\.number.bounds)
    tolerance = target.tolerance
  }

  private func figures(_ units: [[Double]]) -> [Double] {
    let points = units.indices.map { place in
      var column = units[place]
      var span = column.mutableSpan
      distributions[place].transform(uniforms: &span)
      clamp(&column, to: bounds[place])
      return column
    }
    return function.values(points)[0]
  }

  private func column(_ sampler: some Sampler, _ input: Int, rows: Int) -> [Double] {
    var column = [Double](repeating: 0, count: rows)
    var span = column.mutableSpan
    sampler.fill(&span, from: 0, input: input)
    // The ends of the unit interval are no quantiles.
    clamp(&column, to: 0x1p-53...1 - 0x1p-53)
    return column
  }

  func morris(trajectories: Int, seed: UInt64) -> [MorrisMeasures] {
    let design = MorrisDesign(inputs: distributions.count, trajectories: trajectories, seed: seed)
    let units = distributions.indices.map { column(design, $0, rows: design.rows) }
    return morrisMeasures(inputs: units, results: figures(units))
  }

  /// The indices over the rows that have a value in every matrix; how many have none in one, and the commonest reason.
  func sobol(sample: Int, seed: UInt64) -> (analysis: SobolAnalysis?, dropped: Int, reason: Reason?) {
    let count = distributions.count
    // Sobol' points have so many dimensions; beyond them chance does, with wider intervals.
    let sampler: any Sampler =
      2 * count <= SobolSequence.maximumInputs
      ? SobolSequence(inputs: 2 * count, seed: seed) : RandomSampler(seed: seed)
    let a = (0..<count).map { column(sampler, $0, rows: sample) }
    let b = (0..<count).map { column(sampler, count + $0, rows: sample) }
    let (ofA, ofB) = (figures(a), figures(b))
    let mixed = (0..<count).map { input -> [Double] in
      var units = a
      units[input] = b[input]
      return figures(units)
    }
    let analysis = sobolIndices(
      a: ofA, b: ofB, ab: mixed, least: tolerance, level: 0.95, replicates: 200, seed: seed)
    let columns = [ofA, ofB] + mixed
    let dropped = (0..<sample).count { row in columns.contains { !$0[row].isFinite } }
    let reasons = columns.flatMap { column in column.compactMap { Outcome($0).reason } }
    let counts = Reason.allCases.map { reason in (reason, reasons.count { $0 == reason }) }
    let commonest = counts.max { $0.1 < $1.1 }
    return (analysis, dropped, dropped == 0 ? nil : commonest?.0)
  }
}
