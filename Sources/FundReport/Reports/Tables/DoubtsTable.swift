import FundAnalysis
import FundFormula
import FundScenario

/// What is probably not meant in a scenario (数据疑点), as a table in the document of `run`: whoever gets the report alone
/// must see what whoever made it saw.
struct DoubtsTable {
  private let findings: [Finding]

  init(_ run: ScenarioRun) {
    let told = CheckName.rules.map(\.rawValue)
    findings = run.scenario.findings.filter { finding in
      !told.contains(finding.check)
        && (finding.severity == .warning || finding.check == CheckName.remarks.rawValue)
    }
  }

  /// nil where nothing is doubtful.
  var table: Table? {
    guard !findings.isEmpty else { return nil }
    return Table(
      id: "doubts", title: Bilingual(en: "To be looked at in the input", zh: "输入数据疑点"),
      columns: [
        .init(id: "place", title: Bilingual(en: "Place", zh: "位置"), importance: 2),
        .init(id: "message", title: Bilingual(en: "What is doubtful", zh: "疑点")),
        .init(id: "remedy", title: Bilingual(en: "What to do", zh: "处理建议")),
        .init(id: "path", title: Bilingual(en: "Path", zh: "参数路径"), importance: 1),
      ],
      rows: findings.enumerated().map { index, finding in
        Table.Row(
          id: "\(index + 1)",
          cells: [
            .text(Bilingual(verbatim: FindingsText.place(finding))), .text(finding.message),
            finding.remedy.map(Table.Cell.text) ?? .empty, .text(Bilingual(verbatim: finding.path)),
          ])
      }, labelColumn: "message")
  }
}
