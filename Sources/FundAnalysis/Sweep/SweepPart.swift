internal import FundFormula
internal import FundScenario

/// What one process computed of a sweep, for another to go on with: exact sums and counts. Parts that are all of the
/// rows, added in any order, come to the bits of one process.
package struct SweepPart: Sendable, Codable {
  package let origin: PartOrigin
  /// Which rows of the whole.
  package let rows: Range<Int>
  let totals: SweepTotals
  /// The rows themselves, where the whole has few.
  let few: FewRows?
}

extension Sweep {
  /// What is asked, in a few digits: parts that differ in it do not add up.
  private var question: String {
    var parts = ["sweep", scenario.hash, "\(design.sample)", "\(design.method)", "\(design.seed)"]
    parts += design.axes.flatMap { [$0.name] + $0.values.map { "\($0)" } }
    parts += inputs.map(\.name) + ["of"] + results.map(\.id) + ["held"] + held.map(\.name)
    return fingerprint(of: parts.joined(separator: "\n"))
  }

  /// Whether the whole is few enough rows that they are kept one by one.
  package var isFew: Bool { design.rows <= FewRows.most }

  package func part(_ rows: Range<Int>, _ totals: SweepTotals, few: FewRows?) -> SweepPart {
    SweepPart(
      origin: PartOrigin(question: question), rows: rows, totals: totals, few: isFew ? few : nil)
  }

  /// Adds parts, in any order, that together are all rows, each once.
  ///
  /// - Throws: where parts belong to another question, were made with other kernels of BLAS, overlap, or leave rows out.
  package func merged(_ parts: [NamedPart<SweepPart>]) throws(QuestionFault) -> (SweepTotals, FewRows?) {
    let ordered = try PartOrigin.ordered(
      parts, of: question, count: design.rows, Bilingual(en: "rows", zh: "组"), \.origin, \.rows)
    var totals = noTotals
    var few = isFew ? FewRows(self) : nil
    for one in ordered {
      guard one.part.totals.isShaped(as: noTotals), one.part.totals.rows == one.part.rows.count,
        isFew == (one.part.few != nil),
        one.part.few?.isShaped(results: results.count, rows: one.part.rows.count) ?? true
      else { throw PartOrigin.broken(one.name) }
      totals.add(one.part.totals)
      if let own = one.part.few { few?.add(own) }
    }
    return (totals, few)
  }
}
