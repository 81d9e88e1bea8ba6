import FundFormula
import Testing

@Suite struct ZeroFormTests {
  private static func input(_ path: String, _ value: Double) -> Scalar {
    .input(Input(path: path, label: Bilingual(verbatim: path), value: value))
  }

  private static func named(_ scalar: Scalar, _ key: String) -> Scalar {
    scalar.named(key, Bilingual(verbatim: key), .yuan)
  }

  /// The value of a zero formula, and its linear form in all inputs.
  private func zero(
    _ graph: Graph, _ key: String, equals value: Double
  ) throws -> (value: Double, form: LinearForm) {
    let node = try #require(graph.node(key))
    let (extended, zero) = graph.zeroForm(of: node, equals: value)
    let base = extended.evaluate()
    return (base[zero][0], extended.linearForm(of: zero, in: Array(graph.inputs.indices), at: base))
  }

  @Test func `an amount less its value`() throws {
    let graph = try Graph([Self.named(Self.input("a", 3) * .constant(2), "out").formula])
    let (value, form) = try zero(graph, "out", equals: 5)
    #expect(value == 1)
    #expect(form == .affine(constant: -5, coefficients: [2]))
  }

  @Test func `a quotient is asked without dividing`() throws {
    // 3 ÷ 2 = 1.2 ⇔ 3 − 1.2 · 2 = 0.6: affine in both, named twice over.
    let ratio = Self.named(Self.named(Self.input("a", 3) / Self.input("b", 2), "inner"), "out")
    let graph = try Graph([ratio.formula])
    let (value, form) = try zero(graph, "out", equals: 1.2)
    #expect(abs(value - 0.6) < 1e-15)
    #expect(form == .affine(constant: 0, coefficients: [1, -1.2]))
    #expect(graph.isQuotient(try #require(graph.node("out"))))
  }

  @Test func `a rate of return is asked as a present value`() throws {
    // −100 + 121 after two years: 10 %.
    let flows =
      Row.constant([-1, 0, 0]) * Row.constant([100, 0, 0]) + Self.input("back", 121)
      * Row.constant([0, 0, 1])
    let rate = Self.named(flows.internalRate(times: .constant([0, 1, 2])), "rate")
    let graph = try Graph([rate.formula])
    #expect(graph.isRateOfReturn(try #require(graph.node("rate"))))
    let (value, form) = try zero(graph, "rate", equals: 0.1)
    #expect(abs(value) < 1e-12)
    guard case .affine(let constant, let coefficients) = form else {
      Issue.record("bent")
      return
    }
    #expect(constant == -100)
    #expect(abs(coefficients[0] - 1 / 1.21) < 1e-15)
  }

  @Test func `the graph it came from stays as it was`() throws {
    let graph = try Graph([Self.named(Self.input("a", 3) * .constant(2), "out").formula])
    let count = graph.nodes.count
    let (extended, zero) = graph.zeroForm(of: try #require(graph.node("out")), equals: 5)
    #expect(graph.nodes.count == count)
    #expect(zero >= count && extended.nodes.count > count)
    #expect(extended.node("out") == graph.node("out"))
  }
}
