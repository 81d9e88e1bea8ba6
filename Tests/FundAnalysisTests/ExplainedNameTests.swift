import FundAnalysis
import FundFormula
import FundModel
import FundNumerics
import FundScenario
import Testing

/// Whatever an explanation or a table prints as a name can be asked for by that name, in both languages.
@Suite struct ExplainedNameTests {
  init() { setLinearAlgebraThreads(1) }

  private func labels(_ explainer: Explainer, _ name: String) -> [Bilingual] {
    guard case .found(let found) = explainer.explanations(of: name, depth: 1) else { return [] }
    return found.map(\.label)
  }

  /// Where several things are called the same, it is one of them.
  @Test func `what an explanation names is found by its key and by its names`() throws {
    let scenario = try SampleScenarios.debtAndOperations()
    let explainer = Explainer(ScenarioRun(scenario))
    let all = explainer.all
    let inputs = all.flatMap(\.parts).filter { $0.input != nil }
    let named = all.map { ($0.key, $0.label) } + inputs.map { ($0.key, $0.label) }
    let byKey = Dictionary(named) { first, _ in first }
    #expect(inputs.count > 20 && byKey.count > 100)
    for (key, label) in byKey {
      #expect(labels(explainer, key) == [label], "by its key: \(key)")
      // A block goes before its formulas of the same name; their sum has another.
      let found = labels(explainer, label.zh) + labels(explainer, label.en)
      #expect(found.count >= 2, "by its names: \(key)")
      for one in found {
        #expect(one.zh.hasPrefix(label.zh) || one.en.hasPrefix(label.en), "\(key): \(one.en) for \(label.en)")
      }
    }
  }

  @Test(arguments: [
    ("市级补助", "funding.city"), ("资金来源.市级补助", "funding.city"), ("City subsidy", "funding.city"),
    ("市级财政", "city"), ("居民出资@2025", "funding.residents@2025"), ("市级补助·每户补助额", "funding.city.amount"),
    ("市级财政/\(FlowClass.fiscalGrant.label.zh)", "city/fiscalGrant"),
    ("city/\(FlowClass.fiscalGrant.label.en)", "city/fiscalGrant"), ("资金缺口", "fundingGap"),
    ("资金缺口（负数为结余）", "fundingGap"), ("市级补助（12,000 元/户）", "funding.city"),
    ("City subsidy (12,000 yuan each)", "funding.city"),
    ("缺口从哪来", "fundingGap"), ("Where the gap comes from", "fundingGap"),
  ])
  func `blocks, parties and what one party pays go by the names of the tables`(name: String, id: String)
    throws
  {
    let explainer = Explainer(ScenarioRun(try SampleScenarios.load("Scenarios/examples/first.json", [:])))
    #expect(!labels(explainer, id).isEmpty && labels(explainer, name) == labels(explainer, id))
    #expect(labels(explainer, name + "、").isEmpty)
  }
}
