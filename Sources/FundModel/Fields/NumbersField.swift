package import FundFormula

extension FieldKind {
  /// Numbers by name: `{"pipes": {"value": 1200, "unit": "m"}}`.
  static func numbers(_ unit: UnitKind) -> FieldKind {
    FieldKind(.numbers, unit: unit, isStructural: false)
  }
}

extension Field where Value == [String: Scalar] {
  package static func numbers(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, en: String,
    zh: String
  ) -> Field<[String: Scalar]> {
    Self(name, .numbers(unit), bounds: bounds, fallback: .numbers([]), en: en, zh: zh)
  }
}
