import FundFormula
import FundModel

/// A whole number that shapes the calculation: months, years, terms.
struct StructuralKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var unit: UnitKind { field.numberUnit }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.number(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    guard let number = reading.number(node, unit) else { return nil }
    guard number.value == number.value.rounded() else {
      let isCount = unit == .number
      let (words, value) = (reading.subject.words, decimalText(number.value))
      reading.report(
        .wholeNumber, (node["value"] ?? node).place,
        en: "\(words.en) comes to \(value)\(isCount ? "" : " \(unit.unit.en)"); it must be a whole number.",
        zh: "\(words.zh)折合 \(value)\(isCount ? "" : unit == .months ? " 个月" : " \(unit.unit.zh)")，须为整数。")
      return nil
    }
    return .number(number)
  }

  func sample(in context: RecordContext) -> Sample { .plain(unit == .years ? "10" : "18") }
  var schema: JSONValue { NumberSchema.number(field, words, isWhole: true) }
  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation { .number(unit, at: keys) }

  /// An order or a convention is no quantity.
  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? {
    unit == .number ? nil : unit
  }
}
