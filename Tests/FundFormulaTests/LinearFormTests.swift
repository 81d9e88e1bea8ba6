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

  /// A loan drawn in two parts, interest on the opening balance, repaid in two parts.
  private static func loan(_ amount: Scalar, rate: Scalar) throws -> Graph {
    let balance = Row.reference("balance", count: 4)
    let interest = (rate * balance.previous()).named("interest", Bilingual(verbatim: "interest"), .yuan)
    let closing =
      (balance.previous() + amount * Row.constant([0.4, 0.6, -0.5, -0.5])
      + Row.reference("interest", count: 4))
      .named("balance", Bilingual(verbatim: "balance"), .yuan)
    let left = balance.value(in: .constant(4)).named("left", Bilingual(verbatim: "left"), .yuan)
    return try Graph([interest, closing].map(\.formula) + [left.formula])
  }

  @Test func `a loan at a fixed rate is a straight line in its amount and bends in its rate`() throws {
    let graph = try Self.loan(Self.input("amount", 100), rate: Self.input("rate", 0.1))
    #expect(graph.stages.contains { if case .ring = $0 { true } else { false } })
    let (left, base) = (graph.node("left")!, graph.evaluate())
    let form = graph.linearForm(of: left, in: [graph.input("amount")!], at: base)
    guard case .affine(let constant, let coefficients) = form else {
      Issue.record("\(form)")
      return
    }
    // 0.4 · 1.1³ + 0.6 · 1.1² − 0.5 · 1.1 − 0.5
    #expect(constant == 0)
    #expect(abs(coefficients[0] - 0.2084) < 1e-15)
    guard case .bent = graph.linearForm(of: left, in: [graph.input("rate")!], at: base) else {
      Issue.record("a balance is no straight line in its rate")
      return
    }
  }

  @Test func `a ring that bends names its first row`() throws {
    let cash = Row.reference("cash", count: 3)
    let row = (larger(cash.previous(), Scalar.zero) - Self.input("a", 1) * Row.constant([1, 2, 3]))
      .named("cash", Bilingual(verbatim: "cash"), .yuan)
    let graph = try Graph([row.formula, cash.sum.named("out", Bilingual(verbatim: "out"), .yuan).formula])
    guard case .bent = graph.linearForm(of: graph.node("out")!, in: [0], at: graph.evaluate()) else {
      Issue.record("a maximum bends")
      return
    }
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
