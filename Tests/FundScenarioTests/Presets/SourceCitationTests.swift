import Foundation
import FundFormula
import FundScenario
import Testing

@Suite struct SourceCitationTests {
  private static let seeds = """
    {"facts": {
      "subsidy": {"label": {"en": "city subsidy", "zh": "市级补助"}, "value": 0.6, "unit": "万元/户"},
      "district": {"label": {"en": "district subsidy", "zh": "区级补助"}, "value": 5000, "unit": "元/户", "atLeast": true},
      "price": {"label": {"en": "price", "zh": "单价"}, "value": 6000, "unit": "元/户", "approximate": true},
      "rule": {"label": {"en": "who pays", "zh": "出资规则"}, "value": null, "unit": null},
      "lifts": {"label": {"en": "lifts", "zh": "电梯"}, "value": 6000, "unit": "元/㎡"}
    }}
    """

  private func citations(_ number: String) throws -> SourceCitations {
    let scenario = try load(set: [("funding.city-subsidy.amount", number)]).scenario()
    return SourceCitations(of: scenario) { $0 == "seeds/a.json" ? Array(Self.seeds.utf8) : nil }
  }

  private func told(_ number: String) throws -> [String] {
    try citations(number).findings.filter { $0.path == "funding.city-subsidy.amount" }
      .map { "\($0.severity) \($0.check): \($0.message.en)" }
  }

  @Test func `numbers are listed by where they come from`() throws {
    let citations = SourceCitations(of: try load().scenario()) { _ in nil }
    #expect(
      citations.cited.map(\.path) == [
        "project.households", "costs.works.amount", "funding.city-subsidy.amount",
      ])
    #expect(citations.unsourced.map(\.path) == ["timeline.constructionMonths", "project.oldArea"])
    #expect(citations.unsourced.last?.text == "21000")
    #expect(citations.cited.last?.text == "6000 元/户")
    #expect(
      citations.cited.last?.label == Bilingual(en: "City subsidy: paid for each household", zh: "市级补助·每户补助额"))
    #expect(citations.findings.map(\.check) == ["no-source", "no-source"])
    #expect(citations.findings.first?.place?.line == 4)
  }

  @Test func `a citation that holds, in another unit, is not told of`() throws {
    #expect(try told("{\"value\": 6000, \"unit\": \"元/户\", \"source\": \"seeds/a.json#subsidy\"}") == [])
    #expect(try told("{\"value\": 6000, \"source\": \"another paper\"}") == [])
  }

  @Test(arguments: [
    ("a.json#subsidi", "warning citation-missing: `seeds/a.json` has no fact `subsidi`."),
    ("b.json#subsidy", "warning citation-missing: The cited file `seeds/b.json` cannot be read."),
    ("a.json#rule", "warning citation-differs: The cited fact “who pays” gives no number of this kind."),
    (
      "a.json#lifts",
      "warning citation-differs: The cited fact “lifts” gives no number of this kind: 6000 元/㎡."
    ),
    ("a.json#price", "notice citation-approximate: The cited fact “price” is approximate."),
  ])
  func `a citation that does not bear its number is told of`(_ source: String, _ message: String) throws {
    #expect(try told("{\"value\": 6000, \"unit\": \"元/户\", \"source\": \"seeds/\(source)\"}") == [message])
  }

  @Test(arguments: [
    ("6000", []),
    (
      "5000",
      ["notice citation-approximate: The cited fact “district subsidy” is a lower bound: at least 5000 元/户."]
    ),
    (
      "4000",
      [
        "warning citation-differs: `amount` is 4000 元/户, the cited fact “district subsidy” says at least 5000 元/户."
      ]
    ),
  ])
  func `at least so much bears any larger number`(_ value: String, _ expected: [String]) throws {
    #expect(
      try told("{\"value\": \(value), \"unit\": \"元/户\", \"source\": \"seeds/a.json#district\"}") == expected)
  }

  @Test func `another number than the fact's is told of at the number`() throws {
    let text = sound.replacing(
      "\"value\": 6000, \"unit\": \"元/户\", \"source\": \"notice 12\"",
      with: "\"value\": 6500, \"unit\": \"元/户\", \"source\": \"seeds/a.json#subsidy\"")
    let citations = SourceCitations(of: try load(text).scenario()) { _ in Array(Self.seeds.utf8) }
    let finding = try #require(citations.findings.first { $0.check == "citation-differs" })
    #expect(finding.message.zh == "“amount”（每户补助额）为 6500 元/户，而所引“市级补助”为 0.6 万元/户。")
    #expect(finding.place?.line == 15)
  }

  @Test func `steps over the years and named numbers are listed one by one`() throws {
    let preset = try #require(Presets.preset("bond-and-operation"))
    let scenario = try loadScenario(LoadRequest(.init(name: "p", bytes: Array(preset.text.utf8)))).scenario()
    let paths = SourceCitations(of: scenario) { _ in nil }.assumed.map(\.path)
    #expect(paths.contains("operations.parking.occupancy.2028") && paths.contains("project.areas.shops"))
  }

  @Test(arguments: Repository.scenarios)
  func `the citations of the scenarios hold`(_ name: String) throws {
    let bytes = try Repository.bytes("Scenarios/\(name).json")
    let scenario = try loadScenario(LoadRequest(.init(name: name, bytes: bytes))).scenario()
    let citations = SourceCitations(of: scenario) { try? Repository.bytes($0) }
    #expect(citations.findings.filter { $0.severity != .notice }.map { "\($0.path) \($0.message.en)" } == [])
    #expect(citations.cited.allSatisfy { $0.source?.hasPrefix("seeds/") == true })
    #expect(!citations.cited.isEmpty)
  }
}
