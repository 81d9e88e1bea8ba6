/// What a row has one number for: the periods of the timeline, its calendar years, or the payment dates of one
/// instrument. Rows on different axes never meet period by period, however many places both have.
package struct Axis: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case periods
    case years
    /// The payment dates of the instrument with this key: a loan's months, a bond's half-years.
    case dates(of: String)
  }

  package let kind: Kind
  /// Places on the axis.
  package let count: Int

  package static func periods(_ count: Int) -> Axis { Axis(kind: .periods, count: count) }
  package static func years(_ count: Int) -> Axis { Axis(kind: .years, count: count) }
  package static func dates(of instrument: String, _ count: Int) -> Axis {
    Axis(kind: .dates(of: instrument), count: count)
  }

  /// The axis as it stands in a graph of several projects: instruments are each project's own, time is everybody's.
  func prefixed(_ key: (String) -> String) -> Axis {
    if case .dates(of: let instrument) = kind { .dates(of: key(instrument), count) } else { self }
  }
}

extension Axis: CustomStringConvertible {
  /// `12 periods`, `30 dates of debt.loan`.
  package var description: String {
    switch kind {
    case .periods: "\(count) periods"
    case .years: "\(count) years"
    case .dates(of: let instrument): "\(count) dates of \(instrument)"
    }
  }
}
