import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

/// `fundsim sensitivity FILE`: which numbers move a figure most, and over which of them which funding model is best.
struct SensitivityCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: Bilingual(
      en:
        "Which numbers move a figure most: the table of a feasibility study, a tornado, Morris and Sobol' indices; which "
        + "funding model is best where.",
      zh: "敏感性分析：哪些参数影响最大（敏感性分析表、龙卷风图、Morris 和 Sobol' 指数）；参数变动时哪种筹资模式最优。"),
    discussion: Bilingual(
      en: """
        Every number is changed alone by ±10 and ±20 %; over the distributions
        under `uncertain` the numbers are ranked by what share of the figure's
        variance they explain.

        With --model the project's own funding and the models laid over it are
        held against each other over one or two numbers: which is best of those
        whose money balances and that can be built, at which values one hands
        over to another, and over the distributions what choosing each would cost
        (its regret).

        EXAMPLES
          fundsim sensitivity plan.json
          fundsim sensitivity plan.json --for npv=0 --independent
          fundsim sensitivity plan.json --for coverage=1.2 --steps 5,10,15
          fundsim sensitivity plan.json --model owners.json bond.json \\
            --vary costs.building.unitCost=2400:3200:100 \\
            --vary funding.homes.price=9000:10600:400
        """,
      zh: """
        各参数单独变动 ±10%、±20%；情景写有 uncertain（不确定参数）时，另按各参数对指标方差的贡献排序。

        加 --model 时，项目原有的筹资模式与叠加的各模式在一个或两个参数变动时比选：在资金平衡且可实施的模式中哪个最优，参数到什么值时由谁转为谁；并按概率分布给出选择各模式的后悔值。

        示例
          fundsim sensitivity 方案.json
          fundsim sensitivity 方案.json --for npv=0 --independent
          fundsim sensitivity 方案.json --for coverage=1.2 --steps 5,10,15
          fundsim sensitivity 方案.json --model 居民自筹.json 专项债.json \\
            --vary costs.building.unitCost=2400:3200:100 \\
            --vary funding.homes.price=9000:10600:400
        """))

  @Argument(help: ArgumentHelp(en: "The scenario file.", zh: "情景文件。", name: .scenarioFile))
  var file: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      en:
        "The figure, and the value whose critical points are told; when left out fundingGap=0, with debt lifeBalance=0.",
      zh: "所看的指标，及求临界点的目标值；不写即资金缺口为零，有债务时即全周期收支差额为零。", name: .target))
  var target: String?

  @Option(
    help: ArgumentHelp(
      en: "Changes in per cent, made upwards and downwards; 10,20 when left out.",
      zh: "变动幅度（百分数），上下各变一次；不写为 10,20。", name: Bilingual(en: "percent,…", zh: "百分数,…")))
  var steps: String?

  @Option(
    name: .customLong("model"), parsing: .upToNextOption,
    help: ArgumentHelp(
      en:
        "Funding models to lay over the project, up to the next option: files, or names of the program's own (`list models`).",
      zh: "叠加到项目上的筹资模式，可连写多个，到下一个选项为止：文件，或内置模式的名称（见 fundsim list models）。",
      name: .model))
  var models: [String] = []

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp(
      en: "With --model: values of a number that the models are compared over; one or two.",
      zh: "与 --model 同用：比选时变动的参数及其取值，一个或两个。", name: .variation))
  var variations: [String] = []

  @Option(
    help: ArgumentHelp(
      en: "With --model: the figure that decides; what residents pay per household when left out.",
      zh: "与 --model 同用：按哪个指标定优劣；不写为户均出资。", name: .indicator))
  var by: String?

  @Option(
    help: ArgumentHelp(
      en:
        "Rows of each of the two samples behind the indices, \(Self.usualSample) when left out; with --model, rows drawn for the regret, \(Regret.usualSample) when left out.",
      zh: "求指数所用两份样本各多少组，不写为 \(Self.usualSample)；与 --model 同用时为求后悔值的抽样组数，不写为 \(Regret.usualSample)。",
      name: .rows))
  var sample: Int?

  @Option(help: ArgumentHelp(en: "The seed of the draws.", zh: "抽样的随机种子。", name: .number))
  var seed: UInt64 = 1

  @Flag(help: ArgumentHelp(en: "Rank correlated numbers as if they moved apart.", zh: "不计参数之间的相关，按各自独立排序。"))
  var independent = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  private static let usualSample = SensitivityQuestion().sample

  private var stepTexts: [Substring] { (steps ?? "10,20").split(separator: ",") }
  private var changes: [Double] { stepTexts.compactMap { Double($0) }.map { $0 / 100 } }

  func validate() throws {
    guard !changes.isEmpty, changes.count == stepTexts.count,
      changes.allSatisfy({ $0 > 0 && $0 <= 1 }),
      Set(changes).count == changes.count
    else {
      throw ValidationError(
        en: "--steps needs per cents from 0 to 100, such as 5,10,20; got `\(steps ?? "")`.",
        zh: "--steps 须为 0 到 100 的百分数，如 5,10,20；现为“\(steps ?? "")”。")
    }
    if let sample, !(2...1 << 22).contains(sample) {
      throw ValidationError(
        en: "--sample goes from 2 to \(1 << 22).", zh: "--sample 须在 2 与 \(1 << 22) 之间。")
    }
    if models.isEmpty {
      if !variations.isEmpty || by != nil {
        throw ValidationError(
          en: "--vary and --by compare funding models: name them with --model.",
          zh: "--vary、--by 用于比选筹资模式，请用 --model 写出筹资模式。")
      }
    } else {
      if target != nil || steps != nil || independent {
        throw ValidationError(
          en: "--for, --steps and --independent ask about one model: they do not go with --model.",
          zh: "--for、--steps、--independent 只问一种模式，不能与 --model 同用。")
      }
      if !(1...2).contains(variations.count) {
        throw ValidationError(
          en: "--model needs one --vary PATH=FROM:TO:STEP, or two.",
          zh: "--model 须配一个或两个“--vary 路径=起:止:步长”。")
      }
    }
  }

  func run() throws {
    if !models.isEmpty { return try sendWinnerMap() }
    let checked = try scenario.load(file, output)
    var question = SensitivityQuestion()
    question.target = try target.map { try AskedTarget(option: $0, output.language) }
    question.steps = changes.sorted()
    question.sample = sample ?? question.sample
    question.seed = seed
    question.ignoresCorrelations = independent
    question.held = scenario.settingPaths(in: checked)
    let answer = try answering(output.language) { () throws(QuestionFault) in try question.answer(checked) }
    try output.send(answer.reply(title: checked.content.title, unit: output.unit))
  }

  private func sendWinnerMap() throws {
    var request = WinnerRequest()
    request.variations = try variations.map { try VariedNumber(option: $0, output.language) }
    if let by { request.figure = try indicator(named: by, output.language) }
    request.sample = sample
    request.seed = seed
    let entries = try scenario.entries([file], models: models, output.language)
    if case .scenario(let project)? = entries.first?.result {
      request.held = scenario.settingPaths(in: project)
    }
    let fitting: ModelChoice.Fitting
    do { fitting = try ModelChoice.fitting(entries) } catch { throw output.ending(of: error) }
    output.tellFindings(of: entries, leftOut: fitting.leftOut)
    let report = try answering(output.language) { () throws(QuestionFault) in
      let choice = try ModelChoice(fitting, request)
      return WinnerMapReport(
        try choice.winnerMap(request), try choice.regret(request), title: fitting.title, unit: output.unit)
    }
    try output.send(
      Reply(report.document, json: report.json, meaning: report.hasAnswer ? .answered : .noAnswer))
  }
}
