internal import FundFormula
package import FundModel

/// What must hold for a plan to hold, each condition of the verdict as a target of its own, the weightiest first: uses
/// paid, debt repaid, cash in time while debt stands, conditions met, nothing sold that cannot be built.
package struct PlanQuestion: Sendable {
  let system: SolveSystem
  /// The obstacle that each target of the system is the turning of.
  let obstacles: [Verdict.Obstacle]
  /// 1 where the plan holds, in the system's graph.
  let holds: Int

  /// Whether break-even asks for the whole plan where nobody says what for: where there is debt.
  package static func isUsual(for model: Model) -> Bool { model.verdict?.debtShort != nil }

  /// Nil where there is no budget to balance.
  package init?(_ source: MovableModel, amountPlaces: Int = 2) {
    guard let verdict = source.model.verdict, let holds = source.model.node(verdict.holds) else { return nil }
    var (graph, targets, obstacles) = (source.model.graph, [SolveTarget](), [Verdict.Obstacle]())
    let largest = max(source.base.largestAmount(in: graph), 1)
    func add(_ obstacle: Verdict.Obstacle, _ key: String, label: Bilingual? = nil) {
      guard let node = graph.node(key), let name = graph.nodes[node].name else { return }
      obstacles.append(obstacle)
      targets.append(
        .turning(node, in: &graph, name: key, label ?? obstacle.condition, name.unit, largest: largest))
    }
    for test in verdict.tests {
      switch test.obstacle {
      case .stopped:
        for gate in source.model.gates where gate.effect == .stop {
          if let key = gate.isMet.formula.name?.key { add(.stopped, key, label: gate.label) }
        }
      case .notBuildable:
        for key in verdict.beyond {
          add(.notBuildable, key, label: Self.kept(key, source.model))
        }
      default:
        if let key = test.turningKey { add(test.obstacle, key) }
      }
    }
    self.holds = holds
    self.obstacles = obstacles
    system = SolveSystem(source, graph, graph.evaluate(), targets, amountPlaces: amountPlaces)
  }
}

extension PlanQuestion {
  /// What the physical limit asks of which `key` is what lies beyond.
  fileprivate static func kept(_ key: String, _ model: Model) -> Bilingual? {
    model.physicalLimits.first { $0.key == key }?.label
  }
}

extension SolveTarget {
  /// Where a shortage of the verdict comes to nothing, or a condition turns from not met to met.
  fileprivate static func turning(
    _ node: Int, in graph: inout Graph, name: String, _ label: Bilingual, _ unit: ValueUnit, largest: Double
  ) -> SolveTarget {
    let isFlag = unit == .flag
    // A flag turns halfway between 0 and 1.
    let (extended, zero) = graph.zeroForm(of: node, equals: isFlag ? 0.5 : 0)
    graph = extended
    return SolveTarget(
      name: name, label: label, unit: unit, better: isFlag ? .more : .less, value: isFlag ? 1 : 0,
      isBeforeTopUp: name == FundingGapBeforeTopUp.key, isRate: false, node: node, planned: node, goesOn: nil,
      zero: zero, scale: unit == .yuan ? largest : 1)
  }
}
