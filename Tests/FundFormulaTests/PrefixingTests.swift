import FundFormula
import Testing

@Suite struct PrefixingTests {
  private let name = Bilingual(en: "North", zh: "北区")

  @Test func `two copies of a formula stand in one graph, each with inputs of its own`() throws {
    let input = Scalar.input(Input(path: "price", label: Bilingual(verbatim: "price"), value: 3))
    let twice = (input * 2).named("twice", Bilingual(verbatim: "twice"), .yuan)
    let sum = (Scalar.reference("twice") + .one).named("sum", Bilingual(verbatim: "sum"), .yuan)
    var (north, south) = (Prefixing("n.", name: name), Prefixing("s.", name: name))
    let graph = try Graph([north(twice), north(sum), south(twice), south(sum)].map(\.formula))
    let values = graph.evaluate(setting: [graph.input("s.price")!: 5])
    #expect(values[graph.node("n.sum")!] == [7] && values[graph.node("s.sum")!] == [11])
    #expect(graph.named.first { $0.name.key == "n.twice" }?.name.label.zh == "北区·twice")
  }

  @Test func `what is one formula stays one`() throws {
    let shared = Scalar.one.named("shared", Bilingual(verbatim: "shared"), .number)
    var prefixing = Prefixing("p.", name: name)
    let graph = try Graph([prefixing(shared + shared), prefixing(shared * 2)].map(\.formula))
    #expect(graph.named.count == 1)
  }

  @Test func `a chain of formulas is no trouble however long`() throws {
    var sum = Scalar.one
    for _ in 0..<200_000 { sum = sum + .one }
    var prefixing = Prefixing("p.", name: name)
    #expect(try Graph([prefixing(sum.named("sum", name, .number)).formula]).node("p.sum") != nil)
  }
}
