extension FieldKind {
  /// A date, or a milestone and so many months before or after it.
  static let moment = FieldKind(.moment, isStructural: true)
}

extension Field where Value == Moment {
  package static func moment(_ name: String, default value: Moment, en: String, zh: String) -> Self {
    Self(name, .moment, fallback: .moment(value), en: en, zh: zh)
  }
}

extension Field where Value == Moment? {
  package static func optionalMoment(_ name: String, en: String, zh: String) -> Self {
    Self(name, .moment, en: en, zh: zh)
  }
}
