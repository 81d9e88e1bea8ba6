import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport

/// `fundsim explain FILE WHAT`: which formula, which inputs, which sources gave this number.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a number came about: formula, numbers, inputs and their sources.",
    discussion: """
      WHAT is an indicator (fundingGap), a block (funding.residents), a block's money in a year
      (funding.residents@2024), a party (city), or any key that an explanation names.

      EXAMPLES
        fundsim explain Scenarios/zhegong-xincun.json fundingGapBeforeTopUp
        fundsim explain Scenarios/zhegong-xincun.json funding.residents@2024 --lang zh
      """)

  @Argument(help: "The scenario file.") var file: String
  @Argument(help: "What to explain; everything there is, when left out.") var what: String?
  @Option(help: "How many levels of formulas to show.") var depth = 3
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let run = ScenarioRun(try scenario.load(file, output))
    let explainer = Explainer(run)
    guard let what else {
      let report = ExplanationReport(explainer.all, run)
      return try output.send(report.index, json: report.json)
    }
    switch explainer.explanations(of: what, depth: depth) {
    case .found(let explanations):
      let report = ExplanationReport(explanations, run)
      try output.send(report.document, json: report.json)
    case .unknown(let suggestions):
      let list = suggestions.joined(separator: ", ")
      throw Failure(
        code: .noAnswer,
        text: Bilingual(
          en: "Nothing is called `\(what)` here." + (list.isEmpty ? "" : " Did you mean: \(list)?") + "\n",
          zh: "没有名为“\(what)”的数。" + (list.isEmpty ? "" : "是否指：\(list)？") + "\n")[output.language])
    }
  }
}
