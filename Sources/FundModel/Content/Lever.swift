package import FundFormula

/// A block of `levers`: a number that the project's people could move to close its gap (措施), and how far they may. It
/// is no input of its own: it names one.
package struct Lever: Sendable {
  package static let input = Field<String>.name(
    "input", en: "the number it moves, or scale: and a block", zh: "可调参数（或 scale: 加条目）")
  package static let limit = Field<SourcedNumber?>.optionalMeasured(
    "limit", en: "how far it may go", zh: "政策或市场上限")

  package static let sectionLabel = Bilingual(en: "levers", zh: "补缺措施")
  package static let fields = FieldList(input, limit)

  /// `levers.extra-price`.
  package let path: String
  package let label: Bilingual
  /// A path of an input, or `scale:` and the path of an input, a block or a section.
  package let input: String
  /// In base units; its note says what sets it.
  package let limit: SourcedNumber?

  package init(_ record: Record) {
    path = record.path
    label = record.label
    input = record[Self.input]
    limit = record[Self.limit]
  }

  /// Its id in the section.
  package var id: String { String(path.split(separator: ".").last ?? "") }
}
