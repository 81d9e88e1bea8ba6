import ArgumentParser
import FundScenario

/// `fundsim schema`: the JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of scenario files, for editors and validators.")
  @OptionGroup var output: OutputOptions
  func run() throws { try output.send(scenarioSchema()) }
}
