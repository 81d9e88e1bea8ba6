/// A number that is varied, and the values it takes, as a question names them: no values yet, since which unit a text is
/// in only the number itself knows.
package struct VariedNumber: Sendable, Hashable {
  /// A path, a label, or `scale:` and either.
  package let name: String
  /// The first value as its author wrote it: `9000`, `5%`, `0.8亿元`.
  package let from: String
  /// The last value; nil for the first alone.
  package let to: String?
  /// What lies between two values; nil where numbers that shape the calculation go by ones.
  package let step: String?

  package init(_ name: String, from: String, to: String? = nil, step: String? = nil) {
    precondition(step == nil || to != nil, "steps of \(name) to no end")
    self.name = name
    self.from = from
    self.to = to
    self.step = step
  }

  /// The values as messages quote them: `9000:10600:400`.
  var range: String { [from, to, step].compactMap { $0 }.joined(separator: ":") }
  /// The whole, likewise.
  var written: String { "\(name)=\(range)" }

  /// The same values of a number by another name.
  func named(_ name: String) -> VariedNumber { VariedNumber(name, from: from, to: to, step: step) }
}
