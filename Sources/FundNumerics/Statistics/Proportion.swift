/// How often something was so, of how many.
package struct Proportion: Sendable, Hashable {
  package private(set) var hits: Int
  package private(set) var trials: Int

  package init(hits: Int = 0, trials: Int = 0) {
    precondition((0...max(0, trials)).contains(hits), "\(hits) of \(trials)")
    self.hits = hits
    self.trials = trials
  }

  package mutating func add(_ other: Proportion) {
    hits += other.hits
    trials += other.trials
  }

  /// Nil without trials.
  package var estimate: Double? { trials > 0 ? Double(hits) / Double(trials) : nil }

  /// Wilson's interval, which stays inside of 0...1 and is right also where nothing or everything was so.
  ///
  /// Source: E. Wilson, J. Am. Stat. Assoc. 22, 1927, doi:10.2307/2276774.
  ///
  /// - Parameter level: the confidence, 0 < level < 1.
  package func interval(level: Double = 0.95) -> ClosedRange<Double>? {
    guard let estimate else { return nil }
    let n = Double(trials)
    let z = normalQuantile((1 + level) / 2)
    let scale = 1 + z * z / n
    let middle = (estimate + z * z / (2 * n)) / scale
    let reach = z / scale * (estimate * (1 - estimate) / n + z * z / (4 * n * n)).squareRoot()
    return (hits == 0 ? 0 : max(0, middle - reach))...(hits == trials ? 1 : min(1, middle + reach))
  }
}

extension Proportion: Codable {
  /// - Throws: `DecodingError` for what no proportion is written as.
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    let (hits, trials) = (try list.decode(Int.self), try list.decode(Int.self))
    guard hits >= 0, hits <= trials else {
      throw DecodingError.dataCorruptedError(in: list, debugDescription: "\(hits) of \(trials)")
    }
    self.init(hits: hits, trials: trials)
  }

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(hits)
    try list.encode(trials)
  }
}
