import FundFormula
import FundModel

/// Numbers by name in the unit of the input that their record names.
struct MeasuredNumbersKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.numbers(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    // As written; they are converted once the input they belong to is known.
    reading.numbers(node) { node, inner in inner.withNumbers(.number) { $0.measured(node)?.number } }
  }

  var schema: JSONValue {
    SchemaText.group(words, names: SchemaText.idNames(but: []), values: NumberSchema.ownUnit(nil))
  }

  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? { input }

  var isMeasured: Bool { true }

  func inBaseUnits(_ value: FieldValue, _ converted: (MeasuredText) -> SourcedNumber?) -> FieldValue {
    guard case .numbers(let numbers) = value else { return value }
    return .numbers(
      numbers.map { entry in
        // The shortest text of a number is the digits it was read from, or as good.
        let text = MeasuredText(number: entry.number, text: "\(entry.number.value)", name: entry.name)
        return .init(name: entry.name, number: converted(text) ?? entry.number)
      })
  }
}
