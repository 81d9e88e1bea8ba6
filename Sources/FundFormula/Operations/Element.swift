package import FundNumerics

/// The value of a row in the period of a number counted from 1; zero for period 0 and before, the last for later ones.
/// A number between two periods counts as the nearer.
package struct Element: Operation {
  package static let name = "element"
  package init() {}

  package func shape(of arguments: [Shape]) -> Shape { .scalar }
  package var linearity: Linearity { .single([0]) }
  package func reach(of position: Int) -> Reach { .whole }
  package var cellReadsReasons: Bool { true }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    lanes.pick(arguments[1][0], from: arguments[0].row, into: result[0])
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    let (number, row) = (arguments.argument(1).text, arguments.series(0).text)
    let found = "IF(ROUND(\(number),0)<1,0,INDEX(\(row),1,MIN(ROUND(\(number),0),COLUMNS(\(row)))))"
    return Fragment(arguments.mayBeMissing(1) ? "IF(ISTEXT(\(number)),\(number),\(found))" : found)
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("element", [arguments.argument(1), arguments.series(0)], separator: "; ")
  }
}
