package import FundNumerics

/// The smallest value of a row over all periods, missing ones left out; where all are, the first one's reason.
package struct Smallest: Operation {
  package static let name = "smallest"
  package init() {}

  package func shape(of arguments: [Shape]) -> Shape { .scalar }
  package func reach(of position: Int) -> Reach { .whole }
  package var cellReadsReasons: Bool { true }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    lanes.least(of: arguments[0].row, into: result[0])
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let row = arguments.series(0).text
    return Fragment("IF(COUNT(\(row))=0,INDEX(\(row),1,1),MIN(\(row)))")
  }

  /// Another word than `min`, which hands a missing value on.
  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("smallest", [arguments.series(0)], separator: "; ")
  }
}
