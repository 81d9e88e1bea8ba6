import FundAnalysis
import FundFormula
import FundModel

extension Table.Cell {
  /// A value as a cell of its unit, or its reason; a period by its label.
  static func outcome(_ outcome: Outcome, _ unit: ValueUnit, _ run: ScenarioRun) -> Self {
    guard unit == .period, let value = outcome.value else { return self.outcome(outcome, unit) }
    return .text(Bilingual(verbatim: run.periodLabel(value) ?? "—"))
  }

  /// A value as a cell of its unit, a period by its number.
  static func outcome(_ outcome: Outcome, _ unit: ValueUnit) -> Self {
    guard let value = outcome.value else {
      return .missing(outcome.reason?.label ?? Bilingual(verbatim: "—"))
    }
    return switch unit {
    case .yuan: .amount(value)
    case .yuanPerHousehold, .yuanPerArea: .number(value, decimals: unit == .yuanPerArea ? 2 : 0)
    case .share: .share(value)
    case .rate: .rate(value)
    case .ratio: .ratio(value)
    case .years: .years(value)
    case .households, .count, .period: .count(value)
    case .flag: .text(value >= 0.5 ? Bilingual(en: "yes", zh: "是") : Bilingual(en: "no", zh: "否"))
    case .area: .number(value, decimals: 2)
    case .number: .number(value, decimals: 4)
    }
  }

  /// The name of a row with the unit its numbers share.
  static func titled(_ label: Bilingual, _ unit: ValueUnit) -> Self {
    Table.PrintedUnit(unit).map { .titled(label, unit: $0) } ?? .text(label)
  }

  /// The unit of a value for a column of units; empty where the cell carries its own.
  static func unit(of outcome: Outcome, _ unit: ValueUnit) -> Self {
    guard outcome.value != nil else { return .empty }
    return switch unit {
    case .yuan: .unit(.money)
    case .yuanPerArea: .text(Bilingual(en: "yuan/m²", zh: "元/㎡"))
    case .yuanPerHousehold: .text(Bilingual(en: "yuan/household", zh: "元/户"))
    case .years: .text(Bilingual(en: "years", zh: "年"))
    default: .empty
    }
  }
}

extension Table.PrintedUnit {
  /// The unit behind the title of numbers that do not carry their own; nil for those that do.
  init?(_ unit: ValueUnit) {
    switch unit {
    case .yuan: self = .money
    case .yuanPerHousehold: self = .named(Bilingual(en: "yuan/household", zh: "元/户"))
    case .yuanPerArea: self = .named(Bilingual(en: "yuan/m²", zh: "元/㎡"))
    case .years: self = .years
    default: return nil
    }
  }
}
