extension FieldKind {
  static let flag = FieldKind(.flag, isStructural: true)
}

extension Field where Value == Bool {
  package static func flag(_ name: String, default value: Bool, en: String, zh: String) -> Self {
    Self(name, .flag, fallback: .flag(value), en: en, zh: zh)
  }
}
