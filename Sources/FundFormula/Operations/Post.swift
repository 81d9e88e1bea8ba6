package import FundNumerics

/// A row on a finer axis: each amount (of a year) in its last place (period) there, zero elsewhere. The second argument is
/// a row of the finer axis and says no more than which one it is.
package struct Post: Operation {
  package static let name = "post"
  /// For each place of the coarser axis its last one on the finer axis, from 0, rising.
  package let lasts: [Int]

  package init(lasts: [Int]) {
    precondition(
      zip(lasts, lasts.dropFirst()).allSatisfy { $0 < $1 } && (lasts.first ?? 0) >= 0,
      "last places \(lasts) do not rise")
    self.lasts = lasts
  }

  package func shape(of arguments: [Shape]) -> Shape {
    precondition(
      arguments[0].isRow && arguments[0].count == lasts.count, "\(lasts.count) places for \(arguments[0])")
    precondition(
      arguments[1].isRow && (lasts.last ?? 0) < arguments[1].count,
      "place \(lasts.last ?? 0) of \(arguments[1])")
    return arguments[1]
  }
  package var linearity: Linearity { .single([0]) }
  package func reach(of position: Int) -> Reach { .whole }
  package func place(in position: Int, beside t: Int) -> Int {
    position == 0 ? lasts.firstIndex { $0 >= t } ?? lasts.count - 1 : t
  }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.sum(of: arguments[0], in: part(t), into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    arguments.series(0, in: part(arguments.period))
  }
  package func words(_ arguments: some FormulaRendering) -> Fragment {
    arguments.series(0, in: part(arguments.period))
  }

  /// The one place whose amount is posted at `t`, or none.
  private func part(_ t: Int) -> Range<Int> {
    lasts.firstIndex(of: t).map { $0..<$0 + 1 } ?? 0..<0
  }
}
