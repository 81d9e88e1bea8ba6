import FundFormula
import FundModel

/// A number a thousand times outside what its kind usually is was probably given in another unit.
package enum UnusualMagnitude: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let facts: [(Record, FieldList)] =
      [(draft.content.project, ProjectFacts.fields)]
      + draft.content.homeTypes.map { ($0, ProjectFacts.homeTypeFields) }
      + draft.content.allBlocks.compactMap { block in
        Mechanisms.mechanism(block.kind).map { (block, $0.fields) }
      }
    return facts.flatMap { record, fields in
      fields.declarations.compactMap { field -> Finding? in
        guard case .number(let kind) = field.kind, let usual = usual(kind),
          case .number(let number)? = record.values[field.name], number.value != 0,
          number.value > usual.upperBound * 1000 || number.value < usual.lowerBound / 1000
        else { return nil }
        let path = "\(record.path).\(field.name)"
        return draft.finding(
          "magnitude", path, severity: .warning,
          en:
            "`\(path)` is \(decimalText(number.value)) \(kind.unit.en): a thousand times outside what is usual.",
          zh: "“\(path)”为 \(decimalText(number.value)) \(kind.unit.zh)，与通常数值相差千倍以上。",
          remedy: (
            "Check the unit: numbers without one are in \(kind.unit.en).", "请核对单位：未写单位的数按\(kind.unit.zh)计。"
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
