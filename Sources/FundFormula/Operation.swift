// Inputs, scalars, rows, operations, and the three readings of their graph: numbers, workbook, words.
// This room may use the numerics; it knows periods and units but no subsidy, no party and no file.

package import FundNumerics

/// The extent of a formula's value.
package enum Shape: Sendable, Hashable {
  /// One number.
  case scalar
  /// One number for each of so many periods.
  case row(Int)

  /// Numbers in a value of this shape.
  package var count: Int {
    switch self {
    case .scalar: 1
    case .row(let periods): periods
    }
  }

  package var isRow: Bool { self != .scalar }

  /// The shape of an operation that works period by period: the common row of its arguments, else a scalar.
  package static func elementwise(_ arguments: [Shape]) -> Shape {
    var result = Shape.scalar
    for shape in arguments where shape.isRow {
      precondition(result == .scalar || result == shape, "rows of \(result.count) and \(shape.count) periods")
      result = shape
    }
    return result
  }
}

/// Which periods of an argument an operation reads to give one period of its own.
package enum Reach: Sendable, Hashable {
  /// The same period, perhaps earlier ones too.
  case same
  /// Only earlier periods: what lets rows form a ring.
  case earlier
  /// All periods: such an argument cannot lie on a ring.
  case whole
}

/// In which of its arguments an operation is linear: 0 where they are 0, and adding where they add.
package enum Linearity: Sendable, Hashable {
  /// In all of them together.
  case joint
  /// In any one of these, the others held fixed.
  case single([Int])
  /// In none.
  case bent
}

/// The numbers of one formula in a block of lanes: a vector of lanes for each period.
package struct Series: Sendable, Hashable {
  package var offset: Int
  /// Numbers between one period and the next; 0 for a scalar, which is the same in every period.
  package var stride: Int
  package var isUniform: Bool
  /// Periods held.
  package var count: Int

  /// The vector of period `t`, from 0.
  package subscript(t: Int) -> LaneReference {
    precondition(t >= 0 && (t < count || stride == 0), "period \(t) of \(count)")
    return LaneReference(offset: offset + t * stride, isUniform: isUniform)
  }

  /// All periods.
  package var row: LaneRow { LaneRow(first: self[0], step: stride, count: count) }
}

/// An elementary operation of the graph: one formula in its three readings.
///
/// A law over the registry holds the readings equal: what `evaluate` gives, a spreadsheet computes from `cell`
/// and an independent reader of formulas from `words`.
package protocol Operation: Sendable, Hashable {
  /// The operation's name in the registry.
  static var name: String { get }

  /// The shape of the result for arguments of these shapes; arguments that do not fit are our fault and trap.
  func shape(of arguments: [Shape]) -> Shape

  /// In which arguments the result is linear: plans and linear forms rest on this alone.
  var linearity: Linearity { get }

  /// Which periods of argument `position` one period of the result needs.
  func reach(of position: Int) -> Reach

  /// True where the cell form itself says what becomes of a reason in a cell it reads; elsewhere the first reason
  /// read, in the order of the arguments, is handed on around it.
  var cellReadsReasons: Bool { get }

  /// Computes `periods` of the result in every lane; earlier periods of the result are there already.
  func evaluate(
    _ arguments: Span<Series>, into result: Series, periods: Range<Int>, on lanes: Lanes)

  /// The formula in a cell of a workbook, for one period of a row or for a scalar.
  func cell(_ arguments: some FormulaRendering) -> Fragment

  /// The formula in words and signs, for one period of a row or for a scalar.
  func words(_ arguments: some FormulaRendering) -> Fragment
}

extension Operation {
  package func shape(of arguments: [Shape]) -> Shape { .elementwise(arguments) }
  package var linearity: Linearity { .bent }
  package func reach(of position: Int) -> Reach { .same }
  package var cellReadsReasons: Bool { false }
}

/// What an operation may say about its arguments when it renders itself as text.
package protocol FormulaRendering {
  /// Number of arguments.
  var count: Int { get }
  /// The argument in the same period (a scalar: in any).
  func argument(_ position: Int) -> Fragment
  /// The argument `steps` periods earlier; `opening`, asked for only then, where there is none.
  func argument(_ position: Int, earlier steps: Int, orElse opening: @autoclosure () -> Fragment) -> Fragment
  /// All periods of the argument, as a range of cells or a list.
  func series(_ position: Int) -> Fragment
  /// The argument from the first period to this one.
  func seriesToHere(_ position: Int) -> Fragment
  /// The argument from a period to this one; `start` gives for each period the number, from 1, to begin with.
  func series(_ position: Int, from start: [Int]) -> Fragment
  /// The argument one period later, an empty text after the last.
  func following(_ position: Int) -> Fragment
  /// True where the argument may hold a reason in some period.
  func mayBeMissing(_ position: Int) -> Bool
  /// The value already computed for the formula itself: what a search found, beside which a check can stand.
  var found: Double { get }
}

/// A piece of a formula's text with how tightly it binds, so that brackets stand only where they must.
package struct Fragment: Sendable, Hashable {
  package enum Binding: Int, Sendable, Comparable {
    case comparison, sum, product, atom
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package var text: String
  package var binding: Binding

  package init(_ text: String, _ binding: Binding = .atom) {
    self.text = text
    self.binding = binding
  }

  /// The text, in brackets when it binds more loosely than `limit`.
  package func bracketed(below limit: Binding) -> String {
    binding < limit ? "(\(text))" : text
  }

  /// A call `name(a; b)` with the separator of the reading.
  package static func call(
    _ name: String, _ arguments: [Fragment], separator: String
  ) -> Fragment {
    Fragment("\(name)(\(arguments.map(\.text).joined(separator: separator)))")
  }
}
