import ArgumentParser
import FundFormula
import FundReport
import FundScenario

/// `fundsim check FILE`: everything that is wrong or doubtful in a scenario, and nothing computed.
struct CheckCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenario files: every fault with line, column and remedy, all at once.",
    discussion: """
      Exits with 65 when a file has errors; warnings and notices leave 0.

      EXAMPLES
        fundsim check Scenarios/*.json
        fundsim check Scenarios/zhegong-xincun.json --lang zh --sources
      """)

  @Argument(help: "The scenario files (JSON or YAML).")
  var files: [String]
  @Flag(help: "Also follow every number to its source: seeds/FILE.json#FACT must exist and say the same.")
  var sources = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var failed = false
    var all: [Finding] = []
    var citations: [SourceCitations] = []
    for file in files {
      let result = loadScenario(try scenario.request(file, output.language))
      all += result.findings
      switch result {
      case .refused: failed = true
      case .scenario(let checked) where sources:
        let found = SourceCitations(of: checked) { Files.bytes(cited: $0, by: file) }
        all += found.findings
        citations.append(found)
      case .scenario: break
      }
    }
    let report = FindingsReport(all, files: files, citations: citations)
    try output.send(report.document, json: report.json)
    if failed { throw ExitCode(Code.badScenario.rawValue) }
  }
}
