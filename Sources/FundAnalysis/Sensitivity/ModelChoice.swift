package import FundFormula
package import FundModel
internal import FundScenario

/// What is asked of several funding models: over which numbers, by which figure, over how many draws.
package struct WinnerRequest: Sendable {
  /// `PATH=FROM:TO:STEP`, one or two.
  package var variations: [VariedNumber] = []
  /// The figure that decides among the models that can be built and whose money balances: what residents pay.
  package var figure: any Indicator.Type = BurdenPerHousehold.self
  /// Rows drawn for the regret; ``Regret/usualSample`` where nil and the project lists uncertain numbers.
  package var sample: Int?
  package var seed: UInt64 = 1
  /// Numbers that are not drawn, see ``SweepRequest/held``.
  package var held: [String] = []

  package init() {}
}

/// Several funding models over one project of which one is to be chosen (筹资模式比选), compiled so that the same numbers
/// move in all of them.
package struct ModelChoice: Sendable {
  /// One of the models.
  package struct FundingModel: Sendable {
    /// Its place among the files as they were given, from 1.
    package let number: Int
    package let title: Bilingual
    package let file: String
    let source: MovableModel
    /// The figure's node; nil where the model has no such figure.
    let figure: Int?
    let balance: SweepCondition?
    /// What the site and the parking built allow.
    let limits: [SweepCondition]

    /// Whether it has a balance to look at: one whose uses are no budget has none.
    package var hasBalance: Bool { balance != nil }
    package var hasFigure: Bool { figure != nil }
    /// Whether its balance asks that debt is repaid as well.
    package var asksDebt: Bool { balance?.asksDebt ?? false }
    /// Whether somebody tops up without a ceiling, which its balance counts as not paid.
    package var hasOpenTopUp: Bool { source.model.verdict?.hasOpenTopUp ?? false }
  }

  /// The project's own, then those laid over it.
  package let models: [FundingModel]
  package let leftOut: [LeftOutModel]
  package let figure: any Indicator.Type
  /// The uncertain numbers of the project.
  let uncertain: [Uncertainty]

  /// - Throws: ``ComparisonFault`` where nothing is left to choose from.
  package static func fitting(_ entries: [ComparisonEntry]) throws(ComparisonFault) -> Fitting {
    Fitting(entries: try FittingEntries(entries))
  }

  /// Scenarios that can stand side by side.
  package struct Fitting: Sendable {
    let entries: FittingEntries
    package var leftOut: [LeftOutModel] { entries.leftOut }
    /// The project's title.
    package var title: Bilingual { entries.all[0].scenario.content.title }
  }

  /// Compiles the models so that what is varied and what is uncertain are inputs of each.
  package init(_ fitting: Fitting, _ request: WinnerRequest) throws(QuestionFault) {
    figure = request.figure
    guard figure.better != .neither else { throw Self.noBetterWay(figure) }
    uncertain = fitting.entries.all[0].scenario.content.uncertain.map(Uncertainty.init)
    let names = request.variations.map(\.name) + uncertain.map(\.input)
    var models: [FundingModel] = []
    for (entry, scenario) in fitting.entries.all {
      let source = try MovableModel(scenario, moving: names)
      let model = source.model
      let hasFigure = model.indicators.contains { $0.id == request.figure.id }
      models.append(
        FundingModel(
          number: entry.number, title: fitting.entries.titles[entry.number] ?? scenario.content.title,
          file: entry.file, source: source,
          figure: hasFigure ? model.node(of: request.figure) : nil, balance: .balance(in: model),
          limits: SweepCondition.physical(model)))
    }
    guard models.contains(where: \.hasFigure) else { throw Self.noFigure(figure) }
    guard models.contains(where: \.hasBalance) else { throw Self.noBalance }
    self.models = models
    leftOut = fitting.leftOut
  }

  /// How far two figures may lie apart and still tie: the tolerance of results (CONTRIBUTING.md).
  static func tolerance(_ figures: [Double?], _ unit: ValueUnit) -> Double {
    unit.isAmount ? 1e-9 * (figures.compactMap { $0.map(abs) }.max() ?? 0) : 1e-9
  }

  /// The models that can be built, whose money balances and whose figure is best: several where they tie, none where no
  /// model can be chosen.
  func best(of standings: [ModelStanding]) -> [Int] {
    let figures = standings.map(\.eligible)
    return figure.better.best(of: figures, within: Self.tolerance(figures, figure.unit))
  }

  // MARK: Faults

  private static func noBetterWay(_ figure: any Indicator.Type) -> QuestionFault {
    QuestionFault(
      Bilingual(
        en: "Neither more nor less of “\(figure.label.en)” is better: it cannot decide among funding models.",
        zh: "“\(figure.label.zh)”没有优劣方向，不能据以选择筹资模式。"),
      Bilingual(
        en:
          "Name another with `--by`, such as burdenPerHousehold; `fundsim list indicators` says which way each is better.",
        zh: "请用 --by 指定其他指标，例如 burdenPerHousehold；运行“fundsim list indicators”可查看各指标的优劣方向。"))
  }

  private static func noFigure(_ figure: any Indicator.Type) -> QuestionFault {
    QuestionFault(
      Bilingual(
        en: "None of the funding models has “\(figure.label.en)”.", zh: "各筹资模式均没有“\(figure.label.zh)”这一指标。"),
      Bilingual(
        en: "Name another with `--by`; `fundsim compare` shows those they have.",
        zh: "请用 --by 指定其他指标；运行“fundsim compare”可查看各模式的指标。"))
  }

  private static let noBalance = QuestionFault(
    Bilingual(
      en: "None of the funding models has a budget that could balance: their uses are an outcome.",
      zh: "各筹资模式的资金需求均为带动投资（结果数），无资金平衡可言。"),
    Bilingual(en: "Give a project whose costs are a budget.", zh: "请改用以投资预算为基础的项目。"))
}

