package import FundNumerics

/// Each period's amount posted in a later one, or in its own: what payments become when what they wait for comes late. A
/// reason is handed on from the period it stands in, whatever the amounts there.
/// The second argument is the row of the periods they are posted in, the third that of all periods, both counted
/// from 1, for the workbook to look at.
package struct Defer: Operation {
  package static let name = "defer"
  /// For each period the place, from 0, of the one its amount is posted in: one behind the last is never reached.
  package let targets: [Int]
  /// True where every amount is posted later: only earlier periods are looked at.
  private let isLater: Bool

  package init(targets: [Int]) {
    precondition(
      targets.enumerated().allSatisfy { $0 <= $1 && $1 <= targets.count }, "amounts posted in \(targets)")
    self.targets = targets
    isLater = targets.enumerated().allSatisfy { $0 < $1 }
  }

  package func shape(of arguments: [Shape]) -> Shape {
    precondition(
      arguments[0].count == targets.count, "\(targets.count) places for \(arguments[0].count) periods")
    return arguments[0]
  }
  package var linearity: Linearity { .single([0]) }
  package func reach(of position: Int) -> Reach { position == 0 && isLater ? .earlier : .same }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      lanes.fill(result[t], with: 0)
      for source in sources(of: t) where targets[source] == t {
        lanes.add(result[t], arguments[0][source], into: result[t])
      }
      handOnReasons(arguments[0], sources(of: t), into: result[t], on: lanes)
    }
  }

  /// The periods looked at for what is posted in `t`.
  private func sources(of t: Int) -> Range<Int> { 0..<(isLater ? t : t + 1) }

  /// A reason in any period looked at, as in the cell that looks at all of them.
  private func handOnReasons(
    _ row: Series, _ sources: Range<Int>, into result: LaneReference, on lanes: Lanes
  ) {
    for lane in 0..<(result.isUniform ? 1 : lanes.width) {
      if let missing = sources.lazy.map({ lanes[row[$0], lane] }).first(where: \.isNaN) {
        lanes[result, lane] = missing
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let sources = sources(of: arguments.period)
    let (targets, period) = (arguments.series(1, in: sources).text, arguments.argument(2).text)
    return Fragment("SUMPRODUCT((\(targets)=\(period))*\(arguments.series(0, in: sources).text))")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    let sources = sources(of: arguments.period)
    return .call(
      "deferred",
      [arguments.argument(2), arguments.series(1, in: sources), arguments.series(0, in: sources)],
      separator: "; ")
  }
}
