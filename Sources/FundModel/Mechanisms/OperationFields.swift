internal import FundFormula

/// A mechanism that recurs between its own dates: what it earns or costs a year changes as its fields say.
protocol RecurringMechanism: Mechanism {}

extension RecurringMechanism {
  package static func changes(of block: Block, on timeline: Timeline) -> [Int] {
    OperationFields.changes(of: block, in: OperationFields.months(of: block, on: timeline))
  }
}

/// The fields of whatever recurs through operation: from when to when, how it grows; and what they come to in time.
enum OperationFields {
  static let from = Field<Moment>.moment(
    "from", default: .milestone("handover", plus: 0), en: "from when", zh: "起始时间")
  static let to = Field<Moment>.moment(
    "to", default: .milestone("end", plus: 0), en: "until when", zh: "终止时间")
  static let growth = Field<Scalar>.number(
    "growth", .ratePerYear, -0.5...1, default: 0, en: "growth a year", zh: "年增长率")
  static let growthStyle = Field<String>.choice(
    "growthStyle",
    [
      .init("operatingYear", en: "a step after each twelve months", zh: "按运营年逐年递增"),
      .init("calendarYear", en: "a step each January", zh: "按日历年逐年递增"),
      .init("smooth", en: "month by month", zh: "逐月平滑递增"),
    ],
    default: "operatingYear", en: "how it grows", zh: "增长方式")
  static let list = FieldList(from, to, growth, growthStyle)

  /// The months in which it recurs.
  static func months(of block: Block, on timeline: Timeline) -> Range<Int> {
    let (first, last) = (timeline.firstMonth(from: block[from]) ?? 0, timeline.endMonth(to: block[to]) ?? 0)
    return first..<max(first, last)
  }

  /// The months at whose beginning something of a block that recurs through `months` changes: its dates, its growth, the
  /// values of its numbers over the years.
  static func changes(of block: Block, in months: Range<Int>) -> [Int] {
    let steps = block.allFields.declarations.flatMap(block.changes)
    return [months.lowerBound, months.upperBound] + steps + growing(of: block, in: months)
  }

  /// The months at whose beginning it has grown.
  private static func growing(of block: Block, in months: Range<Int>) -> [Int] {
    guard block.says(growth.declaration.name) else { return [] }
    return switch style(of: block) {
    case .operatingYear: Array(stride(from: months.lowerBound, to: months.upperBound, by: 12))
    case .calendarYear: []
    case .smooth: Array(months)
    }
  }

  private enum Style: String {
    case operatingYear, calendarYear, smooth
  }

  private static func style(of block: Block) -> Style {
    // A block without the choice grows by its years of operation.
    guard block.allFields.declarations.contains(where: { $0.name == growthStyle.declaration.name }) else {
      return .operatingYear
    }
    return Style(rawValue: block[growthStyle]) ?? .operatingYear
  }

  /// Years in which it recurs, in each part of the operation axis, grown: what a yearly amount is multiplied by.
  static func years(of block: Block, in months: Range<Int>, _ project: ProjectGraph) -> Row {
    let operation = project.operation
    let active = operation.constant(operation.years(in: months))
    guard block.says(growth.declaration.name) else { return active }
    let first = months.lowerBound
    let grown = operation.parts.map { part -> Double in
      let begin = max(part.lowerBound, first)
      return switch style(of: block) {
      case .operatingYear: Double((begin - first) / 12)
      case .calendarYear: Double(begin / 12 - first / 12)
      // By the middle of each month.
      case .smooth: (Double(begin - first) + 0.5) / 12
      }
    }
    return FundFormula.growth(block[growth], years: operation.constant(grown)) * active
  }

  /// The same between its own dates.
  static func years(of block: Block, in project: ProjectGraph) -> Row {
    years(of: block, in: months(of: block, on: project.timeline), project)
  }

  /// What a number over the years comes to a year, × `quantity`, through the months in which it recurs.
  static func paid(
    _ number: FieldDeclaration, times quantity: Scalar? = nil, of block: Block, in project: ProjectGraph
  ) -> Row {
    let years = years(of: block, in: project)
    if let steady = block.steady(number) { return (quantity.map { $0 * steady } ?? steady) * years }
    let values = value(of: number, of: block, in: project)
    return (quantity.map { $0 * years } ?? years) * values
  }

  /// A number over the years in each part of the operation axis in which the block recurs.
  static func value(of number: FieldDeclaration, of block: Block, in project: ProjectGraph) -> Row {
    project.operation.value(of: number, of: block, in: months(of: block, on: project.timeline))
  }
}
