extension FieldKind {
  static let text = FieldKind(.text, isStructural: true)
}

extension Field where Value == String? {
  package static func text(_ name: String, en: String, zh: String) -> Self {
    Self(name, .text, en: en, zh: zh)
  }
}

extension Field where Value == String {
  /// A word every block of this kind must give.
  package static func name(_ name: String, en: String, zh: String) -> Self {
    Self(name, .text, required: true, en: en, zh: zh)
  }
}
