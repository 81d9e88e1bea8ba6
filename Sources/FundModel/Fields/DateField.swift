extension FieldKind {
  /// A date of its own, where no milestone can be known yet.
  static let date = FieldKind(.date, isStructural: true)
}

extension Field where Value == YearMonth {
  package static func date(_ name: String, en: String, zh: String) -> Self {
    Self(name, .date, required: true, en: en, zh: zh)
  }
}
