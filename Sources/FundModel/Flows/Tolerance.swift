package import FundFormula

/// How near a computed number may lie to a threshold and meet it: the one place that says so. Gates, limits, verdicts and
/// searches ask here.
package enum Tolerance {
  /// Half a fen: amounts, yuan.
  package static let amount = 0.005
  /// Ratios, shares, rates and years.
  package static let ratio = 1e-9
  /// Floor area, m²: what sums of hundredths of a square metre leave.
  package static let area = 1e-6
  /// Half a hundredth of a square metre: areas that print alike.
  package static let printedArea = 0.005

  package static func of(_ unit: ValueUnit) -> Double {
    switch unit {
    case .area: area
    default: unit.isAmount ? amount : ratio
    }
  }
}

extension Quantity {
  /// 1 where this reaches `limit` within the tolerance of its unit, else 0.
  package func reaches(_ limit: some Quantity, _ unit: ValueUnit) -> Self {
    atLeast(limit, tolerance: Tolerance.of(unit))
  }
}
