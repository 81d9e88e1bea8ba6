import FundAnalysis
import FundFormula
import FundScenario

/// What a reviewer would ask of a scenario (合规提示), as a list in the document of `run`. It never blocks.
struct RulesToObserve {
  private let findings: [Finding]

  init(_ run: ScenarioRun) {
    let rules = CheckName.rules.map(\.rawValue)
    findings = run.scenario.findings.filter { rules.contains($0.check) }
  }

  /// A heading and its list; nothing where there is nothing to ask.
  var blocks: [DocumentBlock] {
    guard !findings.isEmpty else { return [] }
    return [
      .heading(level: 1, text: Bilingual(en: "Rules to observe", zh: "合规提示")),
      .bullets(
        items: findings.map { finding in
          Bilingual(
            en: [finding.message.en, finding.remedy?.en].compactMap { $0 }.joined(separator: " "),
            zh: [finding.message.zh, finding.remedy?.zh].compactMap { $0 }.joined())
        }),
    ]
  }
}
