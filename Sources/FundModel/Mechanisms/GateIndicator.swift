package import FundFormula

/// An indicator of the scenario against a limit: a coverage, a share, a lowest cash that somebody asks for.
package enum GateIndicator: GateMechanism {
  package static let kind = "gate.indicator"
  package static let label = Bilingual(en: "indicator against a limit", zh: "指标要求")
  package static let summary = Bilingual(
    en: "an indicator ≥ limit (or ≤, with `direction`), in its own unit", zh: "测算指标 ≥ 要求（或 ≤），单位同指标")

  static let indicator = Field<String>.choice(
    "indicator", Indicators.all.map { .init($0.id, en: $0.label.en, zh: $0.label.zh) }, en: "which one",
    zh: "指标")
  static let limit = Field<Scalar>.required("limit", .number, -1e15...1e15, en: "limit", zh: "要求值")
  package static let fields = FieldList(indicator, limit, GateFields.direction) + GateFields.list

  package static func conditions(
    of block: Block, in project: ProjectGraph, planned: [Flow]
  ) -> [Gate.Condition] {
    guard let asked = Indicators.all.first(where: { $0.id == block[indicator] }) else { return [] }
    let isUpper = block[GateFields.direction] == "atMost"
    let (value, limit) = (Scalar.reference(asked.key), block[limit])
    let tolerance = Tolerance.of(asked.unit)
    let holds =
      isUpper ? limit.atLeast(value, tolerance: tolerance) : value.atLeast(limit, tolerance: tolerance)
    return [
      Gate.Condition(
        asked.label, value: value * .one, limit: limit * .one, isUpper: isUpper, unit: asked.unit,
        holds: known(holds, periods: project.timeline.count))
    ]
  }

  /// A figure that has no value does not meet a limit: 0 where `holds` is missing, by the smallest of those that are
  /// known of its negative and 0.
  private static func known(_ holds: Scalar, periods: Int) -> Scalar {
    guard periods > 1 else { return holds }
    return .zero - Row.zero(periods).previous(opening: .zero - holds).smallest
  }

  package static func faults(of block: Block, in project: ProjectGraph) -> [Fault] {
    guard let asked = Indicators.all.first(where: { $0.id == block[indicator] }) else { return [] }
    let book = FlowBook(project)
    let isMissing =
      asked.needsBudget && book.finance[FinanceFacts.usesAreOutcome]
      || asked.formula(in: book, CapitalBalance(book)) == nil
    guard isMissing else { return [] }
    return [
      Fault(
        indicator.declaration.name,
        Bilingual(
          en: "This scenario has no indicator “\(asked.label.en)” to hold against a limit.",
          zh: "本方案没有可供判断的指标“\(asked.label.zh)”。"),
        remedy: Bilingual(
          en: "Name another indicator, or add what it is made of (a coverage needs debt).",
          zh: "请改用其他指标，或补充计算该指标所需的内容（如覆盖倍数须有债务）。"))
    ]
  }
}
