import FundFormula
import FundModel

/// A number ten times outside what its kind usually is was probably given in another unit: 元 for 万元 is ten thousand
/// times.
package enum UnusualMagnitude: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let facts: [(Record, FieldList)] =
      [(draft.content.project, ProjectFacts.fields)]
      + draft.content.homeTypes.map { ($0, ProjectFacts.homeTypeFields) }
      + draft.content.allBlocks.map { ($0.record, $0.mechanism.fields) }
    return facts.flatMap { record, fields in
      fields.declarations.compactMap { field -> Finding? in
        guard field.kind.form == .number, let kind = field.kind.unit, let usual = usual(kind),
          case .number(let number)? = record.values[field.name], number.value != 0,
          number.value > usual.upperBound * 10 || number.value < usual.lowerBound / 10
        else { return nil }
        let path = "\(record.path).\(field.name)"
        let subject = Subject(path: path, label: field.label)
        let (unit, value) = (kind.unit, grouped(number.value))
        let (low, high) = (grouped(usual.lowerBound), grouped(usual.upperBound))
        return draft.finding(
          .magnitude, path, severity: .warning,
          en: "\(subject.words.en) comes to \(value) \(unit.en); usual are \(low) to \(high).",
          zh: "\(subject.words.zh)折合 \(value) \(unit.zh)，通常为 \(low) 至 \(high) \(unit.zh)。",
          remedy: (
            "Check the unit: a number without one is in \(unit.en).", "请核对单位：未写单位的数按\(unit.zh)计。"
          ))
      }
    }
  }

  /// What numbers of a kind usually are in neighbourhood projects, programmes of a province included.
  private static func usual(_ kind: UnitKind) -> ClosedRange<Double>? {
    switch kind {
    case .yuanPerArea: 1...100_000
    case .yuanPerHousehold: 100...5_000_000
    case .yuanPerAreaMonth: 1...500
    case .yuanPerHouseholdMonth: 100...20_000
    case .yuan: 10_000...1e12
    case .area: 1...1e9
    default: nil
    }
  }
}
