import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport

/// `fundsim run FILE`: the capital balance, who pays, cash, households, indicators.
struct RunCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: Bilingual(
      en: "Compute a scenario: does the money balance, who pays what, when is cash short?",
      zh: "测算一个情景：钱够不够、谁出多少、哪个时点资金紧张。"),
    discussion: Bilingual(
      en: """
        EXAMPLES
          fundsim run Scenarios/zhegong-xincun.json
          fundsim run Scenarios/examples/first.json --set funding.city.amount=15000
          fundsim run Scenarios/examples/first.json --format json -o result.json
        """,
      zh: """
        示例
          fundsim run Scenarios/zhegong-xincun.json
          fundsim run 参数表.csv -o 测算结果.txt
          fundsim run Scenarios/examples/first.json \\
            --set 资金来源.市级补助.每户补助额=1.5万元/户
        """))

  @Argument(
    help: ArgumentHelp(
      en: "The scenario file (JSON, YAML or a parameter sheet in CSV).", zh: "情景文件（JSON、YAML 或 CSV 参数表）。",
      name: .scenarioFile))
  var file: String
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Flag(
    help: ArgumentHelp(
      en: "Exit with 2 when the money does not balance or cash falls below zero.", zh: "资金不平衡或累计资金为负时，退出码为 2。"
    ))
  var strict = false

  func run() throws {
    let run = ScenarioRun(try scenario.load(file, output))
    try output.send(
      Reply(
        RunReport(run, unit: output.unit).document, json: RunJSON(run, version: Fundsim.version).text,
        meaning: strict && !run.isSound ? .notSound : .answered))
  }
}
