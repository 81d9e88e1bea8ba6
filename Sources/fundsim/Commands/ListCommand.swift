import ArgumentParser
import Foundation
import FundAnalysis
import FundFormula
import FundReport
import FundScenario

/// `fundsim list …`: what there is.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the inputs of a scenario, or all indicators, mechanisms or scenarios.",
    subcommands: [ListInputs.self, ListIndicators.self, ListMechanisms.self, ListScenarios.self])
}

struct ListInputs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: "Every number of a scenario with its path, value, unit, source and status.",
    discussion: "The paths are those that --set takes.")
  @Argument(help: "The scenario file.") var file: String
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let list = InputList(try scenario.load(file, output))
    try output.send(list.document, json: list.json)
  }
}

struct ListIndicators: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators", abstract: "Every indicator with its definition, unit and reference.")
  @OptionGroup var output: OutputOptions
  func run() throws { try output.send(IndicatorList().document, json: IndicatorList().json) }
}

struct ListMechanisms: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mechanisms",
    abstract: "Every kind of block a scenario may hold, with its formula and fields.")
  @OptionGroup var output: OutputOptions
  func run() throws { try output.send(MechanismList().document, json: MechanismList().json) }
}

struct ListScenarios: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios", abstract: "The scenario files of a folder with their titles.")
  @Argument(help: "The folder.") var folder = "Scenarios"
  @OptionGroup var output: OutputOptions

  func run() throws {
    let language = output.language
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Failure(
        code: .cannotRead,
        text: Bilingual(en: "There is no folder `\(folder)`.\n", zh: "找不到文件夹“\(folder)”。\n")[language])
    }
    let files = names.filter { name in [".json", ".yaml", ".yml", ".csv"].contains { name.hasSuffix($0) } }
      .sorted()
    let paths = files.map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
    let scenarios = try paths.map { path in
      (path, loadedTitle(of: path, bytes: try Files.read(path, language)))
    }
    // Other tables than parameter sheets are none of ours.
    let list = ScenarioList(scenarios.filter { !$0.0.hasSuffix(".csv") || $0.1 != nil })
    try output.send(list.document, json: list.json)
  }
}
