import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// One declaration of sections and of kinds of field: whatever reads them knows all of them.
@Suite struct SectionTests {
  static let scenarios = Repository.scenarios + ["beijing-jinsong-operator", "yueyang-luowang-bond"]

  private func scenario(_ name: String) throws -> CheckedScenario {
    let bytes = try Repository.bytes("Scenarios/\(name).json")
    return try loadScenario(LoadRequest(.init(name: "\(name).json", bytes: bytes))).scenario()
  }

  /// The second road is the tree: what the author wrote under the section's keys.
  @Test(arguments: scenarios)
  func `the records of a section are those the author wrote`(_ name: String) throws {
    let scenario = try scenario(name)
    for section in Sections.all where !section.isFacts && section.path != ["parties"] {
      let written = scenario.source.value(at: section.path)?.keys ?? []
      let paths = section.records(in: scenario.content).map(\.record.path)
      #expect(paths == written.map { (section.path + [$0]).joined(separator: ".") }, "\(section.path)")
    }
    for section in Sections.all where section.isFacts {
      #expect(section.records(in: scenario.content).map(\.record.path) == section.path)
    }
  }

  @Test(arguments: Sections.top.map(\.name))
  func `a section may be replaced, and the schema describes it`(_ name: String) throws {
    let overlay = #"{"fundsim": 1, "replaces": ["\#(name)"]}"#
    let base = try Repository.bytes("Scenarios/yonganli.json")
    let result = loadScenario(
      LoadRequest(
        .init(name: "base.json", bytes: base),
        overlays: [.init(name: "overlay.json", bytes: Array(overlay.utf8))]))
    #expect(!result.findings.contains { $0.path == "replaces" })
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(scenarioSchema().utf8)) as? [String: Any])
    let whole = try #require((schema["else"] as? [String: Any])?["properties"] as? [String: Any])
    let part = try #require((schema["then"] as? [String: Any])?["properties"] as? [String: Any])
    #expect(whole[name] != nil && part[name] != nil)
  }

  @Test(arguments: Sections.top.map(\.name))
  func `a section is called by its label on a path`(_ name: String) throws {
    let section = try #require(Sections.top.first { $0.name == name })
    let scenario = try scenario("yonganli")
    for label in [section.label.en, section.label.zh] {
      #expect(try scenario.path(named: label).get() == name)
    }
  }

  @Test func `every form of field is one that some field has`() {
    let lists = Sections.all.compactMap(\.fields) + Mechanisms.all.map { $0.allFields }
    let forms = Set(lists.flatMap(\.declarations).map(\.kind.form))
    #expect(FieldKind.Form.allCases.filter { !forms.contains($0) } == [])
  }

  @Test(arguments: scenarios)
  func `an input has one path, and each section lists its own`(_ name: String) throws {
    let inputs = DeclaredInput.all(in: try scenario(name).content).map(\.path)
    #expect(Set(inputs).count == inputs.count)
    let tops = inputs.map { String($0.prefix { $0 != "." }) }
    #expect(Set(tops).isSubset(of: Sections.top.map(\.name)))
  }
}
