package import FundFormula
package import FundScenario

/// Findings as lines for stderr: where, what, what to do.
package enum FindingsText {
  /// One finding: `file:12:7: error: …` and, below, the remedy.
  package static func lines(_ findings: [Finding], in language: Language) -> String {
    findings.map { finding in
      let place = finding.place.map { _ in Self.place(finding) + ": " }
      let path = finding.path.isEmpty ? "" : " [\(finding.path)]"
      let head = "\(place ?? "")\(word(finding.severity, language)): \(finding.message[language])\(path)"
      // A text of the author's must not pass for a line of ours.
      return VisibleText.line(head)
        + (finding.remedy.map { "\n    " + VisibleText.line($0[language]) } ?? "")
    }.map { $0 + "\n" }.joined()
  }

  /// `file:12:7`, or the setting that says it; a dash where it is nowhere in particular.
  static func place(_ finding: Finding) -> String {
    guard let place = finding.place else { return "—" }
    return place.file.hasPrefix("--") ? place.file : "\(place.file):\(place.line):\(place.column)"
  }

  private static func word(_ severity: Severity, _ language: Language) -> String { word(severity)[language] }

  static func word(_ severity: Severity) -> Bilingual {
    switch severity {
    case .error: Bilingual(en: "error", zh: "错误")
    case .warning: Bilingual(en: "warning", zh: "警告")
    case .notice: Bilingual(en: "notice", zh: "提示")
    }
  }
}
