package import FundFormula
package import FundModel
internal import FundScenario

/// What must hold: an indicator, or any named amount, at a value.
package struct SolveTarget: Sendable {
  /// The indicator's id, or the key of the amount.
  package let name: String
  package let label: Bilingual
  package let unit: ValueUnit
  package let better: Better
  package let value: Double
  /// A party tops up whatever is missing, so the gap after it says nothing: the gap before it is asked instead.
  package let isBeforeTopUp: Bool
  /// Asked as the present value at the rate.
  package let isRate: Bool
  /// The figure itself, `stopped` where a condition stops the project.
  let node: Int
  /// The figure as planned, whatever stops the project.
  let planned: Int
  /// What bears on the figure's existence; nil where nothing stops the project.
  let goesOn: Int?
  /// The formula that is zero where the target holds, in `SolveSystem.graph`.
  let zero: Int
  /// The size by which that formula's rounding is measured.
  let scale: Double

  /// What money is short at worst, asked for nothing: that the whole plan holds.
  package var isPlan: Bool { name == Verdict.shortKey && value == 0 }

  /// Whether a value, as it would be set, does at least what is asked: within the tolerance of thresholds.
  func isReached(by value: Double) -> Bool {
    let room = Tolerance.of(unit)
    return switch better {
    case .less: value <= self.value + room
    case .more: value >= self.value - room
    case .neither: abs(value - self.value) <= room
    }
  }

  /// How far off the figure may be and still be called on target: the tolerance of results
  /// (CONTRIBUTING.md).
  package var tolerance: Double { unit.isAmount ? max(1e-9 * scale, Tolerance.amount) : 1e-9 }

  /// Whether a slope comes to nothing over all the way that a number could go.
  func isFlat(_ slope: Double, in number: MovableNumber) -> Bool {
    let way = min(number.bounds.upperBound - number.bounds.lowerBound, max(abs(number.base), 1e-9) * 1e6)
    return abs(slope) * way <= 1e-13 * scale
  }

  /// Whether a value does at least what is asked, by which way is better; nil where neither is.
  package func isMet(by value: Double) -> Bool? {
    better == .neither ? nil : isReached(by: value)
  }
}

