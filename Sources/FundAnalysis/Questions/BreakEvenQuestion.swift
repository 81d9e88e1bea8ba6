package import FundFormula
internal import FundModel
package import FundScenario

/// At what value of a number a target just holds; for several numbers, over a grid, or for every number that matters.
package struct BreakEvenQuestion: Sendable {
  /// Names of the numbers solved for; empty for every number that matters.
  package var unknowns: [String] = []
  /// What must hold; empty for what is usual: with debt that the whole plan holds, else that the money balances.
  package var targets: [AskedTarget] = []
  /// One or two numbers over whose values one number is solved for.
  package var variations: [VariedNumber] = []
  /// The places after the point to which amounts in yuan are rounded where they are advised: −2 for 0.01 万元.
  package var amountPlaces = 2

  package init() {}
}

/// What a question for a break-even came to.
package enum BreakEvenAnswer: Sendable {
  /// One number and one target; the labels of the conditions that stop the project, and what a check says of the answer.
  case one(BreakEven, stoppedBy: [Bilingual], findings: [Finding])
  /// One number for the whole plan.
  case plan(PlanBreakEven, findings: [Finding])
  /// Several numbers, several targets.
  case several(JointBreakEven)
  /// A number that shapes the calculation.
  case length(StructuralBreakEven)
  case table(BreakEvenTable)
  /// Every number that matters, how a gap could be closed, how much of the capacity must be used.
  case all(CriticalPoints, GapClosing?, CapacityBreakEven?, ScenarioRun)
}

extension BreakEvenQuestion {
  /// - Throws: what is wrong with the question: names that are none, values that do not fit, too many cells.
  package func answer(_ scenario: CheckedScenario) throws(QuestionFault) -> BreakEvenAnswer {
    guard let first = unknowns.first else { return try everything(scenario) }
    let source = try MovableModel(scenario, moving: unknowns + variations.map(\.name))
    let system = try SolveSystem(source, for: asked(of: scenario), amountPlaces: amountPlaces)
    if unknowns.count == 1, variations.isEmpty, let input = source.structuralInput(first) {
      guard let found = system.structuralBreakEven(input) else { throw Self.noNumber(input.path) }
      return .length(found)
    }
    var numbers: [MovableNumber] = []
    for name in unknowns { numbers.append(try source.unknown(name)) }
    if !variations.isEmpty { return .table(try table(numbers[0], system)) }
    guard numbers.count == 1 else {
      try Self.refuseRepeated(numbers)
      return .several(system.jointBreakEven(numbers))
    }
    if targets.isEmpty, PlanQuestion.isUsual(for: source.model),
      let question = PlanQuestion(source, amountPlaces: amountPlaces)
    {
      let found = question.breakEven(numbers[0])
      return .plan(found, findings: source.findings(with: found.settings))
    }
    let found = system.breakEven(numbers[0])
    return .one(
      found, stoppedBy: system.stoppedBy.map(\.label), findings: source.findings(with: found.settings))
  }

  private func asked(of scenario: CheckedScenario) -> [AskedTarget] {
    targets.isEmpty ? [SolveSystem.breakEvenTarget(of: scenario.model)] : targets
  }

  private func table(_ unknown: MovableNumber, _ system: SolveSystem) throws(QuestionFault) -> BreakEvenTable
  {
    var axes: [Variation] = []
    for one in variations { axes.append(try system.source.variation(one)) }
    try Self.refuseRepeated([unknown] + axes.map(\.unknown))
    let cells = axes.map(\.values.count).reduce(1, *)
    guard cells <= BreakEvenTable.mostCells else { throw Self.tooManyCells(cells) }
    return system.table(unknown, rows: axes[0], columns: axes.count > 1 ? axes[1] : nil)
  }

  private func everything(_ scenario: CheckedScenario) throws(QuestionFault) -> BreakEvenAnswer {
    let source = try MovableModel(scenario, moving: SolveSystem.leverNames(of: scenario.content))
    let system = try SolveSystem(source, for: asked(of: scenario), amountPlaces: amountPlaces)
    let critical = system.criticalPoints()
    return .all(critical, system.gapClosing(critical), CapacityBreakEven(source), ScenarioRun(scenario))
  }

  // MARK: Faults

  private static func refuseRepeated(_ unknowns: [MovableNumber]) throws(QuestionFault) {
    guard let twice = unknowns.map(\.name).firstRepeated else { return }
    throw QuestionFault(Bilingual(en: "`\(twice)` is given twice.", zh: "“\(twice)”重复。"))
  }

  private static func noNumber(_ path: String) -> QuestionFault {
    QuestionFault(Bilingual(en: "`\(path)` is no number.", zh: "“\(path)”不是数值。"))
  }

  private static func tooManyCells(_ cells: Int) -> QuestionFault {
    QuestionFault(
      Bilingual(
        en:
          "The table would have \(cells) cells; at most \(BreakEvenTable.mostCells): make the steps larger.",
        zh: "表格将有 \(cells) 个单元，上限为 \(BreakEvenTable.mostCells)，请加大步长。"))
  }
}
