package import FundFormula

/// A condition of the project (前置条件): consent, satisfaction, eligibility, any figure against a limit. It is computed
/// from planned flows and never scales them: not met, it stops the project, or switches off or delays the money that
/// requires it, as its author says. (A programme of many communities has a pass rate instead.)
package struct Gate: Sendable {
  /// What happens where it is not met.
  package enum Effect: String, Sendable, Hashable, Codable, CaseIterable {
    case stop, `switch`, delay
    /// For programmes: the share of communities that pass multiplies what requires it.
    case passRate
  }

  /// One comparison of a gate: a figure against what is asked.
  package struct Condition: Sendable {
    package let label: Bilingual
    package let value: Scalar
    package let limit: Scalar
    /// True where the figure may not exceed the limit.
    package let isUpper: Bool
    package let unit: ValueUnit
    /// 1 where it holds.
    package let holds: Scalar

    init(
      _ label: Bilingual, value: Scalar, limit: Scalar, isUpper: Bool = false, unit: ValueUnit,
      holds: Scalar? = nil
    ) {
      self.label = label
      self.isUpper = isUpper
      self.unit = unit
      self.value = value
      self.limit = limit
      self.holds = holds ?? (isUpper ? limit.reaches(value, unit) : value.reaches(limit, unit))
    }

    fileprivate func named(_ key: String, _ gate: Bilingual) -> Condition {
      func name(_ part: String, _ en: String, _ zh: String) -> (String, Bilingual) {
        (
          "\(key).\(part)",
          Bilingual(en: "\(gate.en), \(label.en)\(en)", zh: "\(gate.zh)·\(label.zh)\(zh)")
        )
      }
      let (valueName, limitName, holdsName) = (
        name("value", "", ""), name("limit", ": limit", "要求"), name("holds", ": met", "是否满足")
      )
      return Condition(
        label, value: value.named(valueName.0, valueName.1, unit),
        limit: limit.named(limitName.0, limitName.1, unit), isUpper: isUpper, unit: unit,
        holds: holds.named(holdsName.0, holdsName.1, .flag))
    }
  }

  /// Its id in the section `gates`.
  package let id: String
  package let label: Bilingual
  package let effect: Effect
  package let conditions: [Condition]
  /// 1 where all conditions hold.
  package let isMet: Scalar
  /// What money that requires it is multiplied by.
  package let factor: Scalar

  var formulas: [Scalar] {
    conditions.flatMap { [$0.value, $0.limit, $0.holds] } + [isMet] + (effect == .passRate ? [factor] : [])
  }

  /// - Parameter factor: the pass rate, for gates that have one.
  init(_ block: Block, effect: Effect, conditions: [Condition], factor passRate: Scalar? = nil) {
    id = block.id
    label = block.label
    self.effect = effect
    let key = "gates.\(block.id)"
    self.conditions = conditions.enumerated().map {
      $1.named(conditions.count == 1 ? key : "\(key).\($0 + 1)", block.label)
    }
    isMet = self.conditions.map(\.holds).reduce(Scalar.one) { $0 * $1 }.named(
      "\(key).met", Bilingual(en: "\(block.label.en): met", zh: "\(block.label.zh)·是否满足"), .flag)
    factor =
      passRate?.named(
        "\(key).passRate", Bilingual(en: "\(block.label.en): pass rate", zh: "\(block.label.zh)·通过率"), .share)
      ?? isMet
  }

  /// What the conditions a block requires multiply its money by; delays do not.
  static func factor(of block: Block, in project: ProjectGraph) -> Scalar {
    required(by: block, in: project).compactMap { gate in
      switch Gate.effect(of: gate) {
      case .switch: Scalar.reference("gates.\(gate.id).met")
      case .passRate: Scalar.reference("gates.\(gate.id).passRate")
      case .stop, .delay: nil
      }
    }.reduce(Scalar.one) { $0 * $1 }
  }

  static func required(by block: Block, in project: ProjectGraph) -> [Block] {
    let ids = block[CommonFields.requires]
    return project.content.blocks(in: .gates).filter { ids.contains($0.id) }
  }

  /// Months by which a gate delays money; nil for gates that do not.
  package static func delay(of block: Block) -> Int? {
    effect(of: block) == .delay ? block[GateFields.delayMonths] : nil
  }

  package static func effect(of block: Block) -> Effect {
    (block.mechanism as? any GateMechanism.Type)?.fixedEffect ?? Effect(rawValue: block[GateFields.effect])
      ?? .stop
  }
}

