import Foundation
import FundFormula
import Testing

/// The numbers of a quantity, compiled alone.
func numbers(_ quantity: some Quantity) throws -> [Double] {
  let graph = try Graph([quantity.named("asked", Bilingual(verbatim: "asked"), .number).formula])
  return graph.evaluate()[graph.node("asked")!]
}

/// The same as values or reasons.
func outcomes(_ quantity: some Quantity) throws -> [Outcome] { try numbers(quantity).map { Outcome($0) } }

@Suite struct RegistryTests {
  @Test func `the registry names every file of operations, and each has its test`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let files = { (folder: String) in
      try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        .filter { $0.hasSuffix(".swift") }.sorted()
    }
    let types = Operations.all.map { "\(type(of: $0))" }
    #expect(
      try files("Sources/FundFormula/Operations") == (types + ["Registry"]).map { "\($0).swift" }.sorted())
    #expect(
      try files("Tests/FundFormulaTests/Operations")
        == (types + ["Registry"]).map { "\($0)Tests.swift" }.sorted())
  }

  @Test func `names in the registry are the types' and differ`() {
    for operation in Operations.all {
      #expect(type(of: operation).name.lowercased() == "\(type(of: operation))".lowercased())
    }
    #expect(Set(Operations.all.map { type(of: $0).name }).count == Operations.all.count)
  }
}
