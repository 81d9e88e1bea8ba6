import ArgumentParser
import FundFormula
import FundReport
import FundScenario

/// `fundsim check FILE`: everything that is wrong or doubtful in a scenario, and nothing computed.
struct CheckCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: Bilingual(
      en: "Check scenario files: every fault with line, column and remedy, all at once.",
      zh: "检查情景文件：一次列出全部问题，注明行列位置和改法。"),
    discussion: Bilingual(
      en: """
        Exits with 65 when a file has errors; warnings and notices leave 0.

        EXAMPLES
          fundsim check Scenarios/*.json
          fundsim check Scenarios/zhegong-xincun.json --sources
        """,
      zh: """
        文件有错误时退出码为 65；只有疑点和提示时为 0。

        示例
          fundsim check Scenarios/*.json
          fundsim check Scenarios/zhegong-xincun.json --sources
        """))

  @Argument(
    help: ArgumentHelp(
      en: "The scenario files (JSON, YAML or parameter sheets in CSV).", zh: "情景文件（JSON、YAML 或 CSV 参数表），可多个。",
      name: .scenarioFile))
  var files: [String]
  @Flag(
    help: ArgumentHelp(
      en: "Also follow every number to its source: seeds/FILE.json#FACT must exist and say the same.",
      zh: "并逐条核对依据：seeds/文件.json#条目 须存在且数值一致。"))
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
