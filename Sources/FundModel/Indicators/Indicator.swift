package import FundFormula

/// Which way an indicator is better.
package enum Better: String, Sendable, Hashable, Codable { case more, less, neither }

/// A figure computed from the flows: one declaration with unit, definition, reference, and the formula itself.
///
/// One file each, one line in `Indicators.all`.
package protocol Indicator: Sendable {
  static var id: String { get }
  static var label: Bilingual { get }
  static var unit: ValueUnit { get }
  static var better: Better { get }
  /// What it is, one sentence.
  static var definition: Bilingual { get }
  /// Where the definition comes from: a standard, or the chapter of the guide it stands in, by its anchor.
  static var reference: String { get }
  /// Has no meaning where the uses are an outcome (investment brought about) and not a budget.
  static var needsBudget: Bool { get }
  /// Whether what it comes to in several projects may be added: amounts and counts, but no extremes over time.
  static var addsUp: Bool { get }
  /// The formula; nil where the scenario has nothing it speaks of.
  static func formula(in book: FlowBook, _ balance: CapitalBalance) -> Scalar?
}

extension Indicator {
  package static var needsBudget: Bool { false }
  package static var addsUp: Bool { unit.addsUp }
  package static var key: String { "indicators.\(id)" }
  /// The key of the indicator held against the conditions that stop the project.
  static var resultKey: String { "results.\(id)" }
  /// The indicator as another formula speaks of it.
  static var value: Scalar { .reference(key) }
}
