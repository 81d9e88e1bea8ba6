import Foundation
import FundModel
import FundScenario
import Testing

@Suite struct SchemaTests {
  static let file = "Scenarios/schema/fundsim-1.schema.json"

  @Test func `the committed schema is the one the fields declare`() throws {
    let url = Repository.root.appending(path: Self.file)
    if ProcessInfo.processInfo.environment["RENEW_SCHEMA"] != nil {
      try scenarioSchema().write(to: url, atomically: true, encoding: .utf8)
    }
    let committed = try? String(contentsOf: url, encoding: .utf8)
    #expect(committed == scenarioSchema(), "renew it: fundsim schema > \(Self.file)")
  }

  @Test func `the schema is JSON and speaks of every mechanism and field`() throws {
    let (tree, findings) = readSource(Array(scenarioSchema().utf8), file: "schema.json")
    #expect(findings == [])
    let definitions = try #require(tree?["$defs"])
    #expect(
      CommonFields.all.declarations.map(\.name) == ["countsAs", "account", "requires", "ringFenced", "scale"])
    for mechanism in Mechanisms.all {
      let fields = mechanism.fields.declarations
      let properties = try #require(definitions[mechanism.kind]?["properties"])
      let common = mechanism.section == .gates ? [] : ["countsAs", "account", "requires", "ringFenced"]
      let scale = mechanism.isScalable ? ["scale"] : []
      #expect(properties.keys == ScenarioReader.blockKeys + fields.map(\.name) + common + scale)
      let required = definitions[mechanism.kind]?["required"]?.items?.compactMap(\.text) ?? []
      #expect(required == fields.filter(\.isRequired).map(\.name))
    }
  }
}
