import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport

/// `fundsim explain FILE WHAT`: which formula, which inputs, which sources gave this number.
struct ExplainCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a number came about: formula, numbers, inputs and their sources.",
    discussion: """
      What to explain may be
        fundingGap               an indicator (fundsim list indicators)
        funding.residents        a block of the scenario
        funding.residents@2024   a block's money in one year
        district                 a party
      or any key that an explanation names.

      EXAMPLES
        fundsim explain Scenarios/zhegong-xincun.json fundingGapBeforeTopUp
        fundsim explain Scenarios/zhegong-xincun.json burdenPerHousehold --depth 1
      """)

  @Argument(help: "The scenario file.") var file: String
  @Argument(help: "What to explain; without it, everything there is to explain is listed.") var what: String?
  @Option(
    help: ArgumentHelp(
      "How many levels of formulas to show; what matters most, on one screen, when left out.",
      valueName: "levels"))
  var depth: Int?
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (depth ?? 1) >= 1 else { throw ValidationError("--depth must be 1 or more.") }
  }

  func run() throws {
    let run = ScenarioRun(try scenario.load(file, output))
    let explainer = Explainer(run)
    guard let what else {
      let report = ExplanationReport(explainer.all, run)
      return try output.send(report.index, json: report.json)
    }
    switch explainer.explanations(of: what, depth: depth ?? 6) {
    case .found(let explanations):
      let report = ExplanationReport(explanations, run, isShort: depth == nil)
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
