extension FieldKind {
  /// One of these words, or the name of a number in that field of `project` (areas, quantities).
  static func fact(_ field: String, _ choices: [Choice]) -> FieldKind {
    FieldKind(.fact, choices: choices, facts: field, isStructural: true)
  }
}

extension Field where Value == String {
  /// The name of one of the project's areas, or one every project has.
  package static func area(_ name: String, default value: String? = nil, en: String, zh: String)
    -> Self
  {
    Self(
      name, .fact("areas", ProjectFacts.areaChoices), required: value == nil,
      fallback: value.map(FieldValue.word),
      en: en, zh: zh)
  }

  /// The name of one of the project's quantities, or one every project may have.
  package static func quantity(_ name: String, en: String, zh: String) -> Self {
    Self(name, .fact("quantities", ProjectFacts.quantityChoices), required: true, en: en, zh: zh)
  }
}

extension Field where Value == String? {
  /// The name of one of the project's areas, where it is counted by one.
  package static func optionalArea(_ name: String, en: String, zh: String) -> Self {
    Self(name, .fact("areas", ProjectFacts.areaChoices), en: en, zh: zh)
  }

  /// The name of one of the project's quantities, where it is counted by one.
  package static func optionalQuantity(_ name: String, en: String, zh: String) -> Self {
    Self(name, .fact("quantities", ProjectFacts.quantityChoices), en: en, zh: zh)
  }
}
