import ArgumentParser
import FundFormula
import FundReport
import FundScenario

/// `fundsim new --preset NAME` or `--from FILE`: a scenario to start from, as JSON or as a parameter sheet.
struct NewCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: Bilingual(
      en: "Write a scenario to start from; without a name, list the presets.", zh: "按模板新建情景；不写名称则列出全部模板。"),
    discussion: Bilingual(
      en: """
        EXAMPLES
          fundsim new
          fundsim new --preset self-renewal -o my-project.json
          fundsim new --preset self-renewal -o parameters.csv
          fundsim new --from my-project.json -o parameters.csv
          fundsim new --from parameters.csv -o my-project.json

        A parameter sheet is the whole scenario as a table for Excel or WPS, one
        row a number: change it there, then `fundsim run parameters.csv`. It is
        written where the output's name ends in .csv, or with --format csv; in
        English with --lang en.
        """,
      zh: """
        示例
          fundsim new
          fundsim new --preset 自主更新 -o 我的项目.json
          fundsim new --preset 自主更新 -o 参数表.csv
          fundsim new --from 我的项目.json -o 参数表.csv
          fundsim new --from 参数表.csv -o 我的项目.json

        参数表是写成表格的整个情景，每行一个参数，用 Excel 或 WPS 修改保存后，运行 fundsim run 参数表.csv 即可测算。输出文件名以 .csv 结尾（或加 --format csv）时写成参数表。
        """))

  @Option(
    help: ArgumentHelp(
      en: "The preset: its id or its name in either language.", zh: "模板：编号或名称。", name: .name))
  var preset: String?
  @Option(
    help: ArgumentHelp(
      en: "A scenario of your own, in JSON, YAML or as a parameter sheet.", zh: "自己的情景：JSON、YAML 或参数表。",
      name: .scenarioFile))
  var from: String?
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard preset == nil || from == nil else {
      throw ValidationError(en: "Give --preset or --from, not both.", zh: "--preset 与 --from 只能写一个。")
    }
    guard from != nil || scenario.settings.isEmpty && scenario.overlays.isEmpty else {
      throw ValidationError(
        en: "--set and --with change a scenario given by --from.",
        zh: "--set、--with 用于改动 --from 给出的情景；请先写 --from 文件。")
    }
    guard scenario.asOf == nil else {
      throw ValidationError(
        en: "--as-of has no place here: dated numbers are written with all their dates.",
        zh: "此处不用 --as-of：按生效日期列出的数连同日期全部写出。")
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
      throw ValidationError(
        en: "There is no preset `\(name)`. Presets: "
          + Presets.all.map { "\($0.id) (\($0.label.en))" }.joined(separator: ", ") + ".",
        zh: "没有名为“\(name)”的模板，可用："
          + Presets.all.map { "\($0.id)（\($0.label.zh)）" }.joined(separator: "、") + "。")
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
