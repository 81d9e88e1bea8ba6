extension FieldKind {
  /// A number as a source prints it: its unit is held against what computes it, once the model exists.
  static let published = FieldKind(.published, isStructural: false)
}

extension Field where Value == PublishedNumber {
  package static func published(_ name: String, en: String, zh: String) -> Self {
    Self(name, .published, required: true, en: en, zh: zh)
  }
}