/// A mechanism of the section `gates`: it writes conditions, no flows.
package protocol GateMechanism: Mechanism {
  /// The comparisons of one gate. `planned` are the flows as planned, conditions aside.
  static func conditions(of block: Block, in project: ProjectGraph, planned: [Flow]) -> [Gate.Condition]
  /// What happens where such a gate is not met, whatever its author says; nil where that is the author's to say.
  static var fixedEffect: Gate.Effect? { get }
  /// What money that requires the gate is multiplied by, in place of whether it is met.
  static func passRate(of block: Block) -> Scalar?
}

extension GateMechanism {
  package static var section: Section { .gates }
  package static func flows(of block: Block, in project: ProjectGraph) -> [Flow] { [] }
  package static var fixedEffect: Gate.Effect? { nil }
  package static func passRate(of block: Block) -> Scalar? { nil }
}

/// How a condition bears on a flow.
enum FlowCondition {
  case factor(Scalar)
  /// Where it is not met, each period's amount goes to the period at `targets`.
  case delay(isMet: Scalar, targets: [Int], arrives: [Double])

  /// - Parameter isStock: the row is a balance; its changes come later, not the balances one on another.
  func applied(to row: Row, isStock: Bool = false) -> Row {
    switch self {
    case .factor(let factor): return factor * row
    case .delay(let isMet, let targets, let arrives):
      // What would come after the end of time does not come.
      let arriving = Row.constant(arrives)
      return isMet * row + (.one - isMet)
        * (isStock
          ? (arriving * (row - row.previous())).deferred(to: targets).runningSum
          : (arriving * row).deferred(to: targets))
    }
  }

  /// What bears on the money of a block. Restricted money has its entitlement scaled, not its flow again.
  static func all(on flow: Flow, of block: Block, in project: ProjectGraph) -> [FlowCondition] {
    guard flow.isConditional else { return [] }
    return Gate.required(by: block, in: project).compactMap { gate in
      switch Gate.effect(of: gate) {
      case .stop: nil
      case .switch: flow.restriction == nil ? .factor(.reference("gates.\(gate.id).met")) : nil
      case .passRate: flow.restriction == nil ? .factor(.reference("gates.\(gate.id).passRate")) : nil
      case .delay:
        .delay(
          isMet: .reference("gates.\(gate.id).met"),
          targets: project.timeline.delayed(by: gate[GateFields.delayMonths]),
          arrives: project.timeline.arrives(after: gate[GateFields.delayMonths]))
      }
    }
  }
}

/// The fields every gate shares.
enum GateFields {
  static let effect = Field<String>.choice(
    "effect",
    [
      .init("stop", en: "the project stops", zh: "项目不实施"),
      .init("switch", en: "money that requires it does not flow", zh: "相关资金不到位"),
      .init("delay", en: "money that requires it comes later", zh: "相关资金延后"),
    ], default: "stop", en: "what happens where it is not met", zh: "未满足时的处理")
  static let delayMonths = Field<Int>.structural(
    "delayMonths", .months, 0...240, default: 6, en: "months of delay", zh: "延后月数")
  static let list = FieldList(effect, delayMonths)

  static let direction = Field<String>.choice(
    "direction",
    [.init("atLeast", en: "at least", zh: "不低于"), .init("atMost", en: "at most", zh: "不高于")],
    default: "atLeast", en: "how the figure is held against the limit", zh: "判断方向")
}
