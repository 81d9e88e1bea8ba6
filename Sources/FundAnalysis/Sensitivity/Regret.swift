package import FundFormula
internal import FundModel
package import FundNumerics

/// What choosing each funding model would cost over the distributions of the uncertain numbers (后悔值): the same draws
/// for all models, and in each row the best of those that can be built and whose money balances.
package struct Regret: Sendable {
  /// Rows drawn where the user names no number.
  package static let usualSample = 10_000

  package struct Row: Sendable {
    /// Rows in which its money balances.
    package fileprivate(set) var balances = 0
    /// Rows in which it can be built as well, in which it is best (alone or tied), and in which it cannot be built or does
    /// not balance although another could be chosen.
    package fileprivate(set) var feasible = 0
    package fileprivate(set) var best = 0
    package fileprivate(set) var fails = 0
    /// Rows in which it cannot be built: a failure too, whether or not its money balances.
    package fileprivate(set) var unbuildable = 0
    /// Rows without a figure by reason.
    package fileprivate(set) var missing = ReasonCounts()
    /// How much worse its figure is than the best, in the rows in which it may be chosen.
    package fileprivate(set) var regret = Moments()
    package fileprivate(set) var quantiles = QuantileCounts()

    /// The regret that 95 of 100 rows stay below; nil where it may never be chosen.
    package var p95: Double? { quantiles.quantiles([0.95])[0]?.value }
    package var largest: Double? { regret.count > 0 ? regret.maximum : nil }
  }

  /// Two models on the same rows.
  package struct Pair: Sendable {
    package let first: Int
    package let second: Int
    /// Rows in which only the one cannot be built or does not balance although another could be chosen.
    package fileprivate(set) var onlyFirstFails = 0
    package fileprivate(set) var onlySecondFails = 0
    /// Regret of the first less that of the second, in the rows in which both may be chosen.
    package fileprivate(set) var difference = Moments()
  }

  package let choice: ModelChoice
  package let rows: Int
  package let seed: UInt64
  /// What is drawn.
  package let drawn: [Bilingual]
  /// Uncertain numbers that are set for this question and therefore not drawn.
  package let held: [MovableNumber]
  /// By model, which of the drawn numbers it does not have.
  package let lacking: [[Bilingual]]
  /// By model.
  package fileprivate(set) var models: [Row]
  /// Every two of them.
  package fileprivate(set) var pairs: [Pair]
  /// Rows in which no model can be built and balances.
  package fileprivate(set) var noneBalances = 0
  /// Rows in which such models have no figure.
  package fileprivate(set) var noneAnswers = 0

  /// Rows in which some model can be chosen.
  package var chosen: Int { rows - noneBalances - noneAnswers }

  package func share(_ count: Int) -> Proportion { Proportion(hits: count, trials: rows) }
}

extension ModelChoice {
  /// Draws the project's uncertain numbers and holds the models against each other in every row; nil where nothing is
  /// uncertain and no sample was asked for.
  ///
  /// A model that lacks a number is not moved by it, and sees the same draws of the others.
  package func regret(_ request: WinnerRequest) throws(QuestionFault) -> Regret? {
    let known = uncertain.enumerated().compactMap { place, one -> Drawn? in
      let numbers = models.map { try? $0.source.unknown(one.input) }
      guard let number = numbers.compactMap({ $0 }).first else { return nil }
      guard let distribution = try? one.distribution() else {
        preconditionFailure("\(one.path) reached the regret unchecked")
      }
      return Drawn(place: place, distribution: distribution, label: number.label, numbers: numbers)
    }
    let drawn = known.filter { held($0.numbers, by: request.held) == nil }
    guard !drawn.isEmpty else {
      if request.sample != nil { throw known.isEmpty ? Self.nothingUncertain : Sweep.allHeld }
      return nil
    }
    let rows = request.sample ?? Regret.usualSample
    guard rows > 0 else { throw Sweep.noRows }
    let design = SweepDesign(
      axes: [], listed: uncertain, drawn: drawn.map { ($0.place, $0.distribution) }, sample: rows,
      method: .random, seed: request.seed)
    let lanes = ModelLanes(self, of: models.indices.map { model in drawn.map { $0.numbers[model] } })
    var regret = Regret(
      choice: self, rows: rows, seed: request.seed, drawn: drawn.map(\.label),
      held: known.compactMap { held($0.numbers, by: request.held) },
      lacking: models.indices.map { model in drawn.filter { $0.numbers[model] == nil }.map(\.label) },
      models: models.map { _ in Regret.Row() },
      pairs: models.indices.flatMap { first in
        models.indices.filter { $0 > first }.map { Regret.Pair(first: first, second: $0) }
      })
    let bounds = drawn.map(\.bounds)
    let workspace = design.workspace
    for first in stride(from: 0, to: rows, by: Plan.blockWidth) {
      let block = first..<min(first + Plan.blockWidth, rows)
      var points = design.draw(block, on: workspace)
      for place in points.indices { clamp(&points[place], to: bounds[place]) }
      regret.add(lanes.standings(points, count: block.count))
    }
    return regret
  }

