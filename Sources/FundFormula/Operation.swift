// Inputs, scalars, rows, operations, and the readings of their graph: numbers (at one point or in batches), workbook, words.
// This room may use the numerics; it knows axes, periods and units but no subsidy, no party and no file.

package import FundNumerics

/// The extent of a formula's value.
package enum Shape: Sendable, Hashable {
  /// One number.
  case scalar
  /// One number for each place of an axis.
  case row(Axis)

  /// Numbers in a value of this shape.
  package var count: Int {
    switch self {
    case .scalar: 1
    case .row(let axis): axis.count
    }
  }

  package var isRow: Bool { axis != nil }

  /// What a row stands on; nil for a scalar.
  package var axis: Axis? {
    if case .row(let axis) = self { axis } else { nil }
  }

  /// The shape of an operation that works period by period: the common row of its arguments, else a scalar.
  package static func elementwise(_ arguments: [Shape]) -> Shape {
    var result = Shape.scalar
    for shape in arguments {
      guard case .row(let axis) = shape else { continue }
      if let other = result.axis {
        precondition(other == axis, "rows on \(other) and \(axis)")
      } else {
        result = shape
      }
    }
    return result
  }
}

/// Which periods of an argument an operation reads to give one period of its own. No reading looks beyond them: kernel,
/// cell, words and reasons alike.
package enum Reach: Sendable, Hashable {
  /// The same period, perhaps earlier ones too.
  case same
  /// Only earlier periods: what lets rows form a ring.
  case earlier
  /// All periods, or places of another axis: such an argument cannot lie on a ring.
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

  package init(offset: Int, stride: Int, isUniform: Bool, count: Int) {
    self.offset = offset
    self.stride = stride
    self.isUniform = isUniform
    self.count = count
  }

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

  /// The place of argument `position` that is told beside place `t` of the result: the same, but across axes.
  func place(in position: Int, beside t: Int) -> Int

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
  package func place(in position: Int, beside t: Int) -> Int { t }
  package var cellReadsReasons: Bool { false }
}

/// What an operation may say about its arguments when it renders itself as text.
package protocol FormulaRendering {
  /// Number of arguments.
  var count: Int { get }
  /// The place of the result, from 0, that is told.
  var period: Int { get }
  /// The argument in the same period (a scalar: in any).
  func argument(_ position: Int) -> Fragment
  /// The argument `steps` periods earlier; `opening`, asked for only then, where there is none.
  func argument(_ position: Int, earlier steps: Int, orElse opening: @autoclosure () -> Fragment) -> Fragment
  /// All periods of the argument, as a range of cells or a list.
  func series(_ position: Int) -> Fragment
  /// The argument in these places, from 0; `0` where there are none.
  func series(_ position: Int, in places: Range<Int>) -> Fragment
  /// True where the argument may hold a reason in some period.
  func mayBeMissing(_ position: Int) -> Bool
  /// The value already computed for the formula itself: what a search found, beside which a check can stand.
  var found: Double { get }
}

extension FormulaRendering {
  /// The argument from the first period to this one.
  func seriesToHere(_ position: Int) -> Fragment { series(position, in: 0..<period + 1) }
}

extension Lanes {
  /// The sum of some places of a row, 0 of none.
  func sum(of row: Series, in places: Range<Int>, into result: LaneReference) {
    guard let first = places.first else { return fill(result, with: 0) }
    copy(row[first], into: result)
    for place in places.dropFirst() { add(result, row[place], into: result) }
  }
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
