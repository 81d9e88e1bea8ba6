import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

@Suite struct ScenarioLinearFormTests {
  init() { setLinearAlgebraThreads(1) }

  /// The gap before top-up of Yong'anli in some inputs.
  private static func form(_ paths: [String]) throws -> (form: LinearForm, gap: Double, values: [Double]) {
    let graph = try SampleScenarios.yonganli().model.graph
    let base = graph.evaluate()
    let node = try #require(graph.node("indicators.fundingGapBeforeTopUp"))
    let inputs = try paths.map { try #require(graph.input($0)) }
    return (
      graph.linearForm(of: node, in: inputs, at: base), base[node][0], inputs.map { graph.inputs[$0].value }
    )
  }

  @Test func `the gap of Yong'anli is affine in prices and premium, by coefficients known by hand`() throws {
    let found = try Self.form([
      "funding.homes.price", "funding.residents.extraPrice", "funding.homes.premiumPerHome",
    ])
    guard case .affine(let constant, let coefficients) = found.form else {
      Issue.record("bent: \(found.form)")
      return
    }
    // 86 homes of 110 m², 2.5 % of whose proceeds sell them; 90 × 15 + 190 × 15 + 82 × 10 m² of extra area.
    let expected = [-9460 * (1 - 0.025), -5020, 86]
    for (coefficient, expected) in zip(coefficients, expected) {
      #expect(abs(coefficient - expected) <= 1e-9 * abs(expected))
    }
    let value = zip(coefficients, found.values).map(*).reduce(constant, +)
    #expect(abs(value - found.gap) <= 1e-9 * 1.5e8)
  }

  @Test func `one more home brings its proceeds less selling cost, premium and its building`() throws {
    let found = try Self.form(["funding.homes.homes"])
    guard case .affine(_, let coefficients) = found.form else {
      Issue.record("bent: \(found.form)")
      return
    }
    // Its 110 m² are built at 2,800 yuan, with 8 % of fees and 5 % of contingency on both.
    let expected = -110.0 * 9800 * (1 - 0.025) + 150_000 + 110 * 2800 * 1.08 * 1.05
    #expect(abs(coefficients[0] - expected) < 1e-3)
  }

  @Test func `homes and their price together bend the gap`() throws {
    let found = try Self.form(["funding.homes.homes", "funding.homes.price"])
    guard case .bent(let node) = found.form else {
      Issue.record("affine: \(found.form)")
      return
    }
    let graph = try SampleScenarios.yonganli().model.graph
    #expect(graph.title(of: node) == "funding.homes.proceeds")
  }
}
