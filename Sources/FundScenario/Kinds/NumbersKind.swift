import FundFormula
import FundModel

/// Numbers by name.
struct NumbersKind: KindOfField {
  let field: FieldDeclaration
  init(_ field: FieldDeclaration) { self.field = field }

  private var unit: UnitKind { field.numberUnit }
  /// Names that mean something already.
  private var taken: [String] { field.name == "areas" ? ProjectFacts.areaNames : [] }

  func resolved(_ node: SourceNode, by names: PrintedNames) -> SourceNode {
    names.numbers(node)
  }

  func value(_ node: SourceNode, _ reading: inout FieldReading) -> FieldValue? {
    reading.numbers(node, taken: taken) { [unit] in $1.number($0, unit) }
  }

  var schema: JSONValue {
    SchemaText.group(
      words, names: SchemaText.idNames(but: taken), values: NumberSchema.number(field, nil))
  }

  func expectation(at keys: ArraySlice<String>) -> SheetCell.Expectation {
    keys.isEmpty ? .open : .number(unit, at: keys.dropFirst())
  }

  func sourcedUnit(of value: FieldValue, measuring input: UnitKind?) -> UnitKind? { unit }
}

extension FieldReading {
  /// The numbers of a group of names, each read by `number`.
  mutating func numbers(
    _ node: SourceNode, taken: [String] = [], _ number: (SourceNode, inout FieldReading) -> SourcedNumber?
  ) -> FieldValue? {
    guard let entries = node.entries else {
      wrongType(node, en: "a group of names and numbers", zh: "“名称: 数值”的形式")
      return nil
    }
    return .numbers(
      entries.compactMap { entry in
        findings += Finding.idFaults(entry, path: subject.part(entry.key).path, taken: taken)
        return part(entry.key) { number(entry.value, &$0) }.map { .init(name: entry.key, number: $0) }
      })
  }
}

extension ProjectFacts {
  /// Names of areas every project has.
  static var areaNames: [String] { ["old", "new", "extra"] }
}
