package import FundFormula

extension FieldKind {
  /// A number, plain or sourced; an input of the graph.
  static func number(_ unit: UnitKind) -> FieldKind {
    FieldKind(.number, unit: unit, isStructural: false)
  }
}

extension Field where Value == Scalar {
  /// A number every block of this kind must give.
  package static func required(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, en: String,
    zh: String
  ) -> Field<Scalar> { Self(name, .number(unit), bounds: bounds, required: true, en: en, zh: zh) }

  /// A number with a value where the file is silent.
  package static func number(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15,
    default value: Double,
    en: String,
    zh: String
  ) -> Field<Scalar> {
    Self(
      name, .number(unit), bounds: bounds, fallback: .number(SourcedNumber(value)), en: en, zh: zh)
  }
}

extension Field where Value == Scalar? {
  /// A number the file may leave out.
  package static func optional(
    _ name: String, _ unit: UnitKind, _ bounds: ClosedRange<Double> = 0...1e15, en: String,
    zh: String
  ) -> Field<Scalar?> { Self(name, .number(unit), bounds: bounds, en: en, zh: zh) }
}
