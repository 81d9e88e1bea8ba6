package import FundFormula

/// A line through a winner map along which one number moves while the other stands still, and every place on it where
/// another funding model becomes the best.
package struct SwitchLine: Sendable, Equatable {
  /// Why one model hands over to another.
  package enum Cause: Sendable, Equatable {
    /// Both may be chosen on both sides; the figures pass each other.
    case overtakes
    /// The money of this model begins to balance, or ceases to.
    case balances(Int)
    case failsToBalance(Int)
    /// What this model adds or sells comes within what the site and the parking built allow, or goes beyond it.
    case comesWithinLimits(Int)
    case goesBeyondLimits(Int)
    /// The figure of this model begins to exist, or ceases to, for this reason.
    case answers(Int, Reason)
    case hasNoAnswer(Int, Reason)
  }

  package struct Switch: Sendable, Equatable {
    package let value: Double
    /// The best models below and above the value; none where no model can be chosen.
    package let before: [Int]
    package let after: [Int]
    package let causes: [Cause]
  }

  /// Which number moves: 0 for the one down the map, 1 for the one across.
  package let axis: Int
  /// Where the other number stands; nil where there is none.
  package let fixed: Double?
  /// The best models at the low end.
  package let start: [Int]
  /// Ascending.
  package let switches: [Switch]
  /// Figures, gaps and what lies beyond limits are straight lines in the number, so that no switch can be missed; else the line was sampled, and
  /// every change of sign closed in on.
  package let isExact: Bool
}
