import ArgumentParser
import FundFormula
import FundReport
import FundScenario

/// `fundsim check FILE`: everything that is wrong or doubtful in a scenario, and nothing computed.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenario files: every fault with line, column and remedy, all at once.",
    discussion: """
      Exits with 65 when a file has errors; warnings and notices leave 0.

      EXAMPLES
        fundsim check Scenarios/*.json
        fundsim check Scenarios/zhegong-xincun.json --lang zh --format csv
      """)

  @Argument(help: "The scenario files (JSON or YAML).")
  var files: [String]
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var failed = false
    var all: [Finding] = []
    for file in files {
      let result = loadScenario(try scenario.request(file, output.language))
      all += result.findings
      if case .refused = result { failed = true }
    }
    try output.send(FindingsReport(all, files: files).document, json: FindingsReport(all, files: files).json)
    if failed { throw ExitCode(Code.badScenario.rawValue) }
  }
}
