import FundFormula
import FundModel

/// A number in the unit of the input that its record names.
struct MeasuredKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.number(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    reading.withNumbers(.number) { $0.measured(node) }.map(FieldValue.published)
  }

  func sample(in context: RecordContext) -> Sample { UnitKind.yuan.sample }
  var schema: JSONValue { NumberSchema.ownUnit(words) }

  /// One that is not converted yet names no input, and has a finding of its own.
  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? {
    if case .number = value { input } else { nil }
  }

  var isMeasured: Bool { true }

  func inBaseUnits(_ value: FieldValue, _ converted: (MeasuredText) -> SourcedNumber?) -> FieldValue {
    guard case .published(let figure) = value,
      let base = converted(MeasuredText(number: figure.number, text: figure.text, name: nil))
    else { return value }
    return .number(base)
  }
}
