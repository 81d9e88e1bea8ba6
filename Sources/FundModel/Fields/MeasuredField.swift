extension FieldKind {
  /// A number in the unit of an input that the block names; once that is known it is a number in its base unit.
  static let measured = FieldKind(.measured, isStructural: false)
  /// Such numbers by name.
  static let measuredNumbers = FieldKind(.measuredNumbers, isStructural: false)
}

extension Field where Value == SourcedNumber? {
  package static func optionalMeasured(_ name: String, en: String, zh: String) -> Self {
    Self(name, .measured, en: en, zh: zh)
  }
}

extension Field where Value == [String: SourcedNumber] {
  package static func measuredNumbers(_ name: String, en: String, zh: String) -> Self {
    Self(name, .measuredNumbers, fallback: .numbers([]), en: en, zh: zh)
  }
}
