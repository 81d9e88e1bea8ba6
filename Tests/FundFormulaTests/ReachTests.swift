import FundFormula
import FundNumerics
import Testing

/// A law over the registry: no reading of an operation looks beyond the periods it declares.
@Suite struct ReachTests {
  private static let periods = 3
  /// Operations that give a row from the periods of rows, each read as one of three arguments.
  private static let operations = Operations.all.filter { $0.reach(of: 0) != .whole }

  /// Numbers for three rows; from period `from` on the row at `position` is missing.
  private static func arguments(missing position: Int, from: Int) -> [[Double]] {
    (0..<3).map { row in
      (0..<periods).map { t in
        row == position && t >= from ? Reason.noDebt.number : Double(1 + (2 * row + 3 * t) % 5)
      }
    }
  }

  /// The result in the periods before `end`.
  private static func numbers(_ operation: any Operation, _ rows: [[Double]], before end: Int) -> [Double] {
    let lanes = Lanes(width: 1, count: 4 * periods)
    let series = (0..<4).map { Series(offset: $0 * periods, stride: 1, isUniform: true, count: periods) }
    for (row, place) in zip(rows, series) { lanes.store(row, at: place.offset) }
    let arguments = Array(series.prefix(3))
    operation.evaluate(arguments.span, into: series[3], periods: 0..<end, on: lanes)
    return lanes.load(end, at: series[3].offset)
  }

  @Test func `kernels and reasons keep within reach`() {
    #expect(Self.operations.count > 10)
    for operation in Self.operations {
      for position in 0..<3 where operation.reach(of: position) != .whole {
        for t in 0..<Self.periods {
          let first = operation.reach(of: position) == .earlier ? t : t + 1
          let whole = Self.numbers(
            operation, Self.arguments(missing: position, from: Self.periods), before: t + 1)
          let cut = Self.numbers(operation, Self.arguments(missing: position, from: first), before: t + 1)
          #expect(whole == cut, "\(operation), argument \(position) from \(first), in \(t)")
        }
      }
    }
  }

  @Test func `cells and words keep within reach`() {
    for operation in Self.operations {
      for t in 0..<Self.periods {
        let listening = Listening(period: t)
        _ = (operation.cell(listening), operation.words(listening))
        for (position, last) in listening.last.read {
          let limit = operation.reach(of: position) == .earlier ? t - 1 : t
          #expect(last <= limit, "\(operation), argument \(position) in \(t)")
        }
      }
    }
  }

  @Test func `amounts that all come later need only earlier periods`() {
    #expect(Defer(targets: [1, 3, 3]).reach(of: 0) == .earlier)
    #expect(Defer(targets: [0, 2, 3]).reach(of: 0) == .same)
  }

  /// Notes the last period of each argument that an operation asks for.
  private struct Listening: FormulaRendering {
    final class Last {
      var read: [Int: Int] = [:]
    }

    let period: Int
    let last = Last()
    let count = 2
    let found = 0.0

    private func note(_ position: Int, _ period: Int) -> Fragment {
      last.read[position] = max(last.read[position] ?? -1, period)
      return Fragment("x")
    }

    func argument(_ position: Int) -> Fragment { note(position, period) }
    func argument(_ position: Int, earlier steps: Int, orElse opening: @autoclosure () -> Fragment)
      -> Fragment
    {
      period >= steps ? note(position, period - steps) : opening()
    }
    func series(_ position: Int) -> Fragment { note(position, ReachTests.periods - 1) }
    func series(_ position: Int, in places: Range<Int>) -> Fragment {
      places.isEmpty ? Fragment("0") : note(position, places.upperBound - 1)
    }
    func mayBeMissing(_ position: Int) -> Bool { true }
  }
}
