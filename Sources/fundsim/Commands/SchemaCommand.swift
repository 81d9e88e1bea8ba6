import ArgumentParser
import FundFormula
import FundScenario

/// `fundsim schema`: the JSON Schema of scenario files.
struct SchemaCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: Bilingual(
      en: "Print the JSON Schema of scenario files, for editors and validators.",
      zh: "输出情景文件的 JSON Schema，供编辑器提示和校验用。"))
  @OptionGroup var output: OutputOptions
  var formats: [Format] { [.json] }

  func run() throws { try output.send(scenarioSchema()) }
}
