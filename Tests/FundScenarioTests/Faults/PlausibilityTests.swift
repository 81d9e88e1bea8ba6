import Foundation
import FundFormula
import FundModel
import FundScenario
import Testing

/// Numbers that are accepted and probably not meant: whole numbers, usual ranges, money beyond the project.
@Suite struct PlausibilityTests {
  private func warned(_ findings: [Finding]) -> [String] {
    findings.filter { $0.severity == .warning }.map { "\($0.check) \($0.path)" }
  }

  private func with(_ replaced: String, _ text: String) -> [String] {
    warned(load(sound.replacing(replaced, with: text)).findings)
  }

  @Test(arguments: [
    ("\"value\": 300,", "\"value\": 300.5,"), ("\"value\": 300,", "\"value\": 0.0123456,"),
  ])
  func `half a household is asked about`(own: String, other: String) {
    #expect(with(own, other) == ["whole-number project.households"])
    #expect(
      warned(load(set: [("project.households", "120.5")]).findings) == ["whole-number project.households"])
  }

  @Test func `pieces are whole, what is measured need not be`() {
    func quantities(_ text: String) -> [String] {
      with("\"oldArea\"", "\"quantities\": {\(text)}, \"oldArea\"")
    }
    #expect(
      quantities("\"lifts\": {\"value\": 4.5, \"unit\": \"部\"}") == ["whole-number project.quantities.lifts"])
    #expect(quantities("\"lifts\": 4.5") == ["whole-number project.quantities.lifts"])
    #expect(
      quantities("\"trees\": {\"value\": 10.25, \"unit\": \"棵\"}") == [
        "whole-number project.quantities.trees"
      ])
    #expect(quantities("\"pipes\": {\"value\": 1200.5, \"unit\": \"m\"}").isEmpty)
    #expect(quantities("\"paint\": {\"value\": 1.05, \"unit\": \"万㎡\"}").isEmpty)
    // 1.2345 万户 is 12,345 households, whole.
    #expect(
      !with("\"value\": 300, \"unit\": \"户\"", "\"value\": 1.2345, \"unit\": \"万户\"").contains {
        $0.hasPrefix("whole")
      })
    #expect(
      with("\"oldArea\"", "\"parkingBuilt\": 80.5, \"oldArea\"") == ["whole-number project.parkingBuilt"])
  }

  private static func bond(_ coupon: String, _ amount: String = "300万元") -> String {
    let number = amount.dropLast(2)
    return """
      "debt": {"b": {"kind": "bond", "amount": {"value": \(number), "unit": "万元"}, "coupon": \(coupon), "term": 5}}, "funding"
      """
  }

  @Test(arguments: [
    ("{\"value\": 0.0235, \"unit\": \"%\"}", true), ("0.000235", true), ("0.235", true),
    ("{\"value\": 2.35, \"unit\": \"‰\"}", true),
    ("{\"value\": 2.35, \"unit\": \"%\"}", false), ("0.0235", false),
    ("{\"value\": 4.5, \"unit\": \"%\"}", false),
  ])
  func `a coupon far outside those of bonds is asked about, with the range and its reason`(
    coupon: String, isAsked: Bool
  )
    throws
  {
    let findings = load(sound.replacing("\"funding\"", with: Self.bond(coupon))).findings
    let asked = findings.filter { $0.check == "magnitude" }
    #expect(asked.map(\.path) == (isAsked ? ["debt.b.coupon"] : []), "\(findings)")
    guard isAsked else { return }
    let finding = try #require(asked.first)
    #expect(finding.message.zh.contains("1% 至 6%") && finding.message.zh.contains("财政部"))
  }

  @Test func `what was probably meant is said in the author's form`() throws {
    func remedy(_ result: LoadResult) throws -> Bilingual {
      try #require(result.findings.first { $0.check == "magnitude" }?.remedy)
    }
    let text = sound.replacing("\"funding\"", with: Self.bond("{\"value\": 0.0235, \"unit\": \"%\"}"))
    #expect(try remedy(load(text)).zh == "若为 2.35%，请写成 {\"value\": 2.35, \"unit\": \"%\"}。")
    let plain = sound.replacing("\"funding\"", with: Self.bond("0.02"))
    #expect(try remedy(load(plain, set: [("debt.b.coupon", "0.0235%")])).zh == "若为 2.35%，请写成 2.35%。")
    let sheet = parameterSheet(of: try tree(text), in: .zh)
    let loaded = loadScenario(LoadRequest(.init(name: "s.csv", bytes: Array(sheet.utf8))))
    #expect(try remedy(loaded).zh == "若为 2.35%，请在“数值”列填 2.35、“单位”列填“%”。")
  }

  @Test(arguments: ["元", "百万元", "万亿元"]) func `a grant above the whole project is asked about`(unit: String) {
    // 900 wan of works: 0.8 wan, 8 billion and more.
    let grant = """
      "grant": {"kind": "subsidy.lumpSum", "payer": "city", "amount": {"value": 8000, "unit": "\(unit)"}}, "rest"
      """
    let found = with("\"rest\"", grant)
    #expect(found.contains("more-than-cost funding.grant") == (unit == "百万元"), "\(found)")
  }

  @Test func `a debt above the whole project is asked about, one below is not`() {
    for (amount, isAsked) in [("300万元", false), ("900万元", false), ("9000万元", true)] {
      let long = sound.replacing(
        "\"constructionMonths\": 18", with: "\"constructionMonths\": 18, \"operationYears\": 8")
      let text = long.replacing("\"funding\"", with: Self.bond("0.03", amount))
      #expect(warned(load(text).findings).contains("more-than-cost debt.b") == isAsked)
    }
  }

  @Test func `numbers by year and by name are asked about one by one`() {
    let income = """
      "operations": {"rent": {"kind": "operation.income", "quantity": 100, "price": 2e9, "occupancy": 0.9}}, "funding"
      """
    #expect(with("\"funding\"", income).contains("magnitude operations.rent.price"))
    #expect(
      with("\"oldArea\"", "\"areas\": {\"roof\": {\"value\": 2e9, \"unit\": \"万㎡\"}}, \"oldArea\"")
        == ["magnitude project.areas.roof"])
  }

  /// Published numbers are plausible: nothing that ships is asked about.
  @Test func `no scenario of the repository is asked about its numbers`() throws {
    for name in Repository.scenarios + [
      "zoucheng-bond", "yueyang-luowang-bond", "yichang-wujiagang-bond", "chongqing-hongyupo-ppp",
    ] {
      let bytes = try Repository.bytes("Scenarios/\(name).json")
      let findings = loadScenario(LoadRequest(.init(name: "\(name).json", bytes: bytes))).findings
      let asked = findings.filter { ["magnitude", "whole-number", "more-than-cost"].contains($0.check) }
      #expect(asked.isEmpty, "\(asked)")
    }
    for preset in Presets.all {
      let bytes = Array(scenarioText(of: preset.tree).utf8)
      let findings = loadScenario(LoadRequest(.init(name: "preset.json", bytes: bytes))).findings
      #expect(
        !findings.contains { ["magnitude", "whole-number", "more-than-cost"].contains($0.check) },
        "\(findings)")
    }
  }

  // MARK: Remedies

  @Test func `remedies for a sheet speak of its cells`() throws {
    let text = parameterSheet(of: try tree(sound), in: .zh)
    func findings(_ replaced: String, _ other: String) -> [Finding] {
      let changed = text.replacing(replaced, with: other)
      return loadScenario(LoadRequest(.init(name: "s.csv", bytes: Array(changed.utf8)))).findings
    }
    let all = [
      findings(",6000,元/户", ",-6000,元/户"),
      findings("funding.city-subsidy.amount", "funding.city-subsidy.amuont"),
      findings(",6000,元/户", ",很多,元/户"), findings(",6000,元/户", ",null,"), findings(",900,万元", ",\"1,2\",万元"),
    ]
    for findings in all {
      #expect(findings.contains { $0.severity == .error && $0.remedy != nil }, "\(findings)")
      for remedy in findings.compactMap(\.remedy) {
        #expect(!remedy.zh.contains("{") && !remedy.en.contains("{"), "\(remedy)")
      }
    }
    let missing = try #require(all[1].first { $0.check == "missing-field" || $0.check == "unknown-field" })
    #expect(missing.remedy != nil)
  }

  @Test func `what cannot be negative has a remedy in every form`() throws {
    let findings = [
      load(sound.replacing("\"value\": 6000", with: "\"value\": -6000")).findings,
      load(set: [("funding.city-subsidy.amount", "-6000元/户")]).findings,
      load(set: [("project.households", "-300")]).findings,
    ]
    for one in findings {
      let finding = try #require(one.first)
      #expect(finding.check == "out-of-range" && finding.remedy?.zh.contains("去掉负号") == true, "\(finding)")
    }
  }
}
