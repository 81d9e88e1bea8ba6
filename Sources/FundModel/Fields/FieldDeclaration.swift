package import FundFormula

/// A field of a block, declared once: the reader, the checks, the JSON Schema, the handbook and `list` read it here.
package struct FieldDeclaration: Sendable, Hashable {
  package let name: String
  package let kind: FieldKind
  /// What the value may be, in base units.
  package let bounds: ClosedRange<Double>
  package let isRequired: Bool
  /// Taken where the file is silent.
  package let fallback: FieldValue?
  package let label: Bilingual
}

/// A declared field with the Swift type its value has in a mechanism.
package struct Field<Value>: Sendable {
  package let declaration: FieldDeclaration

  init(
    _ name: String, _ kind: FieldKind, bounds: ClosedRange<Double> = -1e15...1e15,
    required: Bool = false,
    fallback: FieldValue? = nil, en: String, zh: String
  ) {
    declaration = FieldDeclaration(
      name: name, kind: kind, bounds: bounds, isRequired: required, fallback: fallback,
      label: Bilingual(en: en, zh: zh))
  }
}
