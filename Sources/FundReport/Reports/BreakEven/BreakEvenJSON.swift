import FundAnalysis
import FundFormula
import FundNumerics
import FundScenario

/// A value or the reason why there is none, in JSON.
struct OutcomeJSON: Encodable {
  let value: Double?
  let status: String?

  init(_ outcome: Outcome) {
    value = outcome.value
    status = outcome.reason?.id
  }

  private enum Key: String, CodingKey { case value, status }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(status, forKey: .status)
  }
}

/// What is solved for, in JSON.
struct TargetJSON: Encodable {
  let indicator: String
  let label: Bilingual
  let unit: String
  let value: Double
  /// The gap before top-up stands for the gap, which a party closes whatever happens.
  let beforeTopUp: Bool

  init(_ target: SolveTarget) {
    indicator = target.name
    label = target.label
    unit = target.unit.rawValue
    value = target.value
    beforeTopUp = target.isBeforeTopUp
  }

  var json: JSONValue {
    .object([
      "indicator": .text(indicator), "label": JSONValue(label), "unit": .text(unit), "value": .number(value),
      "beforeTopUp": .bool(beforeTopUp),
    ])
  }
}

/// A break-even answer in JSON: `{"solved": {PATH: value}, "residual": …, "roots": […], "method": …}` and what stands
/// around it.
struct BreakEvenJSON: Encodable {
  struct Interval: Encodable {
    let from: Double
    let to: Double
  }

  struct Jump: Encodable {
    let at: Double
  }

  struct End: Encodable {
    let at: Double
    let figure: OutcomeJSON
  }

  struct Gap: Encodable {
    let from: Double
    let to: Double
    let status: String
  }

  /// What the solution is rounded to, so that it does at least what is asked.
  struct Advised: Encodable {
    let value: Double
    let figure: OutcomeJSON
  }

  struct Whole: Encodable {
    let value: Double
    let figure: OutcomeJSON
    let smallest: Bool
  }

  let version = 1
  let solved: [String: Double]
  let residual: Double?
  let roots: [Double]
  let intervals: [Interval]
  let jumps: [Jump]
  let gaps: [Gap]
  let whole: Whole?
  let advised: Advised?
  /// The rate asked for is what money costs that comes before its cost: nothing is advised.
  let costOfMoney: Bool
  let broken: [Bilingual]
  let findings: [Finding]
  let method: String
  let path: String
  let label: Bilingual
  let base: Double
  let change: Double?
  let target: TargetJSON
  let today: OutcomeJSON
  let figures: [OutcomeJSON]
  let ends: [End]

  init(_ found: BreakEven, _ findings: [Finding]) {
    self.findings = findings
    solved = found.solved.map { [found.unknown.name: $0] } ?? [:]
    residual = found.residual
    roots = found.roots
    intervals = found.places.compactMap {
      if case .interval(let range) = $0 {
        Interval(from: range.lowerBound, to: range.upperBound)
      } else {
        nil
      }
    }
    jumps = found.places.compactMap { if case .jump(at: let at, _, _) = $0 { Jump(at: at) } else { nil } }
    gaps = found.gaps.map { Gap(from: $0.range.lowerBound, to: $0.range.upperBound, status: $0.reason.id) }
    whole = found.whole.map {
      Whole(value: $0.value, figure: OutcomeJSON($0.outcome), smallest: $0.isSmallest)
    }
    advised = found.advised.map { Advised(value: $0.value, figure: OutcomeJSON($0.outcome)) }
    costOfMoney = found.isCostOfMoney
    broken = found.broken
    method = found.method.id
    path = found.unknown.name
    label = found.unknown.label
    base = found.unknown.base
    change = found.solved.flatMap(found.unknown.change)
    target = TargetJSON(found.target)
    today = OutcomeJSON(found.today)
    figures = found.outcomes.map(OutcomeJSON.init)
    ends = found.ends.map { End(at: $0.value, figure: OutcomeJSON($0.outcome)) }
  }

  private enum Key: String, CodingKey {
    case version, solved, residual, roots, intervals, jumps, gaps, whole, advised, costOfMoney, broken,
      findings,
      method, path, label, base,
      change,
      target
    case today, figures, ends
  }

  /// Nothing is left out: what there is not is null or an empty list.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(version, forKey: .version)
    try container.encode(solved, forKey: .solved)
    try container.encode(residual, forKey: .residual)
    try container.encode(roots, forKey: .roots)
    try container.encode(intervals, forKey: .intervals)
    try container.encode(jumps, forKey: .jumps)
    try container.encode(gaps, forKey: .gaps)
    try container.encode(whole, forKey: .whole)
    try container.encode(advised, forKey: .advised)
    try container.encode(costOfMoney, forKey: .costOfMoney)
    try container.encode(broken, forKey: .broken)
    try container.encode(findings, forKey: .findings)
    try container.encode(method, forKey: .method)
    try container.encode(path, forKey: .path)
    try container.encode(label, forKey: .label)
    try container.encode(base, forKey: .base)
    try container.encode(change, forKey: .change)
    try container.encode(target, forKey: .target)
    try container.encode(today, forKey: .today)
    try container.encode(figures, forKey: .figures)
    try container.encode(ends, forKey: .ends)
  }
}
