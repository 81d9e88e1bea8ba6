/// The unit of a formula's value inside the engine: how it prints, and by which rule two roads to it must agree.
package enum ValueUnit: String, Sendable, Hashable, Codable, CaseIterable {
  case yuan, yuanPerArea, yuanPerHousehold, area, households, count, share, ratio, rate, years, period
  case flag, number

  /// Amounts agree to a billionth of the largest amount; everything else to a billionth.
  package var isAmount: Bool {
    switch self {
    case .yuan, .yuanPerArea, .yuanPerHousehold: true
    default: false
    }
  }
}

/// What a formula is called: its stable key in the graph, its label, its unit.
package struct FormulaName: Sendable, Hashable {
  /// Unique in a graph, dotted: `funding.city-subsidy.entitlement`.
  package var key: String
  package var label: Bilingual
  package var unit: ValueUnit

  package init(_ key: String, _ label: Bilingual, _ unit: ValueUnit) {
    self.key = key
    self.label = label
    self.unit = unit
  }
}

/// A number the author wrote, as an input of the graph.
package struct Input: Sendable, Hashable {
  /// Stable dotted path in the scenario file, `funding.city-subsidy.amount`.
  package var path: String
  package var label: Bilingual
  package var value: Double
  package var unit: ValueUnit
  /// The unit in the author's file, for display: 元/户.
  package var unitText: Bilingual
  package var source: String?
  package var note: String?
  package var isAssumed: Bool
  /// Smallest and largest value the field allows.
  package var bounds: ClosedRange<Double>

  package init(
    path: String, label: Bilingual, value: Double, unit: ValueUnit = .number,
    unitText: Bilingual = Bilingual(verbatim: ""), source: String? = nil, note: String? = nil,
    isAssumed: Bool = false,
    bounds: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
  ) {
    self.path = path
    self.label = label
    self.value = value
    self.unit = unit
    self.unitText = unitText
    self.source = source
    self.note = note
    self.isAssumed = isAssumed
    self.bounds = bounds
  }
}

/// A formula as its mechanism wrote it: an operation on other formulas. Immutable; sharing is by reference.
package final class Formula: Sendable {
  package enum Kind: Sendable {
    case input(Input)
    case constant([Double])
    case operation(any Operation)
    /// Another formula by its key, so that rows may form a ring and mechanisms may speak of what comes later.
    case reference(String)
  }

  package let kind: Kind
  package private(set) nonisolated(unsafe) var arguments: [Formula]
  package let shape: Shape
  package let name: FormulaName?

  package init(_ kind: Kind, _ arguments: [Formula] = [], shape: Shape, name: FormulaName? = nil) {
    self.kind = kind
    self.arguments = arguments
    self.shape = shape
    self.name = name
  }

  convenience init(_ operation: some Operation, _ arguments: [Formula]) {
    self.init(.operation(operation), arguments, shape: operation.shape(of: arguments.map(\.shape)))
  }

  /// Lets go of a long chain of formulas one by one: each freeing the next would exhaust the stack. The only place
  /// that changes `arguments`, when nobody else holds the formula.
  deinit {
    if arguments.isEmpty { return }
    var open = arguments
    arguments = []
    while var formula = open.popLast() {
      if isKnownUniquelyReferenced(&formula) {
        open += formula.arguments
        formula.arguments = []
      }
    }
  }

  func named(_ name: FormulaName) -> Formula { Formula(kind, arguments, shape: shape, name: name) }
}

/// A formula in the making: a scalar or a row. Arithmetic on it writes the graph.
package protocol Quantity: Sendable {
  var formula: Formula { get }
  init(_ formula: Formula)
}

extension Quantity {
  /// The same formula under a name: it gets a cell of its own, and `explain` can be asked for it. What has a name
  /// already keeps it: the new name is a sum of one that speaks of the old.
  package func named(_ key: String, _ label: Bilingual, _ unit: ValueUnit) -> Self {
    let whole = formula.name == nil ? formula : Formula(Add(), [formula])
    return Self(whole.named(FormulaName(key, label, unit)))
  }
}

extension Quantity {
  /// The same formula under another key, in place of its own.
  package func renamed(_ key: String) -> Self {
    guard let name = formula.name else { preconditionFailure("a formula without a name renamed \(key)") }
    return Self(formula.named(FormulaName(key, name.label, name.unit)))
  }
}

