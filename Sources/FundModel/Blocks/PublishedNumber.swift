/// A number as its source prints it, in base units: yuan, m², pieces, years, fractions.
package struct PublishedNumber: Sendable, Hashable {
  package let number: SourcedNumber
  /// The digits as the author wrote them.
  package let text: String
  /// What its unit measures; nil where none is written: it is in the base unit of whatever it is held against.
  package let unit: UnitKind?
  /// One of the author's unit in base units: 10,000 for 万元.
  package let one: Double
  /// The power of ten of the last digit written: 0 for 53000, −2 for 1.25.
  package let lastDigit: Int

  package init(_ number: SourcedNumber, text: String, unit: UnitKind?, one: Double, lastDigit: Int) {
    self.number = number
    self.text = text
    self.unit = unit
    self.one = one
    self.lastDigit = lastDigit
  }

  /// Half a unit of the last digit: how far a number may lie off that was rounded to be printed.
  package var halfDigit: Double { (Double("5e\(lastDigit - 1)") ?? 0) * one }
}
