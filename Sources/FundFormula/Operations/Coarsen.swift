package import FundNumerics

/// Sums of a row on a coarser axis: payment dates into periods, periods into years. The second argument is a row of the
/// coarser axis and says no more than which one it is.
package struct Coarsen: Operation {
  package static let name = "coarsen"
  /// For each place of the finer axis the place of the coarser one it falls in, from 0, never falling.
  package let places: [Int]
  /// For each coarser place, up to the last one met, the finer ones in it.
  private let parts: [Range<Int>]

  package init(places: [Int]) {
    precondition(
      zip(places, places.dropFirst()).allSatisfy { $0 <= $1 } && (places.first ?? 0) >= 0,
      "places \(places) fall")
    self.places = places
    var (parts, next): ([Range<Int>], Int) = ([], 0)
    while next < places.count {
      let first = next
      while next < places.count, places[next] == parts.count { next += 1 }
      parts.append(first..<next)
    }
    self.parts = parts
  }

  package func shape(of arguments: [Shape]) -> Shape {
    precondition(
      arguments[0].isRow && arguments[0].count == places.count,
      "\(places.count) places for \(arguments[0])")
    precondition(arguments[1].isRow && parts.count <= arguments[1].count, "\(parts.count) of \(arguments[1])")
    return arguments[1]
  }
  package var linearity: Linearity { .single([0]) }
  package func reach(of position: Int) -> Reach { .whole }
  package func place(in position: Int, beside t: Int) -> Int {
    position == 0 ? max(0, part(t).upperBound - 1) : t
  }

  package func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes
  ) {
    for t in periods { lanes.sum(of: arguments[0], in: part(t), into: result[t]) }
  }

  package func cell(_ arguments: some FormulaRendering) -> Fragment {
    .call("SUM", [arguments.series(0, in: part(arguments.period))], separator: ",")
  }

  package func words(_ arguments: some FormulaRendering) -> Fragment {
    .call("sum", [arguments.series(0, in: part(arguments.period))], separator: "; ")
  }

  private func part(_ place: Int) -> Range<Int> {
    place < parts.count ? parts[place] : places.count..<places.count
  }
}
