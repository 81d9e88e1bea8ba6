package import FundFormula

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
