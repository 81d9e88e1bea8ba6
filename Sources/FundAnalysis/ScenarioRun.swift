// Questions to one checked scenario or several, answered in plain values: a run, what a number stands on, what differs,
// comparison, break-even, sweeps, sensitivity, programmes.
// This room evaluates compiled models; what shapes the calculation anew (a length, a term, a factor of a block) it has
// the loader or the model compile again. It writes no formula, opens no file, formats and prints nothing.

package import FundFormula
package import FundModel
internal import FundNumerics
package import FundScenario

/// A scenario computed at one point: what reports print from and explanations walk through.
package struct ScenarioRun: Sendable {
  package let scenario: CheckedScenario
  package let values: Evaluation
  package var model: Model { scenario.model }
  /// True for the nodes that rest on a number its author assumed.
  private let assumed: OnDemand<[Bool]>

  package init(_ scenario: CheckedScenario) {
    self.scenario = scenario
    values = scenario.model.graph.evaluate()
    assumed = OnDemand { scenario.model.graph.nodes(above: \.isAssumed) }
  }

  /// The value of a named formula, or why there is none; nil where this scenario has no such formula.
  package func outcome(_ key: String, period: Int = 0) -> Outcome? {
    model.graph.node(key).map { values.outcome($0, period: period) }
  }

  /// The value of an indicator by its id.
  package func indicator(_ id: String) -> Outcome? {
    model.indicators.first { $0.id == id }.flatMap { model.node(of: $0) }.map { values.outcome($0) }
  }

  /// The value of a formula of the model.
  package func outcome(_ scalar: Scalar) -> Outcome? { model.node(scalar).map { values.outcome($0) } }

  /// The conditions that stop the project.
  package var stoppedBy: [Gate] {
    model.gates.filter { $0.effect == .stop && outcome($0.isMet)?.value != 1 }
  }

  /// What stands in the way of the plan, the worst first; empty where it holds or where there is no budget.
  package var obstacles: [Verdict.Test] {
    (model.verdict?.tests ?? []).filter { outcome($0.isPassed)?.value != 1 }
  }

  /// Whether the plan holds; nil where there is no budget to balance.
  package var holds: Bool? { model.verdict.map { outcome($0.holds)?.value == 1 } }

  /// Yuan that works and debt lack at worst, negative where there is room; nil where there is no budget.
  package var shortAtWorst: Outcome? {
    model.verdict.flatMap { $0.deciding.map { indicator($0.id) } ?? outcome(Verdict.shortKey) }
  }

  /// What each obstacle is short of, in yuan, by its word; none where it is not money that is short.
  package var shortAmounts: [String: Double] {
    Dictionary(
      obstacles.compactMap { test in
        test.short.flatMap(outcome)?.value.map { (test.obstacle.rawValue, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether anything is sold or earned: without income there is no rate of return to speak of.
  package var hasIncome: Bool {
    model.flows.contains { flow in
      flow.isCash && flow.to == Party.project
        && [.sale, .operating, .subsidy].contains(flow.counting.income)
        && (flow.row.formula.name.flatMap { row($0.key) }?.contains { abs($0) > Tolerance.amount } ?? false)
    }
  }

  /// Whether the project's money comes before its cost, as where buyers pay before the works: a rate of return is then
  /// what that money costs, and more of it is no better.
  package var hasMoneyFirst: Bool {
    let first = row(FlowBook.yearlyInvestmentFlowKey)?.first { abs($0) > Tolerance.amount }
    return first.map { $0 > 0 } ?? false
  }

  /// Accounts that investors do not have to fill and that fall below zero all the same: upkeep, property service,
  /// joint accounts.
  package var shortAccounts: [AccountView] {
    model.accounts.filter { account in
      account.party.group != .operator && (outcome(account.lowestCash)?.value ?? 0) < -Tolerance.amount
    }
  }

  /// What a named formula is called; nil where this scenario has none.
  func name(of key: String) -> FormulaName? { model.graph.node(key).flatMap { model.graph.nodes[$0].name } }

  /// All periods of a named row.
  package func row(_ key: String) -> [Double]? { model.graph.node(key).map { values[$0] } }

  /// The inputs a formula stands on whose paths begin with `prefix`.
  package func inputs(below scalar: Scalar, under prefix: String = "") -> [Input] {
    guard let node = model.node(scalar) else { return [] }
    let inputs = model.graph.inputs
    return model.graph.inputs(below: node).filter { inputs[$0].path.hasPrefix(prefix) }.map { inputs[$0] }
  }

  /// Whether an amount rests on a number its author assumed.
  package func isAssumed(_ scalar: Scalar) -> Bool { model.node(scalar).map { assumed.value[$0] } ?? false }

  /// The part of total uses that rests on assumed numbers, weighted by amount (假设数占比).
  package var assumedShare: Double {
    let uses = model.balance.uses.map { line in (outcome(line.amount)?.value ?? 0, isAssumed(line.amount)) }
    let all = uses.map(\.0).reduce(0, +)
    return all == 0 ? 0 : uses.filter(\.1).map(\.0).reduce(0, +) / all
  }

  /// Figures the source prints, beside those computed here.
  package var published: [PublishedComparison] { PublishedComparison.all(in: model, values) }

  /// The label of a period, `2024 Q3`, by its number from 1.
  package func periodLabel(_ number: Double) -> String? {
    let index = Int(number) - 1
    return model.timeline.periods.indices.contains(index) ? model.timeline.periods[index].label : nil
  }

  /// The rates a year that solve an indicator without a single answer, ascending; empty where there is one or none.
  package func severalRates(of indicator: String) -> [Double] {
    guard self.indicator(indicator)?.reason == .severalRoots else { return [] }
    return switch indicator {
    case Irr.id:
      row(FlowBook.yearlyInvestmentFlowKey).map {
        allRates(of: $0, times: model.yearNumbers, least: Tolerance.amount)
      } ?? []
    case Xirr.id:
      row(FlowBook.investmentFlowKey).map {
        allRates(of: $0, times: Xirr.times(on: model.timeline), least: Tolerance.amount)
      } ?? []
    default: []
    }
  }
}
