extension FieldKind {
  /// A whole number that shapes the graph (months, years, terms).
  static func structural(_ unit: UnitKind) -> FieldKind {
    FieldKind(.structural, unit: unit, isStructural: true)
  }
}

extension Field where Value == Int {
  package static func structural(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, default value: Int? = nil,
    en: String,
    zh: String
  ) -> Self {
    Self(
      name, .structural(unit), bounds: bounds, required: value == nil,
      fallback: value.map { .number(SourcedNumber(Double($0))) }, en: en, zh: zh)
  }
}

extension Field where Value == Int? {
  /// A whole number that shapes the graph and that the file may leave out.
  package static func optionalStructural(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, en: String, zh: String
  ) -> Self { Self(name, .structural(unit), bounds: bounds, en: en, zh: zh) }
}