/// One number of the model.
package struct Scalar: Quantity {
  package let formula: Formula
  package init(_ formula: Formula) {
    precondition(formula.shape == .scalar, "a scalar of shape \(formula.shape)")
    self.formula = formula
  }

  /// A number fixed by structure, not by the author: 12 months, a count of periods.
  package static func constant(_ value: Double) -> Scalar {
    Scalar(Formula(.constant([value]), shape: .scalar))
  }

  package static func input(_ input: Input) -> Scalar { Scalar(Formula(.input(input), shape: .scalar)) }

  /// The scalar named `key`, wherever it is written.
  package static func reference(_ key: String) -> Scalar { Scalar(Formula(.reference(key), shape: .scalar)) }

  package static let zero = constant(0)
  package static let one = constant(1)
}

/// One number for each place of an axis, by default the periods of the timeline.
package struct Row: Quantity {
  package let formula: Formula
  package init(_ formula: Formula) {
    precondition(formula.shape.isRow, "a row of shape \(formula.shape)")
    self.formula = formula
  }

  package var count: Int { formula.shape.count }

  package var axis: Axis {
    guard let axis = formula.shape.axis else { preconditionFailure("a row without an axis") }
    return axis
  }

  /// A row fixed by structure: schedule weights, months in each period, years to its end.
  package static func constant(_ values: [Double]) -> Row {
    constant(values, on: .periods(values.count))
  }

  /// The same on another axis.
  package static func constant(_ values: [Double], on axis: Axis) -> Row {
    precondition(values.count == axis.count, "\(values.count) numbers on \(axis)")
    return Row(Formula(.constant(values), shape: .row(axis)))
  }

  /// The row named `key` of `count` periods, wherever it is written.
  package static func reference(_ key: String, count: Int) -> Row {
    reference(key, on: .periods(count))
  }

  /// The row named `key` on `axis`, wherever it is written.
  package static func reference(_ key: String, on axis: Axis) -> Row {
    Row(Formula(.reference(key), shape: .row(axis)))
  }

  package static func zero(_ count: Int) -> Row { zero(on: .periods(count)) }
  package static func zero(on axis: Axis) -> Row {
    constant(Array(repeating: 0, count: axis.count), on: axis)
  }
}

// MARK: Arithmetic

package func + (left: Scalar, right: Scalar) -> Scalar {
  Scalar(Formula(Add(), [left.formula, right.formula]))
}
package func - (left: Scalar, right: Scalar) -> Scalar {
  Scalar(Formula(Subtract(), [left.formula, right.formula]))
}
package func * (left: Scalar, right: Scalar) -> Scalar {
  Scalar(Formula(Multiply(), [left.formula, right.formula]))
}
package func / (left: Scalar, right: Scalar) -> Scalar { left.divided(by: right, orElse: .noDenominator) }
package func * (left: Scalar, right: Double) -> Scalar { left * .constant(right) }
package func + (left: Row, right: Row) -> Row { Row(Formula(Add(), [left.formula, right.formula])) }
package func - (left: Row, right: Row) -> Row { Row(Formula(Subtract(), [left.formula, right.formula])) }
package func * (left: Row, right: Row) -> Row { Row(Formula(Multiply(), [left.formula, right.formula])) }
package func * (left: Scalar, right: Row) -> Row { Row(Formula(Multiply(), [left.formula, right.formula])) }
package func + (left: Row, right: Scalar) -> Row { Row(Formula(Add(), [left.formula, right.formula])) }
package func - (left: Row, right: Scalar) -> Row { Row(Formula(Subtract(), [left.formula, right.formula])) }
package func / (left: Row, right: Scalar) -> Row { left.divided(by: right, orElse: .noDenominator) }
package func / (left: Row, right: Row) -> Row { left.divided(by: right, orElse: .noDenominator) }

extension Quantity {
  /// This divided by `other`, and the reason where `other` is zero.
  package func divided(by other: some Quantity, orElse reason: Reason) -> Self {
    Self(Formula(Divide(orElse: reason), [formula, other.formula]))
  }
}

/// The sum of all; an empty list is zero. Long lists are summed in parts, so that a cell can hold the formula.
package func total(_ scalars: [Scalar]) -> Scalar {
  scalars.isEmpty ? .zero : Scalar(sum(scalars.map(\.formula)))
}

/// The sum of all rows; an empty list is a row of `count` zeros.
package func total(_ rows: [Row], count: Int) -> Row { total(rows, on: .periods(count)) }

/// The sum of all rows; an empty list is a row of zeros on `axis`.
package func total(_ rows: [Row], on axis: Axis) -> Row {
  rows.isEmpty ? .zero(on: axis) : Row(sum(rows.map(\.formula)))
}

private func sum(_ addends: [Formula]) -> Formula {
  let most = 40
  if addends.count == 1 { return addends[0] }
  if addends.count <= most { return Formula(Add(), addends) }
  return sum(
    stride(from: 0, to: addends.count, by: most).map {
      sum(Array(addends[$0..<min($0 + most, addends.count)]))
    })
}

