internal import Dispatch
internal import FundFormula
internal import Synchronization

/// The communities of a programme, computed several at a time and added in the order of the table.
extension Programme {
  /// The ratios among the figures, and what to say where their denominator is nothing.
  var ratios: [(figure: Int, orElse: Reason)] {
    guard let first = communities.first else { return [] }
    return structure(of: first).outputs.ratios.map { ($0.figure, $0.orElse) }
  }

  /// Numbers that a round of communities may hold.
  private static let numbersOfRound = 8_000_000

  /// Computes all communities, in rounds.
  ///
  /// - Parameter visit: called after each round with its communities, in order.
  package func run<Failure: Error>(
    threads: Int, _ visit: ([CommunityOutcome]) throws(Failure) -> Void
  ) throws(Failure) -> ProgrammeTotals {
    var totals = ProgrammeTotals(self)
    let draws = allDraws()
    let outputs = communities.first.map { structure(of: $0).outputs.nodes.count } ?? 0
    let most = Self.numbersOfRound / max(self.draws * outputs, 1)
    let round = max(threads, min(most, 64 * threads), 1)
    for start in stride(from: 0, to: communities.count, by: round) {
      let places = start..<min(start + round, communities.count)
      let done = Mutex([CommunityOutcome?](repeating: nil, count: places.count))
      let next = Atomic(places.lowerBound)
      DispatchQueue.concurrentPerform(iterations: min(max(threads, 1), places.count)) { _ in
        while true {
          let place = next.add(1, ordering: .relaxed).oldValue
          guard place < places.upperBound else { return }
          let outcome = outcome(place, draws)
          done.withLock { $0[place - places.lowerBound] = outcome }
        }
      }
      let outcomes = done.withLock { $0.compactMap { $0 } }
      for outcome in outcomes { totals.add(outcome, in: groupings) }
      try visit(outcomes)
    }
    return totals
  }

  private func outcome(_ place: Int, _ draws: [[Double]]) -> CommunityOutcome {
    let structure = structure(of: communities[place])
    let outputs = structure.values(of: communities[place], draws: draws, count: self.draws)
    return CommunityOutcome(place, outputs, of: structure, self)
  }
}
