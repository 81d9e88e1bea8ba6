extension FieldKind {
  static func choice(_ choices: [Choice]) -> FieldKind {
    FieldKind(.choice, choices: choices, isStructural: true)
  }
}

extension Field where Value == String {
  package static func choice(
    _ name: String, _ choices: [FieldKind.Choice], default value: String? = nil, en: String,
    zh: String
  ) -> Self {
    Self(
      name, .choice(choices), required: value == nil, fallback: value.map(FieldValue.word), en: en,
      zh: zh)
  }
}

extension Field where Value == String? {
  package static func optionalChoice(
    _ name: String, _ choices: [FieldKind.Choice], en: String, zh: String
  )
    -> Self
  {
    Self(name, .choice(choices), en: en, zh: zh)
  }
}