  /// The number, as the first model that has it knows it, where it is set for this question.
  private func held(_ numbers: [MovableNumber?], by paths: [String]) -> MovableNumber? {
    zip(models, numbers).lazy.compactMap { model, number in
      number.flatMap { model.source.isHeld($0, by: paths) ? $0 : nil }
    }.first
  }

  private static let nothingUncertain = QuestionFault(
    Sweep.nothingUncertain.message,
    Bilingual(
      en:
        "List them with their distributions under `uncertain`, or leave `--sample` out: the map needs none.",
      zh: "请在“uncertain”（不确定参数）中填写分布，或去掉 --sample：最优模式表本身无须抽样。"))

  private struct Drawn {
    /// Among all that the project lists.
    let place: Int
    let distribution: any Distribution
    let label: Bilingual
    /// By model; nil where one lacks it.
    let numbers: [MovableNumber?]

    /// What every model that has it allows.
    var bounds: ClosedRange<Double> {
      numbers.compactMap { $0?.bounds }.reduce(-Double.infinity...Double.infinity) { $0.clamped(to: $1) }
    }
  }
}

extension Regret {
  /// Adds one block of rows, `[rows][models]`.
  fileprivate mutating func add(_ standings: [[ModelStanding]]) {
    var regrets = models.map { _ in [Double]() }
    var differences = pairs.map { _ in [Double]() }
    for row in standings {
      let best = choice.best(of: row)
      if best.isEmpty {
        if row.contains(where: \.isFeasible) { noneAnswers += 1 } else { noneBalances += 1 }
      }
      var own = [Double?](repeating: nil, count: row.count)
      for (model, standing) in row.enumerated() {
        if !standing.isBuildable { models[model].unbuildable += 1 }
        if standing.balances { models[model].balances += 1 }
        if standing.isFeasible {
          models[model].feasible += 1
        } else if !best.isEmpty {
          models[model].fails += 1
        }
        if best.contains(model) { models[model].best += 1 }
        if let reason = standing.figure?.reason { models[model].missing.add(reason) }
        guard let figure = standing.eligible, let least = best.first.flatMap({ row[$0].eligible }) else {
          continue
        }
        // A tie is no regret.
        let regret = best.contains(model) ? 0 : abs(figure - least)
        own[model] = regret
        regrets[model].append(regret)
      }
      guard !best.isEmpty else { continue }
      for place in pairs.indices {
        let (first, second) = (pairs[place].first, pairs[place].second)
        switch (row[first].isFeasible, row[second].isFeasible) {
        case (false, true): pairs[place].onlyFirstFails += 1
        case (true, false): pairs[place].onlySecondFails += 1
        default: if let one = own[first], let other = own[second] { differences[place].append(one - other) }
        }
      }
    }
    for (place, column) in differences.enumerated() where !column.isEmpty {
      pairs[place].difference.add(column.span)
    }
    for (model, column) in regrets.enumerated() where !column.isEmpty {
      models[model].regret.add(column.span)
      models[model].quantiles.add(column.span)
    }
  }
}
