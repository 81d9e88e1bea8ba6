package import FundFormula
internal import FundModel

/// Something that must hold in a row: the money balances, cash lasts, a limit is reached, a condition is met.
package struct SweepCondition: Sendable {
  package enum Test: Sendable {
    /// At most so much, give or take a tolerance: half a fen of money.
    case atMost(Double, within: Double = Tolerance.amount)
    /// 1.
    case isTrue
  }

  package let id: String
  package let label: Bilingual
  package let test: Test
  /// The key of the formula it looks at.
  let key: String

  /// The id of the condition that the money balances; the first where there is a budget.
  static let balances = "balances"
  /// Whether it asks that debt is repaid as well: more than that uses are paid.
  package let asksDebt: Bool
  /// Whether a run refuses rows that fail it, rather than calling them bad.
  package let isPhysical: Bool

  private init(
    id: String, label: Bilingual, test: Test, key: String, asksDebt: Bool = false, isPhysical: Bool = false
  ) {
    self.isPhysical = isPhysical
    self.id = id
    self.label = label
    self.test = test
    self.key = key
    self.asksDebt = asksDebt
  }

  /// Whether a number passes; one that is missing does not.
  @inline(__always)
  func holds(_ number: Double) -> Bool {
    switch test {
    case .atMost(let limit, let tolerance): number <= limit + tolerance
    case .isTrue: number >= 0.5
    }
  }

  /// That the money balances, as the verdict says: works and debt are paid. Nil for a model whose uses are no budget.
  static func balance(in model: Model) -> SweepCondition? {
    guard let verdict = model.verdict else { return nil }
    let key = verdict.deciding.flatMap { resultKey(of: $0, in: model) } ?? Verdict.shortKey
    let asksDebt = verdict.debtShort != nil
    return SweepCondition(
      id: balances,
      label: asksDebt
        ? Bilingual(en: "uses and debt paid", zh: "资金与偿债均满足")
        : Bilingual(en: "the money balances", zh: "资金平衡"), test: .atMost(0), key: key, asksDebt: asksDebt)
  }

  /// What is asked of every sweep of a model: balance, survival, coverage limits, conditions, and whether what is sold and
  /// added can be built: a run refuses what cannot.
  static func all(in model: Model) -> [SweepCondition] {
    var conditions = [balance(in: model)].compactMap { $0 }
    if let key = resultKey(of: Survives.self, in: model) {
      conditions.append(
        SweepCondition(
          id: "survives", label: Bilingual(en: "cash never below zero", zh: "各期资金不出现缺口"), test: .isTrue,
          key: key))
    }
    conditions += model.coverageLimits.compactMap { limit in
      limit.isMet.formula.name.map { name in
        SweepCondition(
          id: limit.indicator.id,
          label: Bilingual(
            en: "\(limit.indicator.label.en) reaches its limit", zh: "\(limit.indicator.label.zh)达到下限"),
          test: .isTrue, key: name.key)
      }
    }
    conditions += model.gates.compactMap { gate in
      gate.isMet.formula.name.map { name in
        SweepCondition(
          id: "gates.\(gate.id)", label: gate.label, test: .isTrue,
          key: name.key)
      }
    }
    return conditions + physical(model)
  }

  /// What the site and the parking built allow: of the project, and of each project of a pool.
  static func physical(_ model: Model) -> [SweepCondition] {
    model.physicalLimits.map { limit in
      SweepCondition(
        id: limit.key, label: limit.label, test: .atMost(0, within: limit.tolerance), key: limit.key,
        isPhysical: true)
    }
  }

  /// Of those a plan must meet to be carried out: the money balances, and it can be built.
  var isOfFeasibility: Bool { id == Self.balances || isPhysical }

  private static func resultKey(of indicator: any Indicator.Type, in model: Model) -> String? {
    guard model.indicators.contains(where: { $0.id == indicator.id }) else { return nil }
    return model.node(of: indicator).flatMap { model.graph.nodes[$0].name?.key }
  }
}

/// A figure that a sweep is asked for.
package struct SweepResult: Sendable {
  /// An indicator's id, or the key of an amount.
  package let id: String
  package let label: Bilingual
  package let unit: ValueUnit
  let key: String

  /// The figures a study looks at first, of those a scenario has; with debt what is short of uses and repayment together,
  /// since the gap alone does not decide.
  private static func usual(in model: Model) -> [String] {
    let gaps = [FundingGapBeforeTopUp.id, FundingGap.id]
    let short = model.verdict?.debtShort == nil ? [] : [Verdict.shortKey]
    return gaps.filter(model.hasIndicator) + short + others.filter(model.hasIndicator)
  }

  private static let others = [
    TotalUses.id, TotalSources.id, TimingGap.id, LowestCash.id,
    Irr.id,
    Npv.id, Payback.id, Coverage.id, CoverageAllDebt.id, LowestCumulativeCoverage.id, GovernmentShare.id,
    ResidentShare.id, BurdenPerHousehold.id,
  ]

  /// - Parameter names: ids of indicators or names of amounts; the usual ones where empty.
  static func all(_ names: [String], in source: MovableModel) throws(QuestionFault) -> [SweepResult] {
    let model = source.model
    let asked = names.isEmpty ? usual(in: model) : names
    var results: [SweepResult] = []
    for name in asked {
      let nodes = model.nodes(named: name)
      guard nodes.count == 1, let node = nodes.first, let own = model.graph.nodes[node].name,
        !model.graph.nodes[node].shape.isRow
      else { throw SolveSystem.unknownTarget(name, nodes, model) }
      let indicator = model.indicators.first { model.node(of: $0) == node }
      let id = indicator?.id ?? own.key
      if results.contains(where: { $0.id == id }) { continue }
      // Where nobody tops up, the gap before is the gap.
      if names.isEmpty, id == FundingGapBeforeTopUp.id, !model.hasTopUp { continue }
      results.append(
        SweepResult(
          id: id, label: indicator?.label ?? own.label, unit: own.unit,
          key: own.key))
    }
    return results
  }
}

extension Model {
  fileprivate func hasIndicator(_ id: String) -> Bool { indicators.contains { $0.id == id } }
}