/// Targets of one model, with their zero formulas added to its graph.
package struct SolveSystem: Sendable {
  package let source: MovableModel
  package let graph: Graph
  package let base: Evaluation
  package let targets: [SolveTarget]
  /// The places after the point of an amount in yuan as it is printed: −2 for 0.01 万元.
  let amountPlaces: Int

  /// - Parameters:
  ///   - asked: what must hold, one or several.
  ///   - amountPlaces: the places after the point to which amounts are rounded where they are advised.
  package init(_ source: MovableModel, for asked: [AskedTarget], amountPlaces: Int = 2) throws(QuestionFault)
  {
    self.source = source
    self.amountPlaces = amountPlaces
    var graph = source.model.graph
    var targets: [SolveTarget] = []
    for one in asked { targets.append(try Self.target(one, source, &graph)) }
    self.graph = graph
    self.targets = targets
    base = graph.evaluate()
  }

  /// The system of one of its targets alone.
  func only(_ place: Int) -> SolveSystem {
    SolveSystem(source, graph, base, [targets[place]], amountPlaces: amountPlaces)
  }

  init(
    _ source: MovableModel, _ graph: Graph, _ base: Evaluation, _ targets: [SolveTarget], amountPlaces: Int
  ) {
    self.source = source
    self.graph = graph
    self.base = base
    self.targets = targets
    self.amountPlaces = amountPlaces
  }

  /// The conditions that stop the project as it stands.
  package var stoppedBy: [Gate] { ScenarioRun(source.scenario).stoppedBy }

  private static func target(
    _ target: AskedTarget, _ source: MovableModel, _ graph: inout Graph
  ) throws(QuestionFault) -> SolveTarget {
    let model = source.model
    var asked = target.figure
    let asksGap = [FundingGap.id, FundingGap.label.en, FundingGap.label.zh].contains(asked)
    let isBeforeTopUp = asksGap && model.hasTopUp
    if isBeforeTopUp { asked = FundingGapBeforeTopUp.id }
    let nodes = model.nodes(named: asked)
    guard nodes.count == 1, let node = nodes.first, let name = graph.nodes[node].name else {
      throw unknownTarget(asked, nodes, model)
    }
    let indicator = model.indicators.first { model.node(of: $0) == node }
    guard !graph.nodes[node].shape.isRow, let kind = UnitKind(name.unit) else {
      throw QuestionFault(
        Bilingual(
          en: "“\(name.label.en)” is no single number to aim at.", zh: "“\(name.label.zh)”不是可作为目标的单一数值。"))
    }
    let value: Double
    switch kind.number(writtenAs: target.value) {
    case .success(let number): value = number
    case .failure(let fault): throw QuestionFault(fault.message, fault.remedy)
    }
    if name.unit == .rate, value <= -1 {
      throw QuestionFault(
        Bilingual(
          en: "A rate lies above −100 %; got `\(target.value)`.", zh: "收益率须大于 −100%，而得到“\(target.value)”。"))
    }
    if [.rate, .share].contains(name.unit), value > 1, value == Double(target.value.trimmedSpaces) {
      throw QuestionFault(
        Bilingual(
          en: "`\(target.value)` is \(decimalText(value * 100)) %: “\(name.label.en)” is a fraction.",
          zh: "“\(target.value)”即 \(decimalText(value * 100))%：\(name.label.zh)按小数计。"),
        Bilingual(
          en: "Write \(target.value)% if that is meant.", zh: "若指 \(target.value)%，请写 \(target.value)%。"))
    }
    // Of a stopped project the planned figure is solved for, and asked whether it goes on beside it.
    let planned = indicator.flatMap { graph.node($0.key) } ?? node
    let (extended, zero) = graph.zeroForm(of: planned, equals: value)
    let isAmount = name.unit == .yuan || graph.isQuotient(planned) || graph.isRateOfReturn(planned)
    let largest = source.base.largestAmount(in: graph)
    let isRate = graph.isRateOfReturn(planned)
    graph = extended
    let own = [source.base.outcome(planned).value ?? 0, value, 1].map(abs).max()!
    return SolveTarget(
      name: indicator?.id ?? name.key, label: indicator?.label ?? name.label, unit: name.unit,
      better: indicator?.better ?? (name.key == Verdict.shortKey ? .less : .neither), value: value,
      isBeforeTopUp: isBeforeTopUp, isRate: isRate,
      node: node, planned: planned, goesOn: planned == node ? nil : graph.node("results.goesOn"), zero: zero,
      scale: isAmount ? max(largest, 1) : own)
  }

  /// What is asked where nobody says: that the money balances; of a scenario without a budget, that its net present value
  /// is zero.
  package static func usualTarget(of model: Model) -> AskedTarget {
    let has = { (indicator: any Indicator.Type) in model.indicators.contains { $0.id == indicator.id } }
    return !has(FundingGap.self) && has(Npv.self) ? AskedTarget(Npv.id, "0") : AskedTarget(FundingGap.id, "0")
  }

  /// What break-even asks where nobody says: where there is debt that the whole plan holds, so far as money decides it.
  package static func breakEvenTarget(of model: Model) -> AskedTarget {
    PlanQuestion.isUsual(for: model) ? AskedTarget(Verdict.shortKey, "0") : usualTarget(of: model)
  }

  /// The figures that can be asked for here.
  private static func figures(of model: Model) -> Bilingual {
    let shown = model.indicators.prefix(12)
    return Bilingual(
      en: "Name one it has with `--for`, such as `\(shown.first?.id ?? "totalUses")=…`: "
        + shown.map { "\($0.id) (\($0.label.en))" }.joined(separator: ", ") + ".",
      zh: "请用 --for 指定本情景已有的指标（如 --for \(shown.first?.id ?? "totalUses")=…）："
        + shown.map { "\($0.id)（\($0.label.zh)）" }.joined(separator: "、") + "。")
  }

  static func unknownTarget(_ asked: String, _ nodes: [Int], _ model: Model) -> QuestionFault {
    if nodes.count > 1 {
      return QuestionFault(
        Bilingual(en: "`\(asked)` means several amounts.", zh: "“\(asked)”对应多个金额。"),
        Bilingual(
          en: "Name one: " + nodes.compactMap { model.graph.nodes[$0].name?.key }.joined(separator: ", ")
            + ".",
          zh: "请指明其一：" + nodes.compactMap { model.graph.nodes[$0].name?.key }.joined(separator: "、") + "。"))
    }
    if let indicator = Indicators.all.first(where: { [$0.id, $0.label.en, $0.label.zh].contains(asked) }) {
      return QuestionFault(
        Bilingual(
          en: "This scenario has no “\(indicator.label.en)”.", zh: "本情景没有“\(indicator.label.zh)”这一指标。"),
        figures(of: model))
    }
    return QuestionFault(
      Bilingual(en: "Nothing that is computed here is called `\(asked)`.", zh: "测算结果中没有名为“\(asked)”的数。"),
      .meant(
        asked, among: model.names + Indicators.names,
        orElse: Bilingual(
          en: "`fundsim list indicators` names all indicators.", zh: "运行“fundsim list indicators”可列出全部指标。")))
  }
}

extension Model {
  /// Whether a party pays what is missing, here or in a project of the pool.
  package var hasTopUp: Bool { flows.contains { $0.flowClass == .topUp } }
}
