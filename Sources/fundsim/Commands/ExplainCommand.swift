import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport

/// `fundsim explain FILE WHAT`: which formula, which inputs, which sources gave this number.
struct ExplainCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: Bilingual(
      en: "Show how a number came about: formula, numbers, inputs and their sources.",
      zh: "说明一个数怎么来的：算式、代入值、所用参数及依据。"),
    discussion: Bilingual(
      en: """
        What to explain may be
          fundingGap               an indicator (fundsim list indicators)
          funding.residents        a block of the scenario
          funding.residents@2024   a block's money in one year
          district                 a party
        or any key or name that tables and explanations show.

        EXAMPLES
          fundsim explain Scenarios/zhegong-xincun.json fundingGapBeforeTopUp
          fundsim explain Scenarios/zhegong-xincun.json burdenPerHousehold --depth 1
        """,
      zh: """
        可以说明
          资金缺口                 指标（见 fundsim list indicators）
          居民出资                 情景中的一个条目
          居民出资@2024            该条目某一年的金额
          区县财政                 参与方
          市级补助·每户补助额      参数
        用编号或名称都行；表格和说明中出现的名称均可。

        示例
          fundsim explain Scenarios/zhegong-xincun.json 补足前资金缺口
          fundsim explain Scenarios/zhegong-xincun.json 户均出资 --depth 1
        """))

  @Argument(help: ArgumentHelp(en: "The scenario file.", zh: "情景文件。", name: .scenarioFile)) var file: String
  @Argument(
    help: ArgumentHelp(
      en: "What to explain; without it, everything there is to explain is listed.", zh: "要说明的数；不写则列出全部可说明的数。",
      name: Bilingual(en: "what", zh: "指标等")))
  var what: String?
  @Option(
    help: ArgumentHelp(
      en: "How many levels of formulas to show; what matters most, on one screen, when left out.",
      zh: "展开几层算式；不写则只列最要紧的，不超过一屏。", name: Bilingual(en: "levels", zh: "层数")))
  var depth: Int?
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (depth ?? 1) >= 1 else {
      throw ValidationError(en: "--depth must be 1 or more.", zh: "--depth 至少为 1。")
    }
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
