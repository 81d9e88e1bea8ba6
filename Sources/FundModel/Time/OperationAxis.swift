internal import FundFormula

/// The months of a project cut at the end of every period and wherever a number of operation changes: a price of a later
/// year, a year of growth, the first and last month of an income. In each part every such number is one number, so that
/// what operation earns and costs by calendar year does not hang on the length of periods.
///
/// Where nothing changes inside a period the parts are the periods themselves, on their axis.
struct OperationAxis: Sendable {
  /// Its key as an axis of dates.
  static let key = "operations"

  /// Months of each part.
  let parts: [Range<Int>]
  let axis: Axis
  private let places: [Int]
  private let periods: Axis

  /// - Parameter changes: months, counted from year 0, at whose beginning some number changes.
  init(_ timeline: Timeline, changes: Set<Int>) {
    let inside = changes.sorted()
    var (parts, places): ([Range<Int>], [Int]) = ([], [])
    for (place, period) in timeline.periods.enumerated() {
      var from = period.from
      for change in inside where from < change && change < period.to {
        parts.append(from..<change)
        places.append(place)
        from = change
      }
      parts.append(from..<period.to)
      places.append(place)
    }
    self.parts = parts
    self.places = places
    periods = .periods(timeline.count)
    axis = parts.count == timeline.count ? periods : .dates(of: Self.key, parts.count)
  }

  /// Whether some period has several parts.
  var isFiner: Bool { axis != periods }

  /// Years of each part that lie in `months`.
  func years(in months: Range<Int>) -> [Double] {
    parts.map {
      Double(max(0, min($0.upperBound, months.upperBound) - max($0.lowerBound, months.lowerBound))) / 12
    }
  }

  /// 1 for parts that lie in `months`, whose ends are changes.
  func within(_ months: Range<Int>) -> Row {
    .constant(parts.map { months.contains($0.lowerBound) ? 1 : 0 }, on: axis)
  }

  /// A row fixed by structure: a number for each part.
  func constant(_ values: [Double]) -> Row { .constant(values, on: axis) }

  /// A number over the years of a block, in each part of `months`.
  func value(of number: FieldDeclaration, of block: Block, in months: Range<Int>) -> Row {
    block.row(number, over: parts, on: axis, in: months)
  }

  /// What a row of parts comes to in each period.
  func byPeriod(_ row: Row) -> Row { isFiner ? row.summed(to: periods, at: places) : row }
}
