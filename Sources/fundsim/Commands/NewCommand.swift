import ArgumentParser
import FundFormula
import FundReport
import FundScenario

/// `fundsim new --preset NAME` or `--from FILE`: a scenario to start from, as JSON or as a parameter sheet.
struct NewCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a scenario to start from; without a name, list the presets.",
    discussion: """
      EXAMPLES
        fundsim new
        fundsim new --preset self-renewal -o my-project.json
        fundsim new --preset 自主更新 -o 参数表.csv
        fundsim new --from my-project.json -o 参数表.csv
        fundsim new --from 参数表.csv -o my-project.json

      A parameter sheet (参数表) is the whole scenario as a table for Excel or WPS, one row a number: change it there,
      then `fundsim run 参数表.csv`. It is written where the output's name ends in .csv, or with --format csv.
      """)

  @Option(help: ArgumentHelp("The preset: its id or its name in either language.", valueName: "name"))
  var preset: String?
  @Option(
    help: ArgumentHelp("A scenario of your own, in JSON, YAML or as a parameter sheet.", valueName: "file"))
  var from: String?
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard preset == nil || from == nil else { throw ValidationError("Give --preset or --from, not both.") }
    guard from != nil || scenario.settings.isEmpty && scenario.overlays.isEmpty else {
      throw ValidationError("--set and --with change a scenario given by --from.")
    }
    guard scenario.asOf == nil else {
      throw ValidationError("--as-of has no place here: dated numbers are written with all their dates.")
    }
  }

  /// A scenario is JSON or a parameter sheet; the list of presets is a result like any other.
  var formats: [Format] { preset == nil && from == nil ? Format.allCases : [.json, .csv] }

  func run() throws {
    if let from { return try output.send(scenario: try tree(from)) }
    guard let name = preset else {
      return try output.send(PresetList().document, json: PresetList().json)
    }
    guard let found = Presets.preset(name) else {
      let known = Presets.all.map { "\($0.id)（\($0.label.zh)）" }.joined(separator: ", ")
      throw ValidationError("There is no preset `\(name)`. 没有名为“\(name)”的预设。\n\(known)")
    }
    try output.format == .csv ? output.send(scenario: found.tree) : output.send(found.text)
  }

  /// The tree of a file with its changes; what is wrong goes to stderr and ends the program.
  private func tree(_ file: String) throws -> SourceNode {
    let (tree, findings) = scenarioTree(try scenario.request(file, output.language))
    let shown = output.quiet ? findings.filter { $0.severity == .error } : findings
    let text = FindingsText.lines(shown, in: output.language)
    guard let tree else { throw Failure(code: .badScenario, text: text) }
    Console.error(text)
    return tree
  }
}
