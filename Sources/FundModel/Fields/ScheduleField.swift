extension FieldKind {
  static let schedule = FieldKind(.schedule, isStructural: true)
}

extension Field where Value == Schedule {
  package static func schedule(_ name: String, default value: Schedule, en: String, zh: String)
    -> Self
  {
    Self(name, .schedule, fallback: .schedule(value), en: en, zh: zh)
  }
}

extension Field where Value == Schedule? {
  package static func optionalSchedule(_ name: String, en: String, zh: String) -> Self {
    Self(name, .schedule, en: en, zh: zh)
  }
}
