package import FundFormula
internal import FundModel

/// Which funding model is best over one or two numbers (最优筹资模式表): in every cell of a grid the models whose money
/// balances, and that can be built, are held against each other by one figure.
package struct WinnerMap: Sendable {
  package struct Cell: Sendable, Equatable {
    /// By model.
    package let standings: [ModelStanding]
    /// The places of the best models: several where they tie, none where no model that can be built and balances has a figure.
    package let best: [Int]
  }

  /// What the cells of one model come to.
  package struct Count: Sendable, Equatable {
    /// Cells in which it alone is best, and in which it ties.
    package var alone = 0
    package var tied = 0
    package var balances = 0
    /// Cells in which it cannot be built.
    package var unbuildable = 0
    /// Cells without a figure, by reason.
    package var missing = ReasonCounts()
  }

  package let choice: ModelChoice
  /// Down the map.
  package let rows: Variation
  /// Across it; nil for a map of one column.
  package let columns: Variation?
  /// `[rows][columns]`
  package let cells: [[Cell]]
  /// Each model as its files stand.
  package let today: Cell
  /// Every line of the map along which a number moves: first those down it, then those across.
  package let lines: [SwitchLine]
  /// The numbers that models lack, and so do not depend on: by model, the places among the varied numbers.
  package let lacking: [[Int]]

  package var models: [ModelChoice.FundingModel] { choice.models }

  /// By model.
  package var counts: [Count] {
    let all = cells.flatMap { $0 }
    return models.indices.map { model in
      var count = Count()
      for cell in all {
        if cell.best == [model] { count.alone += 1 } else if cell.best.contains(model) { count.tied += 1 }
        if cell.standings[model].balances { count.balances += 1 }
        if !cell.standings[model].isBuildable { count.unbuildable += 1 }
        if let reason = cell.standings[model].figure?.reason { count.missing.add(reason) }
      }
      return count
    }
  }

  /// Cells in which no model can be chosen.
  package var undecided: Int { cells.flatMap { $0 }.count { $0.best.isEmpty } }
}

/// How often figures are missing, by reason.
package struct ReasonCounts: Sendable, Equatable {
  /// In the order of the reasons.
  private var counts = Reason.allCases.map { _ in 0 }

  mutating func add(_ reason: Reason) {
    for place in Reason.allCases.indices where Reason.allCases[place] == reason { counts[place] += 1 }
  }

  /// Those that occur.
  package var all: [(reason: Reason, count: Int)] {
    zip(Reason.allCases, counts).filter { $0.1 > 0 }.map { (reason: $0.0, count: $0.1) }
  }

  package var total: Int { counts.reduce(0, +) }
}

extension ModelChoice {
  /// Computes every model in every cell and follows every line of the grid.
  package func winnerMap(_ request: WinnerRequest) throws(QuestionFault) -> WinnerMap {
    var axes: [Axis] = []
    for one in request.variations { axes.append(try axis(one)) }
    if let twice = axes.map(\.variation.unknown.name).firstRepeated { throw Sweep.twice(twice) }
    guard (1...2).contains(axes.count) else { throw Self.needsNumbers }
    let width = axes.count > 1 ? axes[1].variation.values.count : 1
    let (count, overflow) = axes[0].variation.values.count.multipliedReportingOverflow(by: width)
    guard !overflow, count <= Variation.mostValues else { throw Self.tooManyCells }
    let lanes = ModelLanes(self, of: models.indices.map { model in axes.map { $0.numbers[model] } })
    let places = 0..<count
    var points = [places.map { axes[0].variation.values[$0 / width] }]
    if axes.count > 1 { points.append(places.map { axes[1].variation.values[$0 % width] }) }
    let cells = lanes.standings(points, count: count).map {
      WinnerMap.Cell(standings: $0, best: best(of: $0))
    }
    let today = models.map { $0.today }
    let search = SwitchSearch(
      self, lanes, axes: axes.map(\.variation), numbers: axes.map(\.numbers),
      largest: cells.flatMap { $0.standings.compactMap { $0.figure?.value.map(abs) } }.max() ?? 0)
    return WinnerMap(
      choice: self, rows: axes[0].variation, columns: axes.count > 1 ? axes[1].variation : nil,
      cells: stride(from: 0, to: count, by: width).map { Array(cells[$0..<$0 + width]) },
      today: WinnerMap.Cell(standings: today, best: best(of: today)), lines: search.switchLines(),
      lacking: models.indices.map { model in axes.indices.filter { axes[$0].numbers[model] == nil } })
  }

  /// A number that is varied, in each model that has it.
  private struct Axis {
    let variation: Variation
    /// By model.
    let numbers: [MovableNumber?]
  }

  /// Where no model has the number the first says why; where one has it, others may lack it: a funding model takes
  /// blocks away.
  private func axis(_ asked: VariedNumber) throws(QuestionFault) -> Axis {
    guard let owner = models.first(where: { (try? $0.source.unknown(asked.name)) != nil }) else {
      // No model has the number: the first says why.
      _ = try models[0].source.variation(asked)
      throw Self.needsNumbers
    }
    let variation = try owner.source.variation(asked)
    let own = asked.named(variation.unknown.name)
    var numbers: [MovableNumber?] = []
    for model in models {
      guard let number = try? model.source.unknown(variation.unknown.name) else {
        numbers.append(nil)
        continue
      }
      // Bounds may differ from model to model.
      _ = try model.source.variation(own)
      numbers.append(number)
    }
    return Axis(variation: variation, numbers: numbers)
  }

  private static let needsNumbers = QuestionFault(
    Bilingual(
      en: "A winner map goes over one number or two.", zh: "最优筹资模式表须有一个或两个变动参数。"),
    Bilingual(en: "Give one --vary PATH=FROM:TO:STEP, or two.", zh: "请给出一个或两个“--vary 路径=起:止:步长”。"))
  private static let tooManyCells = QuestionFault(
    Bilingual(
      en: "The map would have more than \(Variation.mostValues) cells.",
      zh: "表中单元超过 \(Variation.mostValues) 个。"), Bilingual(en: "Take larger steps.", zh: "请加大步长。"))
}

extension ModelChoice.FundingModel {
  /// How it stands with every number as its files say.
  fileprivate var today: ModelStanding {
    let graph = source.model.graph
    func holds(_ condition: SweepCondition) -> Bool {
      graph.node(condition.key).map { condition.holds(source.base[$0][0]) } ?? false
    }
    return ModelStanding(
      figure: figure.map { source.base.outcome($0) }, balances: balance.map(holds) ?? false,
      isBuildable: limits.allSatisfy(holds))
  }
}
