import FundAnalysis
import FundFormula
import FundModel
import FundScenario

/// At which values of a number a whole plan holds, in JSON: `solved`, `roots` and `method` as of any break-even, and the
/// conditions one by one.
struct PlanBreakEvenJSON: Encodable {
  struct Limits: Encodable {
    /// Null where the number's bound is the end.
    let from: Double?
    let to: Double?

    init(_ limits: PlanBreakEven.Limits) {
      from = limits.from
      to = limits.to
    }

    private enum Key: String, CodingKey { case from, to }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
    }
  }

  struct Condition: Encodable {
    let obstacle: String
    let label: Bilingual
    let target: TargetJSON
    let holdsToday: Bool
    let today: OutcomeJSON
    let atAnswer: OutcomeJSON?
    let roots: [Double]
    let holds: [Limits]
    let method: String

    init(_ condition: PlanBreakEven.Condition) {
      obstacle = condition.obstacle.rawValue
      label = condition.label
      target = TargetJSON(condition.breakEven.target)
      holdsToday = condition.holdsToday
      today = OutcomeJSON(condition.breakEven.today)
      atAnswer = condition.atAnswer.map(OutcomeJSON.init)
      roots = condition.breakEven.roots
      holds = condition.stretches.map(Limits.init)
      method = condition.breakEven.method.id
    }
  }

  let version = 1
  /// Where the plan comes to hold or ceases to, unrounded.
  let solved: [String: Double]
  /// The same, rounded so that the plan holds.
  let advised: Double?
  let target = "plan"
  let path: String
  let label: Bilingual
  let base: Double
  let change: Double?
  let holdsToday: Bool
  let holds: [Limits]
  /// The obstacle of the condition that decides.
  let binding: String?
  let conditions: [Condition]
  let broken: [Bilingual]
  let findings: [Finding]

  init(_ found: PlanBreakEven, _ findings: [Finding]) {
    self.findings = findings
    solved = found.edge.map { [found.unknown.name: $0] } ?? [:]
    advised = found.advised
    path = found.unknown.name
    label = found.unknown.label
    base = found.unknown.base
    change = found.advised.flatMap(found.unknown.change)
    holdsToday = found.holdsToday
    holds = found.stretches.map(Limits.init)
    binding = found.binding.map { found.conditions[$0].obstacle.rawValue }
    conditions = found.conditions.map(Condition.init)
    broken = found.broken
  }

  private enum Key: String, CodingKey {
    case version, solved, advised, target, path, label, base, change, holdsToday, holds, binding, conditions
    case broken, findings
  }

  /// Nothing is left out: what there is not is null or an empty list.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(version, forKey: .version)
    try container.encode(solved, forKey: .solved)
    try container.encode(advised, forKey: .advised)
    try container.encode(target, forKey: .target)
    try container.encode(path, forKey: .path)
    try container.encode(label, forKey: .label)
    try container.encode(base, forKey: .base)
    try container.encode(change, forKey: .change)
    try container.encode(holdsToday, forKey: .holdsToday)
    try container.encode(holds, forKey: .holds)
    try container.encode(binding, forKey: .binding)
    try container.encode(conditions, forKey: .conditions)
    try container.encode(broken, forKey: .broken)
    try container.encode(findings, forKey: .findings)
  }
}
