internal import FundFormula

/// How sources of one rank share the costs that they may pay: what each pays of each pool of costs.
///
/// First by entitlement: every source asks its pools for what it has, in proportion to what is left of each; a pool
/// asked for more than it is gives each asker its part. Where sources may pay different costs, that can leave money
/// beside unpaid costs: what still fits is then taken directly, and last by making room: a source with money left
/// takes over what another one pays, which pays something else instead. Shortest exchanges go first, each once: as in
/// Dinic's method every round leaves no exchange of its length, so that in the end no more could be paid by any
/// sharing (of four sources; longer chains are left).
struct Sharing {
  /// Amounts by source and pool; nothing where a source may not pay.
  private(set) var paid: [[Int: Scalar]]
  private var open: [Scalar]
  private var left: [Scalar]
  private let askers: [[Int]]

  /// - Parameters: what each source has; what is left of each pool; the sources that may pay each pool.
  init(open: [Scalar], left: [Scalar], askers: [[Int]]) {
    paid = Array(repeating: [:], count: open.count)
    self.open = open
    self.left = left
    self.askers = askers
    // With one pool one pass settles all; with more, what a pass leaves is shared again.
    for _ in 0..<(left.count == 1 ? 1 : 3) { share() }
    guard left.count > 1 else { return }
    for sources in 1...min(open.count, 4) {
      for path in exchanges(of: sources) { carryOut(path) }
    }
  }

  private func pools(of source: Int) -> [Int] { askers.indices.filter { askers[$0].contains(source) } }

  private mutating func pay(_ amount: Scalar, from source: Int, to pool: Int) {
    paid[source][pool] = paid[source][pool].map { $0 + amount } ?? amount
  }

  /// One pass by entitlement.
  private mutating func share() {
    let asked = open.indices.map { source in
      let mine = pools(of: source)
      guard mine.count > 1 else { return mine.map { (pool: $0, amount: open[source]) } }
      let all = larger(total(mine.map { left[$0] }), .constant(1e-6))
      return mine.map { (pool: $0, amount: open[source] * (left[$0] / all)) }
    }
    var given: [[Scalar]] = Array(repeating: [], count: open.count)
    for pool in left.indices {
      let asks = askers[pool].map { source in asked[source].first { $0.pool == pool }!.amount }
      let part = asks.count == 1 ? nil : smaller(.one, left[pool] / larger(total(asks), .constant(1e-6)))
      let gifts = asks.map { [left] ask in part.map { ask * $0 } ?? smaller(ask, left[pool]) }
      for (source, gift) in zip(askers[pool], gifts) {
        pay(gift, from: source, to: pool)
        given[source].append(gift)
      }
      left[pool] = larger(.zero, left[pool] - total(gifts))
    }
    for source in open.indices where !given[source].isEmpty {
      open[source] = larger(.zero, open[source] - total(given[source]))
    }
  }

  /// Chains of one length that are still tried.
  private static let mostChains = 500

  /// A chain: the first source pays the first pool, for which the second source pays the second pool, and so on.
  private typealias Exchange = [(source: Int, pool: Int)]

  /// All chains of so many sources without a short cut: one that could pay a later pool itself would have.
  private func exchanges(of sources: Int) -> [Exchange] {
    var chains: [Exchange] = open.indices.flatMap { source in pools(of: source).map { [(source, $0)] } }
    for _ in 1..<max(sources, 1) {
      chains = chains.flatMap { chain -> [Exchange] in
        let (before, last) = (chain.dropLast(), chain[chain.count - 1])
        return askers[last.pool].filter { next in !chain.contains { $0.source == next } }.flatMap { next in
          // The pool in between must not be one that an earlier source of the chain could have asked.
          pools(of: next).filter { pool in
            !chain.contains { $0.pool == pool || askers[pool].contains($0.source) }
          }.map { before + [last, (next, $0)] }
        }
      }
      // Dozens of grants of one rank have more long chains than any matter: those lengths are left out whole, so that
      // no order of blocks decides which.
      guard chains.count <= Self.mostChains else { return [] }
    }
    return chains
  }

  private mutating func carryOut(_ chain: Exchange) {
    let last = chain[chain.count - 1]
    var amount = smaller(open[chain[0].source], left[last.pool])
    for (link, next) in zip(chain, chain.dropFirst()) {
      guard let held = paid[next.source][link.pool] else { return }
      amount = smaller(amount, held)
    }
    for (link, next) in zip(chain, chain.dropFirst()) {
      paid[next.source][link.pool] = paid[next.source][link.pool].map { [amount] in $0 - amount }
    }
    for link in chain { pay(amount, from: link.source, to: link.pool) }
    open[chain[0].source] = open[chain[0].source] - amount
    left[last.pool] = left[last.pool] - amount
  }
}
