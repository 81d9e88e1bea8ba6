/// The internal rate of return of one series of flows, or why there is none.
package enum InternalRate: Sendable, Equatable {
  /// The only rate of present value zero, per unit of time.
  case rate(Double)
  /// All amounts are zero (or cancel where they fall on the same day): every rate would do.
  case noFlows
  /// The money goes one way only; an outlay that brings nothing back (a total loss) is of this kind.
  case noSignChange
  /// The signs change, but at no rate that a `Double` can hold (−1 < r < ∞) is the present value zero.
  case noRoot
  /// More than one rate, ascending: none of them is *the* rate, the present value decides.
  case several([Double])
}

/// The internal rate of return: exactly one rate, or the reason.
///
/// Several rates are never chosen from: no rule gives the one that people expect. `rateRoots` says what is
/// proved and how exactly.
///
/// Complexity: O(flows) for one sign change, about a microsecond for 31 flows.
///
/// - Parameters:
///   - amounts: `[flows]`, in any one unit, zeros allowed.
///   - times: `[flows]`, in the unit of time that the rate is for, in any order, equal times allowed.
///   - least: what is smaller than this is no flow but what rounding left of one.
package func internalRate(amounts: [Double], times: [Double], least: Double = 0) -> InternalRate {
  let amounts = least > 0 ? amounts.map { abs($0) < least ? 0 : $0 } : amounts
  let sum = ExponentialSum(amounts: amounts, times: times)
  if sum.isEmpty { return .noFlows }
  if sum.signChanges == 0 { return .noSignChange }
  if sum.signChanges == 1 {
    // Without the arrays below.
    return representableRate(ofLog: sum.onlyRoot()).map(InternalRate.rate) ?? .noRoot
  }
  let rates = sum.roots().compactMap { representableRate(ofLog: $0.u) }
  switch rates.count {
  case 0: return .noRoot
  case 1: return .rate(rates[0])
  default: return .several(rates)
  }
}
