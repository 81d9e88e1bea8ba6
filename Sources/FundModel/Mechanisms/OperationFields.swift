internal import FundFormula

/// The fields of whatever recurs through operation: from when to when, how it grows.
enum OperationFields {
  static let from = Field<Moment>.moment(
    "from", default: .milestone("handover", plus: 0), en: "from when", zh: "起始时间")
  static let to = Field<Moment>.moment(
    "to", default: .milestone("end", plus: 0), en: "until when", zh: "终止时间")
  static let growth = Field<Scalar>.number(
    "growth", .ratePerYear, -0.5...1, default: 0, en: "growth a year", zh: "年增长率")
  static let growthStyle = Field<String>.choice(
    "growthStyle",
    [.init("yearly", en: "a step each year", zh: "逐年递增"), .init("smooth", en: "month by month", zh: "逐月平滑")],
    default: "yearly", en: "how it grows", zh: "增长方式")
  static let list = FieldList(from, to, growth, growthStyle)

  /// The months in which it recurs.
  static func months(of block: Block, on timeline: Timeline) -> Range<Int> {
    let (first, last) = (timeline.firstMonth(from: block[from]) ?? 0, timeline.endMonth(to: block[to]) ?? 0)
    return first..<max(first, last)
  }

  /// Years of operation in each period, grown: what a yearly amount is multiplied by.
  static func years(of block: Block, in project: ProjectGraph) -> Row {
    let timeline = project.timeline
    let months = months(of: block, on: timeline)
    let (first, last) = (months.lowerBound, months.upperBound)
    let active = timeline.months(from: first, to: last).map { $0 / 12 }
    guard block.says("growth") else { return .constant(active) }
    let grown = timeline.periods.map { period -> Double in
      // A period grows by its beginning: by whole years in steps, by its middle when smooth.
      let begin = max(period.from, first)
      let middle = Double(min(period.to, last) + begin) / 2 - Double(first)
      let years = block[growthStyle] == "smooth" ? middle / 12 : Double(max(0, begin / 12 - first / 12))
      return max(0, years)
    }
    return FundFormula.growth(block[growth], years: .constant(grown)) * .constant(active)
  }

  /// The part of each period that lies between `from` and `to`: 1 where all of it does.
  static func activeShare(of block: Block, in project: ProjectGraph) -> Row {
    let timeline = project.timeline
    let (first, last) = (timeline.firstMonth(from: block[from]) ?? 0, timeline.endMonth(to: block[to]) ?? 0)
    let operating = timeline.months(
      from: min(first, timeline.handover), to: Int.max)
    return .constant(
      zip(timeline.months(from: first, to: last), operating).map { $1 == 0 ? 0 : min(1, $0 / $1) })
  }
}
