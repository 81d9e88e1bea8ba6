import FundFormula
import FundModel

/// A number as a source prints it, in a unit that something computed has.
struct PublishedKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.number(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    reading.withNumbers(.number) { $0.published(node) }.map(FieldValue.published)
  }

  func sample(in context: RecordContext) -> Sample { UnitKind.yuan.sample }
  var schema: JSONValue { NumberSchema.ownUnit(words) }

  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? {
    guard case .published(let figure) = value else { return nil }
    return figure.unit ?? .number
  }
}
