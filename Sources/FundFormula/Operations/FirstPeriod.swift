package import FundNumerics

/// The number, from 1, of the first period in which a row of 0 and 1 is 1; a missing value before it is the answer.
package struct FirstPeriod: Operation {
  package static let name = "firstPeriod"
  package init() {}

  package func shape(of arguments: [Shape]) -> Shape { .scalar }
  package func reach(of position: Int) -> Reach { .whole }
  package var cellReadsReasons: Bool { true }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    let row = arguments[0]
    lanes.fill(result[0], with: Reason.notReached.number)
    // From the last period back, so that the first one stays.
    for t in (0..<row.count).reversed() { lanes.mark(result[0], with: Double(t + 1), where: row[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let (row, never) = (arguments.series(0).text, "\"\(Reason.notReached.id)\"")
    let plain = "IFERROR(MATCH(1,\(row),0),\(never))"
    guard arguments.mayBeMissing(0) else { return Fragment(plain) }
    // A reason that stands before the first 1 is the answer.
    let (reason, first) = (WorkbookReading.firstReasonPlace(in: row), "MATCH(1,\(row),0)")
    return Fragment(
      "IF(COUNT(\(row))=COLUMNS(\(row)),\(plain),"
        + "IF(\(reason)<IFERROR(\(first),1E9),INDEX(\(row),1,\(reason)),\(first)))")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("first", [arguments.series(0)], separator: "; ")
  }
}
