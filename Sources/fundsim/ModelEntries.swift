import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

/// Scenarios that stand side by side, for `compare` and `sensitivity --model`: how they are loaded, and what is told of
/// them on standard error.
extension ScenarioOptions {
  /// The files, then the funding models laid over the first of them.
  func entries(_ files: [String], models: [String], sameProduct: Bool = false, _ language: Language) throws
    -> [ComparisonEntry]
  {
    let projects = try files.enumerated().map { index, file in
      ComparisonEntry(
        number: index + 1, file: file, isOverlay: false, result: loadScenario(try request(file, language)))
    }
    return try projects
      + models.enumerated().map { index, model in
        var laid = self
        laid.overlays.append(model)
        var request = try laid.request(files[0], language)
        request.isSameProduct = sameProduct
        return ComparisonEntry(
          number: index + 2, file: model, isOverlay: true, result: loadScenario(request))
      }
  }
}

extension OutputOptions {
  /// Findings on stderr: the base's, of the others what the base does not say too, and what is left out.
  func tellFindings(of entries: [ComparisonEntry], leftOut: [LeftOutModel]) {
    var told: Set<Finding> = []
    for entry in entries {
      let new = entry.result.findings.filter { told.insert($0).inserted }
      if let leftOut = leftOut.first(where: { $0.number == entry.number }) {
        Console.error(ComparisonReport.leftOut(leftOut)[language] + "\n")
      }
      // Notices are a row of the table. That a model takes away what the project holds uncertain, or could move, is no
      // fault of either.
      let shown = new.filter { finding in
        let isTakenAway =
          entry.isOverlay && finding.severity == .warning
          && ["uncertain.", "levers."].contains { finding.path.hasPrefix($0) }
        return quiet ? finding.severity == .error : finding.severity != .notice && !isTakenAway
      }
      Console.error(FindingsText.lines(shown, in: language))
    }
  }

  func ending(of fault: ComparisonFault) -> any Error {
    switch fault {
    case .noSuchBase(let name):
      return ValidationError(
        en: "--base names none of the scenarios: `\(name)`. Give a number from 1, a file or a title.",
        zh: "--base 指的“\(name)”不在比选之列：请写序号（从 1 起）、文件名或标题。")
    case .baseRefused(_, let findings):
      let shown = quiet ? findings.filter { $0.severity == .error } : findings
      return Failure(code: .badScenario, text: FindingsText.lines(shown, in: language))
    case .noModelLeft(let models):
      let none = Bilingual(en: "No model is left to compare.\n", zh: "没有可供比选的模式。\n")[language]
      let reasons = models.map { model in
        ComparisonReport.leftOut(model)[language] + "\n"
          + FindingsText.lines(model.findings.filter { $0.severity == .error }, in: language)
      }
      return Failure(code: .badScenario, text: reasons.joined() + none)
    }
  }
}

/// The indicator of this id or label.
func indicator(named name: String, _ language: Language) throws -> any Indicator.Type {
  switch Comparison.indicator(named: name) {
  case .success(let indicator): return indicator
  case .failure(let unknown):
    let near = unknown.near
    let text = Bilingual(
      en: "There is no indicator `\(name)`."
        + (near.isEmpty ? "" : " Did you mean \(near.joined(separator: ", "))?")
        + " `fundsim list indicators` names all.",
      zh: "没有名为“\(name)”的指标。" + (near.isEmpty ? "" : "是否应为 \(near.joined(separator: "、"))？")
        + "运行“fundsim list indicators”可查看全部指标。")
    throw Failure(code: .usage, text: text[language] + "\n")
  }
}
