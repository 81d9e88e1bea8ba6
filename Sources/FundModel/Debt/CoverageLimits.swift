package import FundFormula

/// A limit that an indicator is held against: what it must reach, and whether it does.
package struct CoverageLimit: Sendable {
  package let indicator: any Indicator.Type
  package let limit: Scalar
  /// 1 where it is reached.
  package let isMet: Scalar

  var formulas: [Scalar] { [limit, isMet] }

  /// The lower limits of special-bond and all-debt coverage, for scenarios with debt. Ratios compare unrounded, within
  /// the tolerance of computing.
  static func all(_ book: FlowBook) -> [CoverageLimit] {
    let limits: [(any Indicator.Type, Field<Scalar>, Bool)] = [
      (Coverage.self, FinanceFacts.coverageLimit, true),
      (CoverageAllDebt.self, FinanceFacts.coverageLimitAllDebt, false),
    ]
    return limits.filter { book.hasDebt(bondsOnly: $0.2) }.map { indicator, field, _ in
      func label(_ en: String, _ zh: String) -> Bilingual {
        Bilingual(en: "\(indicator.label.en): \(en)", zh: "\(indicator.label.zh)·\(zh)")
      }
      let limit = book.finance[field].named("limits.\(indicator.id)", label("lower limit", "下限"), .ratio)
      return CoverageLimit(
        indicator: indicator, limit: limit,
        isMet: Scalar.reference(indicator.key).reaches(limit, .ratio).named(
          "limits.\(indicator.id).met", label("lower limit met", "达到下限"), .flag))
    }
  }
}
