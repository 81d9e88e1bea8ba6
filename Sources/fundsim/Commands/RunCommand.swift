import ArgumentParser
import FundAnalysis
import FundReport

/// `fundsim run FILE`: the capital balance, who pays, cash, households, indicators.
struct RunCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Compute a scenario: does the money balance, who pays what, when is cash short?",
    discussion: """
      EXAMPLES
        fundsim run Scenarios/zhegong-xincun.json --lang zh
        fundsim run Scenarios/examples/first.json --set funding.city.amount=15000
        fundsim run Scenarios/examples/first.json --format json -o result.json
      """)

  @Argument(help: "The scenario file (JSON, YAML or a parameter sheet in CSV).")
  var file: String
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Exit with 2 when the money does not balance or cash falls below zero.")
  var strict = false

  func run() throws {
    let run = ScenarioRun(try scenario.load(file, output))
    try output.send(
      RunReport(run, unit: output.unit).document, json: RunJSON(run, version: Fundsim.version).text)
    if strict, !RunReport(run).isGood { throw ExitCode(Code.notBalanced.rawValue) }
  }
}
