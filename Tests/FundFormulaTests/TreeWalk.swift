import FundFormula
import FundNumerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A second road to every number: one formula, one period, by recursion, without lanes, plans or NaN.
///
/// A missing value has its reason; of several that an operation reads, the first in the order of its arguments, and
/// within one the earliest, is handed on. A ring inside one period is walked round until its numbers stay.
final class TreeWalk {
  enum Value: Equatable {
    case number(Double)
    case missing(Reason)
  }

  private struct Key: Hashable {
    let formula: ObjectIdentifier
    let period: Int
  }
  private var known: [Key: Value] = [:]
  /// What is known, in the order it became so.
  private var order: [Key] = []
  /// Numbers being computed: where they are asked for meanwhile, within one period, a guess stands in.
  private var guesses: [Key: Double] = [:]
  private var guessed: Set<Key> = []
  private var named: [String: Formula] = [:]
  private let setting: [String: Double]
  /// The largest magnitude met, by which differences are measured.
  private(set) var largest = 1.0

  init(_ formulas: [Formula], setting: [String: Double] = [:]) {
    self.setting = setting
    var seen: Set<ObjectIdentifier> = []
    func collect(_ formula: Formula) {
      guard seen.insert(ObjectIdentifier(formula)).inserted else { return }
      if let key = formula.name?.key { named[key] = formula }
      formula.arguments.forEach(collect)
    }
    formulas.forEach(collect)
  }

  /// The formula named `key`.
  func formula(_ key: String) -> Formula? { named[key] }

  func value(_ formula: Formula, _ period: Int) -> Value {
    let key = Key(formula: ObjectIdentifier(formula), period: formula.shape.isRow ? period : 0)
    if let value = known[key] { return value }
    if let guess = guesses[key] {
      guessed.insert(key)
      return .number(guess)
    }
    let mark = order.count
    guesses[key] = 0
    var value = finite(compute(formula, key.period))
    if guessed.contains(key) { value = settled(key, formula, value, mark) }
    guesses[key] = nil
    guessed.remove(key)
    known[key] = value
    order.append(key)
    if case .number(let number) = value { largest = max(largest, abs(number)) }
    return value
  }

  /// A number that was asked for itself: computed from guesses, by secants, until it comes to what was guessed.
  private func settled(_ key: Key, _ formula: Formula, _ first: Value, _ mark: Int) -> Value {
    var (guess, value) = (0.0, first)
    var last: (guess: Double, number: Double)?
    for _ in 0..<100 {
      for key in order[mark...] { known[key] = nil }
      order.removeSubrange(mark...)
      guard case .number(let number) = value else { return value }
      if abs(number - guess) <= 2e-16 * abs(number) { break }
      var slope = 0.0
      if let last, last.guess != guess { slope = (number - last.number) / (guess - last.guess) }
      last = (guess, number)
      guess += (number - guess) / (slope < 1 ? 1 - slope : 1)
      guesses[key] = guess
      value = finite(compute(formula, key.period))
    }
    return value
  }

  private func finite(_ value: Value) -> Value {
    if case .number(let number) = value, !number.isFinite { .missing(.outOfRange) } else { value }
  }

  private func compute(_ formula: Formula, _ t: Int) -> Value {
    switch formula.kind {
    case .input(let input): return .number(setting[input.path] ?? input.value)
    case .constant(let numbers): return .number(numbers[t])
    case .reference(let key): return value(named[key]!, t)
    case .operation(let operation): return compute(operation, formula.arguments, t)
    }
  }

