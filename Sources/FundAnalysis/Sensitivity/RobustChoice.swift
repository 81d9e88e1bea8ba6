internal import FundNumerics

// What a regret supports: models are held against each other in pairs, row by row, since the draws are the same for all.

extension Regret {
  /// Fewer rows in which some model can be chosen, or in which two of them can, tell nothing.
  package static let leastRows = 100

  /// Models that can be chosen in some row; none where too few rows tell anything.
  package var contenders: [Int] {
    chosen < Self.leastRows ? [] : models.indices.filter { models[$0].regret.count > 0 }
  }

  /// The contenders than which no other is shown to fail avoidably less often.
  package var mostReliable: [Int] { unbeaten(contenders, by: failsLess) }

  /// The contenders than which no other is shown to be regretted less.
  package var leastRegret: [Int] { unbeaten(contenders, by: isRegrettedLess) }

  /// Of the most reliable those than which no other of them is shown to be regretted less.
  package var leastRegretOfReliable: [Int] { unbeaten(mostReliable, by: isRegrettedLess) }

  /// The contenders than which no other is shown to be better on either count: they cannot be told apart.
  package var unbeaten: [Int] { mostReliable.filter(leastRegret.contains) }

  /// The robust choice (稳健选择): the one model that is shown to be better than every other on one of the two counts at
  /// least, and than which none is shown to be better on either. There is never more than one.
  package var robust: Int? { unbeaten.first { equals(of: $0).isEmpty } }

  /// The other contenders than which an unbeaten model is not shown to be better on either count.
  package func equals(of model: Int) -> [Int] {
    contenders.filter { $0 != model && !failsLess(model, $0) && !isRegrettedLess(model, $0) }
  }

  private func unbeaten(_ some: [Int], by isBetter: (Int, Int) -> Bool) -> [Int] {
    some.filter { one in !some.contains { $0 != one && isBetter($0, one) } }
  }

  /// A pair with the model in question as its first.
  private func pair(_ model: Int, _ other: Int) -> (
    fails: Int, otherFails: Int, difference: Moments, sign: Double
  )? {
    pairs.lazy.compactMap { pair in
      switch (pair.first, pair.second) {
      case (model, other): (pair.onlyFirstFails, pair.onlySecondFails, pair.difference, 1)
      case (other, model): (pair.onlySecondFails, pair.onlyFirstFails, pair.difference, -1)
      default: nil
      }
    }.first
  }

  /// By the rows in which only one of the two fails.
  private func failsLess(_ model: Int, _ other: Int) -> Bool {
    pair(model, other).map { isRarer($0.fails, than: $0.otherFails) } ?? false
  }

  /// By the 95 % interval of the mean of the differences.
  private func isRegrettedLess(_ model: Int, _ other: Int) -> Bool {
    guard let pair = pair(model, other), pair.difference.count >= Self.leastRows,
      let mean = pair.difference.mean, let reach = pair.difference.reachOfMean()
    else { return false }
    return pair.sign * mean + reach < 0
  }
}
