extension FieldKind {
  /// The id of a party.
  static let party = FieldKind(.party, isStructural: true)
}

extension Field where Value == String {
  /// The id of a party.
  package static func party(_ name: String, default value: String? = nil, en: String, zh: String)
    -> Self
  {
    Self(name, .party, required: value == nil, fallback: value.map(FieldValue.word), en: en, zh: zh)
  }
}
