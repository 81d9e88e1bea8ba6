/// Why parameters make no distribution. The wording is the caller's; here are the facts.
package enum DistributionFault: Error, Sendable, Equatable {
  /// A parameter by its name in the initialiser.
  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  case notFinite(Parameter)
  case notPositive(Parameter)
  case above(Parameter, limit: Double)
  /// The first must lie below the second.
  case notBelow(Parameter, Parameter)
  /// The first must not lie above the second.
  case aboveOther(Parameter, Parameter)
  /// Fewer values than it takes.
  case tooFew(count: Int, least: Int)
  case countsDiffer(values: Int, probabilities: Int)
  case negativeProbability(index: Int, value: Double)
  /// Probabilities must add to 1 (to a billionth); they are not rescaled.
  case probabilitiesAddTo(Double)
  /// Between the two bounds the distribution that is cut off has no probability that a `Double` can hold.
  case noProbability(Parameter, Parameter)
}

extension DistributionFault.Parameter {
  func checkFinite() throws(DistributionFault) {
    if !value.isFinite { throw .notFinite(self) }
  }

  func checkPositive() throws(DistributionFault) {
    try checkFinite()
    if value <= 0 { throw .notPositive(self) }
  }

  func checkBelow(_ other: Self) throws(DistributionFault) {
    try checkFinite()
    try other.checkFinite()
    if value >= other.value { throw .notBelow(self, other) }
  }

  func checkNotAbove(_ other: Self) throws(DistributionFault) {
    try checkFinite()
    try other.checkFinite()
    if value > other.value { throw .aboveOther(self, other) }
  }
}

/// minimum < maximum with the mode in between, all finite.
func checkRange(minimum: Double, mode: Double, maximum: Double) throws(DistributionFault) {
  typealias Parameter = DistributionFault.Parameter
  try Parameter("minimum", minimum).checkBelow(Parameter("maximum", maximum))
  try Parameter("minimum", minimum).checkNotAbove(Parameter("mode", mode))
  try Parameter("mode", mode).checkNotAbove(Parameter("maximum", maximum))
}
