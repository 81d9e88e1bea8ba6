extension FieldKind {
  /// Dates by name.
  static let dates = FieldKind(.dates, isStructural: true)
}

extension Field where Value == [String: YearMonth] {
  package static func dates(_ name: String, en: String, zh: String) -> Self {
    Self(name, .dates, fallback: .dates([]), en: en, zh: zh)
  }
}
