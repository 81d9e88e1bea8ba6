internal import FundFormula
internal import FundScenario

/// What one process computed of a programme, for another to go on with: sums that do not hang on the order in which they
/// are added. Parts that are all communities, in any order, come to the bytes of one process.
package struct ProgrammePart: Sendable, Codable {
  package let origin: PartOrigin
  /// Which communities of the table.
  package let communities: Range<Int>
  let totals: ProgrammeTotals
}

extension Programme {
  /// What is asked, in a few digits: parts that differ in it do not add up.
  private var question: String {
    var parts = ["programme", template.hash, "\(draws)", "\(sweep.design.method)", "\(sweep.design.seed)"]
    parts += inputs.map(\.name) + ["drawn"] + drawn.map(\.name) + ["of"] + figures.map(\.id)
    for community in communities {
      parts += [community.name] + community.groups + community.structure
      parts += community.numbers.map { $0.map { "\($0)" } ?? "" }
    }
    return fingerprint(of: parts.joined(separator: "\n"))
  }

  package func part(_ communities: Range<Int>, _ totals: ProgrammeTotals) -> ProgrammePart {
    ProgrammePart(origin: PartOrigin(question: question), communities: communities, totals: totals)
  }

  /// The communities of part `place` (from 1) of `parts`.
  package func part(_ place: Int, of parts: Int) -> Range<Int> {
    func start(_ part: Int) -> Int {
      Int((Double(communities.count) * Double(part) / Double(parts)).rounded())
    }
    return start(place - 1)..<(place == parts ? communities.count : start(place))
  }

  /// Adds parts, in any order, that together are all communities, each once.
  ///
  /// - Throws: where parts belong to another question, were made with other kernels of BLAS, overlap, or leave
  ///   communities out.
  package func merged(_ parts: [NamedPart<ProgrammePart>]) throws(QuestionFault) -> ProgrammeTotals {
    let ordered = try PartOrigin.ordered(
      parts, of: question, count: communities.count, Bilingual(en: "communities", zh: "个小区"), \.origin,
      \.communities)
    var totals = ProgrammeTotals(self, from: 0)
    for one in ordered {
      let own = one.part.communities
      let none = ProgrammeTotals(self, from: own.lowerBound)
      guard one.part.totals.isShaped(as: none, communities: own.count, of: communities.count) else {
        throw PartOrigin.broken(one.name)
      }
      if !own.isEmpty { totals.add(one.part.totals) }
    }
    return totals
  }
}