package func larger(_ left: Scalar, _ right: Scalar) -> Scalar {
  Scalar(Formula(Maximum(), [left.formula, right.formula]))
}
package func larger(_ left: Row, _ right: some Quantity) -> Row {
  Row(Formula(Maximum(), [left.formula, right.formula]))
}
package func smaller(_ left: Scalar, _ right: Scalar) -> Scalar {
  Scalar(Formula(Minimum(), [left.formula, right.formula]))
}
package func smaller(_ left: Row, _ right: some Quantity) -> Row {
  Row(Formula(Minimum(), [left.formula, right.formula]))
}

extension Quantity {
  /// 1 where this reaches `threshold`, else 0. An amount within 0.005 yuan of a threshold meets it: say so by
  /// `tolerance`; ratios compare unrounded.
  package func atLeast(_ threshold: some Quantity, tolerance: Double = 0) -> Self {
    Self(Formula(Step(tolerance: tolerance), [formula, threshold.formula]))
  }

  /// The next whole number not below this; a millionth above a whole number counts as that number.
  package var roundedUp: Self { Self(Formula(RoundUp(), [formula])) }
}

extension Row {
  /// This row one period earlier; `opening` in the first.
  package func previous(opening: Scalar = .zero) -> Row {
    Row(Formula(Previous(), [formula, opening.formula]))
  }

  /// This row `periods` later; zero before.
  package func shifted(by periods: Int) -> Row { Row(Formula(Shift(by: periods), [formula])) }

  /// Each period's amount posted in the period at `targets`, from 0: its own or a later one; in none where the target
  /// lies behind the last.
  package func deferred(to targets: [Int]) -> Row {
    let places = targets.map { Double($0 + 1) }
    let periods = targets.indices.map { Double($0 + 1) }
    return Row(
      Formula(
        Defer(targets: targets),
        [formula, Row.constant(places, on: axis).formula, Row.constant(periods, on: axis).formula]))
  }

  /// The sum of this row from the first period to each.
  package var runningSum: Row { Row(Formula(RunningSum(), [formula])) }

  /// The largest value of this row from the first period to each.
  package var runningMaximum: Row { Row(Formula(RunningMaximum(), [formula])) }

  /// The sum over all periods.
  package var sum: Scalar { Scalar(Formula(Sum(), [formula])) }

  /// The smallest value over all periods.
  package var smallest: Scalar { Scalar(Formula(Smallest(), [formula])) }

  /// The sums of groups of neighbouring periods, each posted in the group's last period, zero elsewhere.
  /// `groups` names the group of every period, rising.
  package func sums(of groups: [Int]) -> Row {
    Row(Formula(GroupSum(groups: groups), [formula]))
  }

  /// The sums of this row on a coarser axis: dates or periods into periods or years. `places` names for each place of
  /// this row that of `axis` it falls in, from 0, never falling.
  package func summed(to axis: Axis, at places: [Int]) -> Row {
    Row(Formula(Coarsen(places: places), [formula, Row.zero(on: axis).formula]))
  }

  /// A yearly row on a finer axis: each amount in its year's last period, `lasts` from 0 and rising, zero elsewhere.
  package func posted(on axis: Axis, at lasts: [Int]) -> Row {
    Row(Formula(Post(lasts: lasts), [formula, Row.zero(on: axis).formula]))
  }

  /// The number, from 1, of the first period whose value is at least a half: for rows of 0 and 1.
  package var firstTrue: Scalar { Scalar(Formula(FirstPeriod(), [formula])) }

  /// The value in period `number`, from 1; zero for period 0.
  package func value(in number: Scalar) -> Scalar {
    Scalar(Formula(Element(), [formula, number.formula]))
  }

  /// The present value at `rate` a year of this row paid `times` years from the base date.
  package func presentValue(at rate: Scalar, times: Row) -> Scalar {
    Scalar(Formula(PresentValue(), [formula, rate.formula, times.formula]))
  }

  /// The one rate a year at which the present value is zero, or why there is none; what is smaller than `least` is no flow.
  package func internalRate(times: Row, least: Double = 0) -> Scalar {
    Scalar(Formula(RateOfReturn(least: least), [formula, times.formula]))
  }
}

/// (1 + rate)^years, period by period.
package func growth(_ rate: Scalar, years: Row) -> Row {
  Row(Formula(Growth(), [rate.formula, years.formula]))
}
/// (1 + rate)^years.
package func growth(_ rate: Scalar, years: Scalar) -> Scalar {
  Scalar(Formula(Growth(), [rate.formula, years.formula]))
}
