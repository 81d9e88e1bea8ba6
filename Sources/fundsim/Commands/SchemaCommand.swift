import ArgumentParser
import FundScenario

/// `fundsim schema`: the JSON Schema of scenario files.
struct SchemaCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of scenario files, for editors and validators.")
  @OptionGroup var output: OutputOptions
  var formats: [Format] { [.json] }

  func run() throws { try output.send(scenarioSchema()) }
}
