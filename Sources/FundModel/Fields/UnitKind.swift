package import FundFormula

/// What a number in the file measures; a unit in the file converts to the base unit of its kind: yuan, m², fractions,
/// months, years.
package enum UnitKind: String, Sendable, Hashable, CaseIterable {
  case yuan, yuanPerArea, yuanPerHousehold, yuanPerMonth, yuanPerYear, yuanPerAreaMonth,
    yuanPerHouseholdMonth
  case yuanPerUnitYear, yuanPerUnitMonth, yuanPerAreaYear
  /// Per m², metre, lift or whatever a quantity counts; and the same a year.
  case yuanPerQuantity, yuanPerQuantityYear
  /// What a quantity counts: pieces, metres, m².
  case quantity
  case area, length, count, households, fraction, ratePerYear, years, months, number

  /// How formulas and tables print a number of this kind.
  package var valueUnit: ValueUnit {
    switch self {
    case .yuan, .yuanPerMonth, .yuanPerYear: .yuan
    case .yuanPerArea, .yuanPerAreaMonth, .yuanPerAreaYear: .yuanPerArea
    case .yuanPerHousehold, .yuanPerHouseholdMonth, .yuanPerUnitYear, .yuanPerUnitMonth,
      .yuanPerQuantity,
      .yuanPerQuantityYear:
      .yuanPerHousehold
    case .area: .area
    case .households: .households
    case .count, .quantity: .count
    case .fraction: .share
    case .ratePerYear: .rate
    case .years: .years
    case .length, .months, .number: .number
    }
  }
}
