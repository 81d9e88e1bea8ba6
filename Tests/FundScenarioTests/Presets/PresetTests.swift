import FundFormula
import FundModel
import FundScenario
import Testing

@Suite struct PresetTests {
  static let ids = Presets.all.map(\.id)

  private func scenario(_ id: String) throws -> CheckedScenario {
    let preset = try #require(Presets.preset(id))
    return try loadScenario(LoadRequest(.init(name: "\(id).json", bytes: Array(preset.text.utf8)))).scenario()
  }

  @Test func `there are the funding models planners compare`() {
    #expect(
      Self.ids == [
        "self-renewal", "two-price-homes", "per-household-subsidy", "standard-per-area", "bond-and-operation",
        "operator-epco", "ppp-rot", "owners-only", "owners-matched",
      ])
    #expect(Presets.preset("自主更新")?.id == "self-renewal")
    #expect(Presets.preset("nothing") == nil)
  }

  @Test(arguments: ids)
  func `a preset loads with nothing but notices and says everything in both languages`(_ id: String) throws {
    let scenario = try scenario(id)
    #expect(scenario.findings.filter { $0.severity != .notice } == [])
    let labels = [scenario.content.title, scenario.content.summary] + scenario.content.allBlocks.map(\.label)
    #expect(labels.allSatisfy { $0.en != $0.zh && !$0.en.isEmpty && !$0.zh.isEmpty })
  }

  @Test(arguments: ids)
  func `every number of a preset is marked assumed`(_ id: String) throws {
    let citations = SourceCitations(of: try scenario(id)) { _ in nil }
    #expect(citations.unsourced.map(\.path) == [])
    #expect(citations.cited.map(\.path) == [])
    #expect(citations.assumed.count >= 10)
    #expect(citations.findings == [])
  }

  /// The gap before top-up lies within a band that a planner would find plausible for a first sketch.
  @Test(arguments: [
    ("self-renewal", 0.02...0.15), ("per-household-subsidy", 0.02...0.15),
    ("bond-and-operation", -0.02...0.02),
    ("owners-only", -0.01...0.01), ("two-price-homes", -0.01...0.02), ("operator-epco", -0.02...0.02),
    ("ppp-rot", -0.01...0.01), ("owners-matched", 0.01...0.05), ("standard-per-area", 0.05...0.15),
  ])
  func `a preset balances, or shows a plausible gap`(_ id: String, _ band: ClosedRange<Double>) throws {
    let scenario = try scenario(id)
    let uses = try #require(scenario.value("totalUses"))
    let gap = try #require(scenario.value("fundingGapBeforeTopUp") ?? scenario.value("fundingGap"))
    #expect(band.contains(gap / uses), "gap \(gap) of \(uses)")
  }

  @Test(arguments: [("operator-epco", "operator", 0.05...0.12), ("ppp-rot", "privatePartner", 0.04...0.10)])
  func `who invests in a preset earns a plausible return`(
    _ id: String, _ party: String, _ band: ClosedRange<Double>
  ) throws {
    let scenario = try scenario(id)
    let node = try #require(scenario.model.graph.node("investors.\(party).irr"))
    let rate = try #require(scenario.model.graph.evaluate().outcome(node).value)
    #expect(band.contains(rate), "\(rate)")
  }

  @Test func `the bond of a preset is served from its operation`() throws {
    let scenario = try scenario("bond-and-operation")
    #expect(try #require(scenario.value("coverage")) >= 1.2)
    #expect(try #require(scenario.value("lowestCumulativeCoverage")) >= 1)
  }
}
