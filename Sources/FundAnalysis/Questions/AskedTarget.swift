/// What must hold, as a question names it: a figure, and its value as its author wrote it, since the unit is the figure's.
package struct AskedTarget: Sendable, Hashable {
  /// An indicator's id, the key of an amount, or what either is called.
  package let figure: String
  /// `0`, `6%`, `1.2亿元`.
  package let value: String

  package init(_ figure: String, _ value: String) {
    self.figure = figure
    self.value = value
  }
}