  // One case for each operation.
  // swift-format-ignore
  private func compute(_ operation: any Operation, _ a: [Formula], _ t: Int) -> Value {
    switch operation {
    case is Add: return elementwise(a, t) { $0.reduce(0, +) }
    case is Subtract: return elementwise(a, t) { $0[0] - $0[1] }
    case is Multiply: return elementwise(a, t) { $0[0] * $0[1] }
    case is Maximum: return elementwise(a, t) { $0[0] > $0[1] ? $0[0] : $0[1] }
    case is Minimum: return elementwise(a, t) { $0[0] < $0[1] ? $0[0] : $0[1] }
    case is Growth: return elementwise(a, t) { pow(1 + $0[0], $0[1]) }
    case is RoundUp: return elementwise(a, t) { ceil($0[0] - 1e-6) }
    case let step as Step: return elementwise(a, t) { $0[0] >= $0[1] - step.tolerance ? 1 : 0 }
    case let divide as Divide:
      let (above, below) = (value(a[0], t), value(a[1], t))
      if case .missing = above { return above }
      if case .number(0) = below { return .missing(divide.reason) }
      return elementwise(a, t) { $0[0] / $0[1] }
    case is Previous: return t == 0 ? value(a[1], 0) : value(a[0], t - 1)
    case let shift as Shift: return t < shift.periods ? .number(0) : value(a[0], t - shift.periods)
    case is RunningSum: return list(a[0], 0...t) { $0.reduce(0, +) }
    case is RunningMaximum: return list(a[0], 0...t) { $0.max()! }
    case let moved as Defer:
      // Looks at nothing later than it must.
      let last = moved.targets.indices.allSatisfy { moved.targets[$0] > $0 } ? t - 1 : t
      if last < 0 { return .number(0) }
      return list(a[0], 0...last) { row in row.indices.filter { moved.targets[$0] == t }.map { row[$0] }.reduce(0, +) }
    case let sum as Coarsen:
      let own = sum.places.indices.filter { sum.places[$0] == t }
      guard let first = own.first else { return .number(0) }
      return list(a[0], first...own[own.count - 1]) { $0.reduce(0, +) }
    case let posted as Post:
      for (place, last) in posted.lasts.enumerated() where last == t { return value(a[0], place) }
      return .number(0)
    case is Sum: return list(a[0]) { $0.reduce(0, +) }
    case let sum as GroupSum:
      let group = sum.groups[t]
      if t + 1 < sum.groups.count, sum.groups[t + 1] == group { return .number(0) }
      return list(a[0], sum.groups.firstIndex(of: group)!...t) { $0.reduce(0, +) }
    case is Smallest:
      let all = (0..<a[0].shape.count).map { value(a[0], $0) }
      let numbers = all.compactMap { if case .number(let number) = $0 { number } else { nil } }
      return numbers.min().map(Value.number) ?? all[0]
    case is FirstPeriod:
      for period in 0..<a[0].shape.count {
        switch value(a[0], period) {
        case .missing(let reason): return .missing(reason)
        case .number(let number): if number >= 0.5 { return .number(Double(period + 1)) }
        }
      }
      return .missing(.notReached)
    case is Element:
      guard case .number(let number) = value(a[1], 0) else { return value(a[1], 0) }
      return number < 0.5 ? .number(0) : value(a[0], min(Int(number.rounded()), a[0].shape.count) - 1)
    case is PresentValue:
      return list(a[0]) { flows in
        self.elementwise([a[1]], 0) { rate in
          zip(flows, (0..<flows.count).map { self.plain(a[2], $0) }).reduce(0) { $0 + $1.0 / pow(1 + rate[0], $1.1) }
        }
      }
    case is RateOfReturn:
      return list(a[0]) { flows in
        switch internalRate(amounts: flows, times: (0..<flows.count).map { self.plain(a[1], $0) }) {
        case .rate(let rate): .number(rate)
        case .noFlows: .missing(.noFlows)
        case .noSignChange: .missing(.noSignChange)
        case .noRoot: .missing(.noRoot)
        case .several: .missing(.severalRoots)
        }
      }
    default: fatalError("no meaning of \(operation)")
    }
  }

  /// A number of a row that is never missing.
  private func plain(_ formula: Formula, _ t: Int) -> Double {
    guard case .number(let number) = value(formula, t) else { fatalError("a missing time") }
    return number
  }

  private func elementwise(_ formulas: [Formula], _ t: Int, _ f: ([Double]) -> Double) -> Value {
    var numbers: [Double] = []
    for formula in formulas {
      guard case .number(let number) = value(formula, t) else { return value(formula, t) }
      numbers.append(number)
    }
    return .number(f(numbers))
  }

  private func list(_ row: Formula, _ periods: ClosedRange<Int>, _ f: ([Double]) -> Double) -> Value {
    var numbers: [Double] = []
    for period in periods {
      guard case .number(let number) = value(row, period) else { return value(row, period) }
      numbers.append(number)
    }
    return .number(f(numbers))
  }

  private func list(_ row: Formula, _ f: ([Double]) -> Double) -> Value {
    list(row, 0...row.shape.count - 1, f)
  }

  private func list(_ row: Formula, _ f: ([Double]) -> Value) -> Value {
    var numbers: [Double] = []
    for period in 0..<row.shape.count {
      guard case .number(let number) = value(row, period) else { return value(row, period) }
      numbers.append(number)
    }
    return f(numbers)
  }
}

extension TreeWalk {
  /// What differs between this walk and an outcome, nil where they agree. Discontinuous rates are given more room.
  func difference(_ formula: Formula, _ period: Int, from outcome: Outcome, tolerance: Double) -> String? {
    let expected = value(formula, period)
    switch (expected, outcome) {
    case (.missing(let reason), .missing(let other)): return reason == other ? nil : "\(reason) ≠ \(other)"
    case (.number(let number), .value(let other)):
      let isRate =
        if case .operation(let operation) = formula.kind { operation is RateOfReturn } else { false }
      let limit = isRate ? 1e-9 * max(1, abs(number)) : tolerance * largest
      return abs(number - other) <= limit ? nil : "\(number) ≠ \(other)"
    default: return "\(expected) ≠ \(outcome)"
    }
  }
}
