package import FundNumerics

/// Each period's amount posted in a later one, or in its own: what payments become when what they wait for comes late.
/// The second argument is the row of the periods they are posted in, the third that of all periods, both counted
/// from 1, for the workbook to look at.
package struct Defer: Operation {
  package static let name = "defer"
  /// For each period the place, from 0, of the one its amount is posted in.
  package let targets: [Int]

  package init(targets: [Int]) {
    precondition(
      targets.enumerated().allSatisfy { $0 <= $1 && $1 < targets.count }, "amounts posted in \(targets)")
    self.targets = targets
  }

  package func shape(of arguments: [Shape]) -> Shape {
    precondition(
      arguments[0].count == targets.count, "\(targets.count) places for \(arguments[0].count) periods")
    return arguments[0]
  }
  package var linearity: Linearity { .single([0]) }
  package func reach(of position: Int) -> Reach { .whole }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods {
      lanes.fill(result[t], with: 0)
      for source in targets.indices where targets[source] == t {
        lanes.add(result[t], arguments[0][source], into: result[t])
      }
      handOnReasons(arguments[0], into: result[t], on: lanes)
    }
  }

  /// A reason anywhere in the row is one everywhere, as in the cell that looks at all of it.
  private func handOnReasons(_ row: Series, into result: LaneReference, on lanes: Lanes) {
    for lane in 0..<(result.isUniform ? 1 : lanes.width) {
      if let missing = targets.indices.lazy.map({ lanes[row[$0], lane] }).first(where: \.isNaN) {
        lanes[result, lane] = missing
      }
    }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let (targets, period) = (arguments.series(1).text, arguments.argument(2).text)
    return Fragment("SUMPRODUCT((\(targets)=\(period))*\(arguments.series(0).text))")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call(
      "deferred", [arguments.argument(2), arguments.series(1), arguments.series(0)], separator: "; ")
  }
}
