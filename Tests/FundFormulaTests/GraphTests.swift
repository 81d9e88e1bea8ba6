import FundFormula
import Testing

@Suite struct GraphTests {
  private static func label(_ text: String) -> Bilingual { Bilingual(verbatim: text) }
  private static let one = Row.constant([1, 1, 1])

  @Test func `an undefined reference is named`() {
    let row = (Row.reference("nowhere", count: 3) + Self.one).named("row", Self.label("row"), .yuan)
    #expect(throws: GraphError.undefined("nowhere")) { try Graph([row.formula]) }
  }

  @Test func `a key defined twice is named`() {
    let rows = [1.0, 2].map {
      (Self.one + Scalar.constant($0)).named("row", Self.label("row"), .yuan).formula
    }
    #expect(throws: GraphError.definedTwice("row")) { try Graph(rows) }
  }

  @Test func `a ring inside one period names its rows`() {
    let a = (Row.reference("b", count: 3) + Self.one).named("a", Self.label("a"), .yuan)
    let b = (Row.reference("a", count: 3) - Self.one).named("b", Self.label("b"), .yuan)
    #expect(throws: GraphError.ring(["a", "b"])) { try Graph([a.formula, b.formula]) }
  }

  @Test func `a row that needs itself is a ring`() {
    let a = (Row.reference("a", count: 3) + Self.one).named("a", Self.label("a"), .yuan)
    #expect(throws: GraphError.ring(["a"])) { try Graph([a.formula]) }
  }

  @Test func `a sum over all periods cannot lie on a ring`() {
    let a = (Row.reference("b", count: 3).sum * Self.one).named("a", Self.label("a"), .yuan)
    let b = Row.reference("a", count: 3).previous().named("b", Self.label("b"), .yuan)
    #expect(throws: GraphError.ring(["a", "b"])) { try Graph([a.formula, b.formula]) }
  }

  @Test func `names that call each other are a ring`() {
    let a = Scalar.reference("b").named("a", Self.label("a"), .yuan)
    let b = Scalar.reference("a").named("b", Self.label("b"), .yuan)
    #expect(throws: GraphError.ring(["a", "b"])) { try Graph([a.formula, b.formula]) }
  }

  @Test func `a ring over earlier periods is walked`() throws {
    // A balance of 100 at 10 % interest with 30 paid a year.
    let opening = Row.reference("closing", count: 3).previous(opening: .constant(100))
      .named("opening", Self.label("opening"), .yuan)
    let interest = (Scalar.constant(0.1) * Row.reference("opening", count: 3))
      .named("interest", Self.label("interest"), .yuan)
    let closing =
      (Row.reference("opening", count: 3) + Row.reference("interest", count: 3) - Scalar.constant(30))
      .named("closing", Self.label("closing"), .yuan)
    let graph = try Graph([opening.formula, interest.formula, closing.formula])
    let closings = graph.evaluate()[graph.node("closing")!]
    for (number, expected) in zip(closings, [80, 58, 33.8]) { #expect(abs(number - expected) < 1e-12) }
  }

  @Test func `a name always owns a node`() throws {
    let input = Scalar.input(Input(path: "path", label: Self.label("path"), value: 4))
    let graph = try Graph([
      (input * 2).formula, input.named("known", Self.label("known"), .yuan).formula,
      Scalar.reference("known").named("again", Self.label("again"), .yuan).formula,
    ])
    #expect(graph.evaluate()[graph.node("again")!] == [4])
    #expect(graph.named.map(\.name.key) == ["known", "again"])
    #expect(graph.inputs.map(\.path) == ["path"])
  }

  @Test func `equal unnamed formulas are one node`() throws {
    let input = Scalar.input(Input(path: "path", label: Self.label("path"), value: 4))
    let graph = try Graph([(input * 2 + input * 2).formula])
    #expect(graph.nodes.count == 4)
  }

  @Test func `a chain of a hundred thousand additions compiles, evaluates and is let go`() throws {
    let input = Scalar.input(Input(path: "path", label: Self.label("path"), value: 1))
    var sum = input
    for _ in 0..<100_000 { sum = sum + input }
    let graph = try Graph([sum.named("sum", Self.label("sum"), .yuan).formula])
    #expect(graph.evaluate()[graph.node("sum")!] == [100_001])
    let plan = Plan(graph, at: graph.evaluate(), varying: [0], outputs: [graph.node("sum")!])
    #expect(plan.summary.bent == 100_000)
    guard
      case .affine(_, let coefficients) = graph.linearForm(
        of: graph.node("sum")!, in: [0], at: graph.evaluate())
    else { throw GraphError.undefined("sum") }
    #expect(coefficients == [100_001])
  }

  @Test func `a total of thousands is one number`() throws {
    let total = total((1...5000).map { Scalar.constant(Double($0)) }).named(
      "total", Self.label("total"), .yuan)
    let graph = try Graph([total.formula])
    #expect(graph.evaluate()[graph.node("total")!] == [12_502_500])
  }
}
