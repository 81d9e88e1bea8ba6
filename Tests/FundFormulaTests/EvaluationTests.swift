import FundFormula
import FundNumerics
import FundTestSupport
import Testing

@Suite struct EvaluationTests {
  @Test(arguments: 0..<400)
  func `a graph's numbers equal a walk of its tree`(seed: Int) throws {
    let random = RandomGraph(seed: UInt64(seed))
    let graph = try random.graph()
    var draws = SplitMix(UInt64(seed) + 1_000_000)
    for round in 0..<4 {
      let setting = round == 0 ? random.knobs.map(\.input.value) : random.setting(&draws)
      let paths = random.knobs.map(\.input.path)
      let walk = TreeWalk(random.formulas, setting: Dictionary(uniqueKeysWithValues: zip(paths, setting)))
      let places = try paths.map { try #require(graph.input($0)) }
      let values = graph.evaluate(setting: Dictionary(uniqueKeysWithValues: zip(places, setting)))
      for (node, name) in graph.named {
        let formula = try #require(walk.formula(name.key))
        for period in 0..<formula.shape.count {
          let fault = walk.difference(
            formula, period, from: values.outcome(node, period: period), tolerance: 1e-12)
          #expect(fault == nil, "\(name.key) in period \(period) of round \(round)")
        }
      }
    }
  }

  @Test func `random graphs hold every operation, missing values and rings`() throws {
    var (operations, reasons, rings): (Set<String>, Set<Reason>, Int) = ([], [], 0)
    for seed in 0..<200 {
      let graph = try RandomGraph(seed: UInt64(seed)).graph()
      for node in graph.nodes {
        if case .operation(let operation) = node.kind { operations.insert(type(of: operation).name) }
      }
      let values = graph.evaluate()
      for (node, _) in graph.named { reasons.formUnion(values[node].compactMap { Outcome($0).reason }) }
      for case .ring in graph.stages { rings += 1 }
    }
    #expect(operations == Set(Operations.all.map { type(of: $0).name }))
    #expect(reasons.isSuperset(of: [.noDenominator, .noDebt, .notReached, .noSignChange]))
    #expect(rings > 50)
  }
}
