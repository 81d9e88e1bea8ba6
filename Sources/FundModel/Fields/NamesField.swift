extension FieldKind {
  /// Cost classes and ids of cost blocks.
  static let costs = FieldKind(.costs, isStructural: true)
  /// Ids of funding blocks.
  static let funding = FieldKind(.funding, isStructural: true)
  /// Ids of operations blocks.
  static let operations = FieldKind(.operations, isStructural: true)
  /// Ids of gates.
  static let gates = FieldKind(.gates, isStructural: true)
}

extension Field where Value == [String] {
  /// Cost classes and ids of cost blocks; the default is given in classes.
  package static func costs(
    _ name: String, default value: [FlowClass]? = nil, en: String, zh: String
  ) -> Self {
    Self(
      name, .costs, required: value == nil, fallback: value.map { .words($0.map(\.rawValue)) },
      en: en, zh: zh
    )
  }

  /// Ids of funding blocks.
  package static func funding(
    _ name: String, default value: [String]? = nil, en: String, zh: String
  ) -> Self {
    Self(
      name, .funding, required: value == nil, fallback: value.map(FieldValue.words), en: en, zh: zh)
  }

  /// Ids of operations blocks.
  package static func operations(
    _ name: String, default value: [String]? = nil, en: String, zh: String
  )
    -> Self
  {
    Self(
      name, .operations, required: value == nil, fallback: value.map(FieldValue.words), en: en,
      zh: zh)
  }

  /// Ids of gates.
  package static func gates(_ name: String, default value: [String], en: String, zh: String) -> Self {
    Self(name, .gates, fallback: .words(value), en: en, zh: zh)
  }
}
