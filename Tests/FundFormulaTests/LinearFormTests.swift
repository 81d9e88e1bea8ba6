import FundFormula
import FundTestSupport
import Testing

@Suite struct LinearFormTests {
  private static func input(_ path: String, _ value: Double) -> Scalar {
    .input(Input(path: path, label: Bilingual(verbatim: path), value: value))
  }

  @Test func `a fixed-rate present value is affine in a price`() throws {
    let (price, cost) = (Self.input("price", 3), Self.input("cost", 2))
    let flows =
      price * Row.constant([0, 10, 20]) - cost * Row.constant([15, 1, 1]) + Row.constant([1, 1, 1])
    let value = flows.presentValue(at: .constant(1), times: .constant([0, 1, 2]))
    let graph = try Graph([value.named("npv", Bilingual(verbatim: "npv"), .yuan).formula])
    let inputs = ["price", "cost"].map { graph.input($0)! }
    #expect(
      graph.linearForm(of: graph.node("npv")!, in: inputs, at: graph.evaluate())
        == .affine(constant: 1.75, coefficients: [10, -15.75]))
    // With the cost fixed at 2 it joins the constant.
    #expect(
      graph.linearForm(of: graph.node("npv")!, in: [inputs[0]], at: graph.evaluate())
        == .affine(constant: 1.75 - 31.5, coefficients: [10]))
  }

  @Test func `the node that bends is named`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 2))
    let bend = larger(a, b).named("bend", Bilingual(verbatim: "bend"), .yuan)
    let graph = try Graph([(bend + a).named("out", Bilingual(verbatim: "out"), .yuan).formula])
    let out = graph.node("out")!
    #expect(
      graph.linearForm(of: out, in: [graph.input("a")!], at: graph.evaluate())
        == .bent(node: graph.node("bend")!))
  }

  @Test func `a product of two inputs bends in both and is affine in one`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 2))
    let graph = try Graph([(a * b).named("out", Bilingual(verbatim: "out"), .yuan).formula])
    let (out, base) = (graph.node("out")!, graph.evaluate())
    #expect(graph.linearForm(of: out, in: [0, 1], at: base) == .bent(node: out))
    #expect(graph.linearForm(of: out, in: [0], at: base) == .affine(constant: 0, coefficients: [2]))
  }

  @Test func `what does not depend on an input has coefficient zero`() throws {
    let (a, b) = (Self.input("a", 3), Self.input("b", 2))
    let graph = try Graph([a.formula, (b * 4).named("out", Bilingual(verbatim: "out"), .yuan).formula])
    #expect(
      graph.linearForm(of: graph.node("out")!, in: [graph.input("a")!], at: graph.evaluate())
        == .affine(constant: 8, coefficients: [0]))
  }

  @Test(arguments: 0..<300)
  func `coefficients equal finite differences`(seed: Int) throws {
    let random = RandomGraph(seed: UInt64(seed) + 20_000)
    let graph = try random.graph()
    let base = graph.evaluate()
    let largest = graph.nodes.indices.flatMap { base[$0] }.filter(\.isFinite).map(abs).max() ?? 1
    let inputs = Array(graph.inputs.indices.prefix(3))
    for node in graph.nodes.indices where graph.nodes[node].shape == .scalar {
      guard case .affine(let constant, let coefficients) = graph.linearForm(of: node, in: inputs, at: base),
        constant.isFinite
      else { continue }
      let sum = zip(inputs, coefficients).reduce(constant) { $0 + graph.inputs[$1.0].value * $1.1 }
      #expect(abs(sum - base[node][0]) <= 1e-12 * largest, "\(graph.title(of: node))")
      for (input, coefficient) in zip(inputs, coefficients) {
        let moved = graph.evaluate(setting: [input: graph.inputs[input].value + 2])[node][0]
        #expect(abs(moved - base[node][0] - 2 * coefficient) <= 1e-11 * largest, "\(graph.title(of: node))")
      }
    }
  }
}
