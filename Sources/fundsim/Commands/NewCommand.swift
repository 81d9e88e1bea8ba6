import ArgumentParser
import FundFormula
import FundReport
import FundScenario

/// `fundsim new --preset NAME`: a scenario to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a scenario to start from; without a name, list the presets.",
    discussion: """
      EXAMPLES
        fundsim new
        fundsim new --preset self-renewal -o my-project.json
        fundsim new --preset 自主更新 -o 我的项目.json
      """)

  @Option(help: ArgumentHelp("The preset: its id or its name in either language.", valueName: "name"))
  var preset: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let name = preset else {
      return try output.send(PresetList().document, json: PresetList().json)
    }
    guard let found = Presets.preset(name) else {
      let known = Presets.all.map { "\($0.id)（\($0.label.zh)）" }.joined(separator: ", ")
      throw ValidationError("There is no preset `\(name)`. 没有名为“\(name)”的预设。\n\(known)")
    }
    try output.send(found.text)
  }
}
