package import FundFormula

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

/// A block of `published`: a figure that the scenario's source prints, for the program to hold its own against. It is no
/// input: no formula reads it.
package struct PublishedFigure: Sendable {
  static let of = Field<String>.name("of", en: "the figure it is held against", zh: "对照的指标或金额")
  package static let value = Field<PublishedNumber>.published(
    "value", en: "number the source prints", zh: "公开数值")
  static let tolerance = Field<Scalar?>.optional(
    "tolerance", .fraction, 0...1, en: "how far off it may be, relative", zh: "允许相对偏差")

  package static let label = Bilingual(en: "published figures", zh: "公开数据")
  package static let fields = FieldList(of, value, tolerance)

  /// `published.total`.
  package let path: String
  package let label: Bilingual
  /// What computes it: an indicator, a block, a key of the graph.
  package let of: String
  package let published: PublishedNumber
  /// In base units: as its author says, else half a unit of the last digit.
  package let tolerance: Double
  /// Whether its author says how far off it may be.
  package let hasOwnTolerance: Bool

  package init(_ record: Record) {
    path = record.path
    label = record.label
    of = record[Self.of]
    published = record[Self.value]
    if case .number(let relative)? = record.values[Self.tolerance.declaration.name] {
      tolerance = relative.value * abs(published.number.value)
      hasOwnTolerance = true
    } else {
      tolerance = published.halfDigit
      hasOwnTolerance = false
    }
  }

  /// Its id in the section.
  package var id: String { String(path.split(separator: ".").last ?? "") }
}

extension Model {
  /// The figures that the scenario's source prints, in the author's order.
  package var published: [PublishedFigure] { content.published.map(PublishedFigure.init) }
}
