internal import FundFormula
package import FundScenario

/// The document of `check`: one line a finding, or that all is well.
package struct FindingsReport {
  private let findings: [Finding]
  private let files: [String]
  private let citations: [SourceCitations]

  /// - Parameter citations: where the numbers come from, one for each file; none where that was not asked.
  package init(_ findings: [Finding], files: [String], citations: [SourceCitations] = []) {
    self.findings = findings
    self.files = files
    self.citations = citations
  }

  package var json: String { encodedJSON(["findings": findings]) }

  package var document: Document {
    let errors = findings.filter { $0.severity == .error }.count
    let others = findings.count - errors
    var blocks: [DocumentBlock] = [
      .verdict(
        text: Bilingual(
          en: errors == 0
            ? "\(files.count) file\(files.count == 1 ? "" : "s") checked: no errors\(others == 0 ? "" : ", \(others) to look at")."
            : "\(files.count) file\(files.count == 1 ? "" : "s") checked: \(errors) error\(errors == 1 ? "" : "s"), \(others) to look at.",
          zh: errors == 0
            ? "已检查 \(files.count) 个文件：无错误\(others == 0 ? "" : "，\(others) 处请留意")。"
            : "已检查 \(files.count) 个文件：\(errors) 处错误，\(others) 处请留意。"), good: errors == 0)
    ]
    if !citations.isEmpty {
      let (cited, assumed, unsourced) = (
        citations.map(\.cited.count).reduce(0, +), citations.map(\.assumed.count).reduce(0, +),
        citations.map(\.unsourced.count).reduce(0, +)
      )
      blocks.append(
        .paragraph(
          text: Bilingual(
            en: "Numbers with a source: \(cited); marked assumed: \(assumed); with neither: \(unsourced).",
            zh: "注明依据的数 \(cited) 个，标明假设的数 \(assumed) 个，两者皆无的数 \(unsourced) 个。")))
    }
    if !findings.isEmpty { blocks.append(.table(table)) }
    return Document(title: Bilingual(en: "Check", zh: "检查"), blocks: blocks)
  }

  private var table: Table {
    Table(
      id: "findings", title: Bilingual(en: "Findings", zh: "检查结果"),
      columns: [
        .init(id: "place", title: Bilingual(en: "Place", zh: "位置")),
        .init(id: "severity", title: Bilingual(en: "Kind", zh: "类型")),
        .init(id: "message", title: Bilingual(en: "What is wrong", zh: "问题")),
        .init(id: "remedy", title: Bilingual(en: "What to do", zh: "处理建议")),
        .init(id: "path", title: Bilingual(en: "Path", zh: "参数路径"), importance: 1),
      ],
      rows: findings.enumerated().map { index, finding in
        Table.Row(
          id: "\(index + 1)",
          cells: [
            .text(Bilingual(verbatim: FindingsText.place(finding))),
            .text(FindingsText.word(finding.severity)), .text(finding.message),
            finding.remedy.map(Table.Cell.text) ?? .empty, .text(Bilingual(verbatim: finding.path)),
          ])
      }, labelColumn: "message")
  }
}