/// How one funding model stands at one place.
package struct ModelStanding: Sendable, Equatable {
  /// The figure, or why there is none; nil where the model has no such figure anywhere.
  package let figure: Outcome?
  /// Whether its money balances; not where a condition stops it.
  package let balances: Bool
  /// Whether the site allows what it adds and the parking it sells is built: a run refuses it else.
  package let isBuildable: Bool

  /// Whether it may be chosen, if it has a figure.
  package var isFeasible: Bool { balances && isBuildable }

  /// The figure of a model that may be chosen.
  package var eligible: Double? { isFeasible ? figure?.value : nil }
}

/// The funding models of a choice as functions of the same numbers, computed for many points at once. A model that lacks
/// one of the numbers does not depend on it.
struct ModelLanes: Sendable {
  private struct Part: Sendable {
    let function: LaneFunction
    /// Which of the asked numbers it has.
    let numbers: [Int]
    let hasFigure: Bool
    let balance: SweepCondition?
    let limits: [SweepCondition]
  }

  private let parts: [Part]

  /// - Parameter numbers: `[models][numbers]`, nil where a model lacks one.
  init(_ choice: ModelChoice, of numbers: [[MovableNumber?]]) {
    parts = zip(choice.models, numbers).map { model, numbers in
      let source = model.source
      let conditions = ([model.balance].compactMap { $0 } + model.limits).map(\.key)
      return Part(
        function: LaneFunction(
          source.model.graph, at: source.base, of: numbers.compactMap { $0 },
          outputs: [model.figure].compactMap { $0 } + conditions.compactMap(source.model.graph.node)),
        numbers: numbers.indices.filter { numbers[$0] != nil }, hasFigure: model.figure != nil,
        balance: model.balance, limits: model.limits)
    }
  }

  /// What is computed of one model, by lane; a missing number is NaN with its reason, nil what the model does not have.
  struct Columns {
    let figures: [Double]?
    let gaps: [Double]?
    /// What it asks for beyond each limit. `[limits][lanes]`
    let beyond: [[Double]]
  }

  /// - Parameter points: `[numbers][lanes]`
  func values(of model: Int, _ points: [[Double]], count: Int) -> Columns {
    let part = parts[model]
    var values = part.function.values(part.numbers.map { points[$0] }, count: count, firstLane: 0)[...]
    let figures = part.hasFigure ? values.popFirst() : nil
    let gaps = part.balance == nil ? nil : values.popFirst()
    return Columns(figures: figures, gaps: gaps, beyond: Array(values))
  }

  /// - Returns: `[lanes][models]`
  func standings(_ points: [[Double]], count: Int) -> [[ModelStanding]] {
    let columns = parts.indices.map { values(of: $0, points, count: count) }
    return (0..<count).map { lane in
      zip(parts, columns).map { part, column in
        ModelStanding(
          figure: column.figures.map { Outcome($0[lane]) },
          balances: column.gaps.map { part.balance?.holds($0[lane]) ?? false } ?? false,
          isBuildable: zip(part.limits, column.beyond).allSatisfy { $0.holds($1[lane]) })
      }
    }
  }
}
