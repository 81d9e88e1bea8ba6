import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport
import FundScenario

/// `fundsim list …`: what there is.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: Bilingual(
      en: "List the inputs of a scenario, or all indicators, mechanisms, funding models or scenarios.",
      zh: "列出情景的全部参数，或全部指标、资金规则、筹资模式、现有情景。"),
    subcommands: [
      ListInputs.self, ListIndicators.self, ListMechanisms.self, ListModels.self, ListScenarios.self,
    ])
}

struct ListInputs: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "inputs",
    abstract: Bilingual(
      en: "Every number of a scenario with its path, value, unit, source and status.",
      zh: "情景的全部参数：路径、数值、单位、依据、状态。"),
    discussion: Bilingual(en: "The paths are those that --set takes.", zh: "列出的路径即 --set 所用的路径。"))
  @Argument(help: ArgumentHelp(en: "The scenario file.", zh: "情景文件。", name: .scenarioFile)) var file: String
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let list = InputList(try scenario.load(file, output))
    try output.send(list.document, json: list.json)
  }
}

struct ListIndicators: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: Bilingual(
      en: "Every indicator with its definition, unit and reference.", zh: "全部指标：定义、单位和出处。"))
  @OptionGroup var output: OutputOptions
  func run() throws { try output.send(IndicatorList().document, json: IndicatorList().json) }
}

struct ListMechanisms: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "mechanisms",
    abstract: Bilingual(
      en: "Every kind of block a scenario may hold, with its formula and fields.", zh: "全部资金规则：算法和字段。"))
  @OptionGroup var output: OutputOptions
  func run() throws { try output.send(MechanismList().document, json: MechanismList().json) }
}

struct ListModels: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: Bilingual(en: "The funding models that are part of the program.", zh: "程序内置的筹资模式。"),
    discussion: Bilingual(
      en: """
        --model and --with take them by id or by title in either language.

        EXAMPLES
          fundsim list models
          fundsim compare my-project.json --model ppp-rot zero-subsidy
        """,
      zh: """
        --model、--with 可按编号或名称引用。

        示例
          fundsim list models
          fundsim compare 我的项目.json --model ppp-rot zero-subsidy
        """))
  @OptionGroup var output: OutputOptions
  func run() throws { try output.send(ModelList().document, json: ModelList().json) }
}

struct ListScenarios: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios",
    abstract: Bilingual(
      en: "The scenario files of a folder: their titles, or each in brief.", zh: "文件夹中的情景文件：标题，或逐一简介。"),
    discussion: Bilingual(
      en: """
        With --details every scenario is loaded: the rules it uses, what its
        source prints against what it computes, what in it is assumed, whether it
        balances. Examples (examples/) and overlays (models/) have tables of
        their own.

        EXAMPLES
          fundsim list scenarios
          fundsim list scenarios Scenarios --details --format markdown
        """,
      zh: """
        加 --details 则逐一测算：所用资金规则、公开数据与测算对照、哪些是假设、是否平衡。示例（examples/）和方案调整项（models/）另列成表。

        示例
          fundsim list scenarios
          fundsim list scenarios Scenarios --details --format markdown
        """))
  @Argument(help: ArgumentHelp(en: "The folder.", zh: "文件夹。", name: .folder)) var folder = "Scenarios"
  @Flag(
    help: ArgumentHelp(
      en: "Load every scenario, and say of each what it uses, assumes and comes to.",
      zh: "逐一测算，列出所用规则、假设和结论。"))
  var details = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let language = output.language
    guard let names = Files.scenarios(in: folder) else {
      throw Failure(
        code: .cannotRead,
        text: Bilingual(en: "There is no folder `\(folder)`.\n", zh: "找不到文件夹“\(folder)”。\n")[language])
    }
    guard details else {
      let scenarios = try names.map {
        (path($0), loadedTitle(of: path($0), bytes: try Files.read(path($0), language)))
      }
      // Other tables than parameter sheets are none of ours.
      let list = ScenarioList(scenarios.filter { !$0.0.hasSuffix(".csv") || $0.1 != nil })
      return try output.send(list.document, json: list.json)
    }
    let catalogue = ScenarioCatalogue(
      try names.map(overview), examples: try inside("examples").map(overview),
      overlays: try inside("models").map { name in
        .init(file: name, head: OverlayHead(of: name, bytes: try Files.read(path(name), language)))
      }, unit: output.unit)
    try output.send(catalogue.document, json: catalogue.json)
  }

  private func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }

  /// The scenario files of a folder in this one; none where there is no such folder.
  private func inside(_ name: String) -> [String] {
    (Files.scenarios(in: path(name)) ?? []).map { "\(name)/\($0)" }
  }

  private func overview(_ name: String) throws -> ScenarioOverview {
    let bytes = try Files.read(path(name), output.language)
    let request = LoadRequest(.init(name: path(name), bytes: bytes), fileNamed: Files.file(named:from:))
    return ScenarioOverview(
      file: name, title: loadedTitle(of: name, bytes: bytes), loadScenario(request))
  }
}
