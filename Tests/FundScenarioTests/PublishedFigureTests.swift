import FundFormula
import FundModel
import FundScenario
import Testing

/// Published figures against the ones computed. The computed total of the sound scenario is its one cost: 900 万元.
@Suite struct PublishedFigureTests {
  /// The sound scenario with one published figure.
  private func comparison(
    of: String, _ value: String, more: String = "", with overlays: [String] = [],
    set settings: [(String, String)] = []
  ) throws -> PublishedComparison {
    let block = "{\"figure\": {\"of\": \"\(of)\", \"value\": \(value)\(more)}}"
    let text = sound.replacing("\"funding\":", with: "\"published\": \(block), \"funding\":")
    let scenario = try load(text, with: overlays, set: settings).scenario()
    let all = PublishedComparison.all(in: scenario.model, scenario.model.graph.evaluate())
    #expect(all.count == 1)
    return try #require(all.first)
  }

  @Test(arguments: [
    // Rounded to the last digit printed: half a unit of it either way.
    ("{\"value\": 900, \"unit\": \"万元\"}", 5_000.0, true),
    ("{\"value\": 900.0, \"unit\": \"万元\"}", 500, true),
    ("{\"value\": 0.09, \"unit\": \"亿元\"}", 500_000, true),
    ("{\"value\": 9e6, \"unit\": \"元\"}", 500_000, true),
    ("9000000", 0.5, true),
    ("{\"value\": 900.5, \"unit\": \"万元\"}", 500, false),
    ("{\"value\": 901, \"unit\": \"万元\"}", 5_000, false),
    ("{\"value\": 0.1, \"unit\": \"亿元\"}", 5_000_000, true),
    ("9000001", 0.5, false),
  ])
  func `a figure ties within half a unit of its last digit`(value: String, tolerance: Double, ties: Bool)
    throws
  {
    let comparison = try comparison(of: "totalUses", value)
    #expect(abs(comparison.figure.tolerance - tolerance) <= 1e-9 * tolerance)
    #expect(comparison.ties == ties)
    #expect(comparison.computed.value == 9_000_000)
  }

  @Test func `its author may say how far off it may be`() throws {
    let value = "{\"value\": 904, \"unit\": \"万元\"}"
    #expect(try !comparison(of: "totalUses", value).ties)
    let wide = ", \"tolerance\": {\"value\": 0.5, \"unit\": \"%\"}"
    let comparison = try comparison(of: "totalUses", value, more: wide)
    #expect(abs(comparison.figure.tolerance - 45_200) < 1e-6)
    #expect(comparison.ties)
  }

  /// 300 households × 6,000 yuan = 180 万元; the rest of 900 万元, 720, is topped up; 720/900 = 80 %.
  @Test(arguments: [
    ("funding.city-subsidy", "{\"value\": 180, \"unit\": \"万元\"}"),
    ("funding.city-subsidy.total", "{\"value\": 180, \"unit\": \"万元\"}"),
    ("costs.works", "{\"value\": 900, \"unit\": \"万元\"}"),
    ("fundingGapBeforeTopUp", "{\"value\": 720, \"unit\": \"万元\"}"),
    ("gapShare", "{\"value\": 80, \"unit\": \"%\"}"), ("gapShare", "0.8"),
    ("city", "{\"value\": 180, \"unit\": \"万元\"}"),
    ("project.totalHouseholds", "{\"value\": 300, \"unit\": \"户\"}"),
    ("city/fiscalGrant", "{\"value\": 180, \"unit\": \"万元\"}"),
  ])
  func `what explain accepts can be held against a figure`(of: String, value: String) throws {
    #expect(try comparison(of: of, value).ties)
  }

  @Test func `no result depends on a published figure`() throws {
    let text = sound.replacing(
      "\"funding\":",
      with:
        "\"published\": {\"a\": {\"of\": \"totalUses\", \"value\": {\"value\": 7, \"unit\": \"元\"}}}, \"funding\":"
    )
    let (with, without) = (try load(text).scenario().model, try load().scenario().model)
    #expect(with.graph.inputs.map(\.path) == without.graph.inputs.map(\.path))
    #expect(with.graph.named.map(\.name.key) == without.graph.named.map(\.name.key))
  }

  @Test func `a changed scenario is not held against the figures of its source`() throws {
    let figure =
      "\"published\": {\"a\": {\"of\": \"funding.city-subsidy\", \"value\": {\"value\": 180, \"unit\": \"万元\"}}}, "
    let text = sound.replacing("\"funding\":", with: figure + "\"funding\":")
    #expect(load(text).findings == [])
    let set = load(text, set: [("funding.city-subsidy.amount", "7000元/户")])
    #expect(!set.findings.contains { $0.check == "published-differs" })
    // Where an overlay takes the block away, there is nothing to compare with: no reason to refuse it.
    let gone = load(text, with: ["{\"fundsim\": 1, \"funding\": {\"city-subsidy\": null}}"])
    #expect(gone.findings.map(\.severity) == [.notice])
    #expect(try gone.scenario().model.published.count == 1)
    let without = load(
      text, with: ["{\"fundsim\": 1, \"replaces\": [\"published\"], \"funding\": {\"city-subsidy\": null}}"])
    #expect(without.findings == [])
  }

  @Test func `an overlay changes one part of a figure and leaves the rest`() throws {
    let comparison = try comparison(
      of: "totalUses", "{\"value\": 900, \"unit\": \"万元\"}",
      with: ["{\"fundsim\": 1, \"published\": {\"figure\": {\"tolerance\": 0.1}}}"])
    #expect(comparison.figure.tolerance == 900_000)
    #expect(comparison.published == 9_000_000)
  }
}
