import FundNumerics
import Testing

@Suite struct `Morris's screening` {
  private struct Known: Decodable {
    var id: String
    var inputs: [[Double]]?
    var outputs: [Double]?
    var elementary_effects: [[Double]]?
    var mu: [Double]?
    var mu_star: [Double]?
    var sigma: [Double]?
  }

  @Test func `effects and their measures are those of the textbook`() throws {
    let known = try #require(
      try fixture("sensitivity_indices.json", as: CaseFile<Known>.self).cases
        .first { $0.id == "morris-saltelli2008-ex4" })
    let rows = try #require(known.inputs)
    let outputs = try #require(known.outputs)
    let effects = try #require(known.elementary_effects)
    let (mu, muStar, sigma) = (
      try #require(known.mu), try #require(known.mu_star), try #require(known.sigma)
    )
    let measures = morrisMeasures(inputs: [rows.map { $0[0] }, rows.map { $0[1] }], results: outputs)
    for (input, measure) in measures.enumerated() {
      #expect(zip(measure.effects, effects[input]).allSatisfy { abs($0 - $1) < 1e-12 })
      let (mean, size) = (try #require(measure.mean), try #require(measure.meanSize))
      let deviation = try #require(measure.deviation)
      #expect(abs(mean - mu[input]) < 1e-12)
      #expect(abs(size - muStar[input]) < 1e-12)
      #expect(abs(deviation - sigma[input]) < 1e-12)
    }
  }

  @Test(arguments: [1, 2, 7], [2, 4, 6])
  func `each row changes one input by half of the range, each input once a trajectory`(
    inputs: Int, levels: Int
  ) {
    let design = MorrisDesign(inputs: inputs, trajectories: 20, levels: levels, seed: 4)
    let columns = (0..<inputs).map { input in filled(design.rows) { design.fill(&$0, from: 0, input: input) }
    }
    for trajectory in 0..<20 {
      var changed: Set<Int> = []
      for row in (trajectory * (inputs + 1) + 1)..<((trajectory + 1) * (inputs + 1)) {
        let moves = (0..<inputs).filter { columns[$0][row] != columns[$0][row - 1] }
        #expect(moves.count == 1)
        for input in moves {
          #expect(abs(abs(columns[input][row] - columns[input][row - 1]) - 0.5) < 1e-15)
          changed.insert(input)
        }
      }
      #expect(changed.count == inputs)
    }
    let places = Set(columns.joined().map { ($0 * Double(levels) * 2).rounded() })
    #expect(places == Set((0..<levels).map { Double(2 * $0 + 1) }))
    #expect((0..<design.rows).map { design.uniform(row: UInt64($0), input: 0) } == columns[0])
  }

  @Test func `a straight line has one effect, a product is seen to be bent`() {
    let design = MorrisDesign(inputs: 3, trajectories: 40, seed: 1)
    let columns = (0..<3).map { input in filled(design.rows) { design.fill(&$0, from: 0, input: input) } }
    let results = (0..<design.rows).map { 3 * columns[0][$0] + columns[1][$0] * columns[2][$0] }
    let measures = morrisMeasures(inputs: columns, results: results)
    #expect(measures[0].effects.allSatisfy { abs($0 - 3) < 1e-12 })
    #expect((measures[0].deviation ?? 1) < 1e-12)
    #expect((measures[1].deviation ?? 0) > 0.1)
  }

  @Test func `effects of a missing result are left out`() {
    let measures = morrisMeasures(inputs: [[0.25, 0.75, 0.25, 0.75]], results: [1, 2, .nan, 3])
    #expect(measures[0].effects == [2])
    #expect(measures[0].deviation == nil)
    #expect(morrisMeasures(inputs: [[0.25, 0.75]], results: [1, .nan])[0].mean == nil)
  }
}
