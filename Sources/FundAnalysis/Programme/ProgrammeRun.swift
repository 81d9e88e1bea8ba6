internal import Dispatch
internal import FundFormula
internal import Synchronization

/// The communities of a programme, computed several at a time.
extension Programme {
  /// The ratios among the figures, and what to say where their denominator is nothing.
  var ratios: [(figure: Int, orElse: Reason)] {
    guard let first = communities.first else { return [] }
    return structure(of: first).outputs.ratios.map { ($0.figure, $0.orElse) }
  }

  /// Numbers that a round of communities may hold.
  private static let numbersOfRound = 8_000_000

  /// Computes communities, in rounds.
  ///
  /// - Parameter places: which of the table; all where left out.
  /// - Parameter visit: called after each round with its communities, in order.
  package func run<Failure: Error>(
    _ places: Range<Int>? = nil, threads: Int, _ visit: ([CommunityOutcome]) throws(Failure) -> Void
  ) throws(Failure) -> ProgrammeTotals {
    let places = places ?? communities.indices
    var totals = ProgrammeTotals(self, from: places.lowerBound)
    let draws = allDraws()
    let outputs = communities.first.map { structure(of: $0).outputs.nodes.count } ?? 0
    let most = Self.numbersOfRound / max(self.draws * outputs, 1)
    let round = max(threads, min(most, 64 * threads), 1)
    for start in stride(from: places.lowerBound, to: places.upperBound, by: round) {
      let round = start..<min(start + round, places.upperBound)
      let done = Mutex([CommunityOutcome?](repeating: nil, count: round.count))
      let next = Atomic(round.lowerBound)
      DispatchQueue.concurrentPerform(iterations: min(max(threads, 1), round.count)) { _ in
        while true {
          let place = next.add(1, ordering: .relaxed).oldValue
          guard place < round.upperBound else { return }
          let outcome = outcome(place, draws)
          done.withLock { $0[place - round.lowerBound] = outcome }
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
