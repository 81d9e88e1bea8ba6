package import FundFormula

extension FieldKind {
  /// A number that changes with the years: plain, or `{"2026": 0.6, "2028": 0.9}`, each holding until the next.
  static func path(_ unit: UnitKind) -> FieldKind {
    FieldKind(.path, unit: unit, isStructural: false)
  }
}

extension Field where Value == Row {
  /// A number that may change with the years; in a mechanism a row.
  package static func path(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, default value: Double? = nil,
    en: String,
    zh: String
  ) -> Field<Row> {
    Self(
      name, .path(unit), bounds: bounds, required: value == nil,
      fallback: value.map { .path([.init(from: nil, name: nil, number: SourcedNumber($0))]) },
      en: en, zh: zh)
  }
}

extension Field where Value == Row? {
  /// A number that may change with the years, and that the file may leave out.
  package static func optionalPath(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double>, en: String, zh: String
  ) -> Field<Row?> { Self(name, .path(unit), bounds: bounds, en: en, zh: zh) }
}
