package import FundFormula
package import FundModel

extension UnitKind {
  /// The number `text` means in this kind's base unit: `8000`, `6%`, `1.2亿元`; a bare number is in base units.
  package func number(writtenAs text: String) -> Result<Double, UnitFault> {
    let text = text.trimmedSpaces
    if let (number, unit) = text.numberWithUnit { return converted(number, unit: unit) }
    return converted(text)
  }

  /// The kind in which people write a figure with this unit; nil for yes or no and for periods.
  package init?(_ unit: ValueUnit) {
    switch unit {
    case .yuan: self = .yuan
    case .yuanPerArea: self = .yuanPerArea
    case .yuanPerHousehold: self = .yuanPerHousehold
    case .area: self = .area
    case .households: self = .households
    case .count: self = .count
    case .share: self = .fraction
    case .ratio, .number: self = .number
    case .rate: self = .ratePerYear
    case .years: self = .years
    case .period, .flag: return nil
    }
  }
}
