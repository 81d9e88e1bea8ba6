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
    abstract:
      "Which numbers move a figure most: the table of a feasibility study, a tornado, Morris and Sobol' indices; which "
      + "funding model is best where.",
    discussion: """
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
      """)

  @Argument(help: "The scenario file.")
  var file: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "The figure, and the value whose critical points are told; fundingGap=0 when left out.",
      valueName: "indicator=value"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "Changes in per cent, made upwards and downwards; 10,20 when left out.", valueName: "percent,…"))
  var steps: String?

  @Option(
    name: .customLong("model"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Funding models to lay over the project, up to the next option: files, or names of the program's own (`list models`).",
      valueName: "file|name"))
  var models: [String] = []

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp(
      "With --model: values of a number that the models are compared over; one or two.",
      valueName: "path=from:to:step"))
  var variations: [String] = []

  @Option(
    help: ArgumentHelp(
      "With --model: the figure that decides; what residents pay per household when left out.",
      valueName: "indicator"))
  var by: String?

  @Option(
    help: ArgumentHelp(
      "Rows of each of the two samples behind the indices, \(Self.usualSample) when left out; with --model, rows drawn for the regret, \(Regret.usualSample) when left out.",
      valueName: "rows"))
  var sample: Int?

  @Option(help: ArgumentHelp("The seed of the draws.", valueName: "number"))
  var seed: UInt64 = 1

  @Flag(help: "Rank correlated numbers as if they moved apart.")
  var independent = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  private static let usualSample = 8192

  private var stepTexts: [Substring] { (steps ?? "10,20").split(separator: ",") }
  private var changes: [Double] { stepTexts.compactMap { Double($0) }.map { $0 / 100 } }

  func validate() throws {
    guard !changes.isEmpty, changes.count == stepTexts.count,
      changes.allSatisfy({ $0 > 0 && $0 <= 1 }),
      Set(changes).count == changes.count
    else {
      throw ValidationError(
        "--steps needs per cents from 0 to 100, such as 5,10,20; got `\(steps ?? "")`. --steps 须为 0 到 100 的百分数。"
      )
    }
    if let sample, !(2...1 << 22).contains(sample) {
      throw ValidationError("--sample goes from 2 to \(1 << 22). --sample 须在 2 与 \(1 << 22) 之间。")
    }
    if models.isEmpty {
      if !variations.isEmpty || by != nil {
        throw ValidationError(
          "--vary and --by compare funding models: name them with --model. --vary、--by 用于比选筹资模式，请用 --model 指定模式文件。"
        )
      }
    } else {
      if target != nil || steps != nil || independent {
        throw ValidationError(
          "--for, --steps and --independent ask about one model: they do not go with --model. --for、--steps、--independent 不能与 --model 同用。"
        )
      }
      if !(1...2).contains(variations.count) {
        throw ValidationError(
          "--model needs one --vary PATH=FROM:TO:STEP, or two. --model 须配一个或两个“--vary 路径=起:止:步长”。")
      }
    }
  }

  func run() throws {
    if !models.isEmpty { return try sendWinnerMap() }
    let checked = try scenario.load(file, output)
    let system = try answering(output.language) { () throws(QuestionFault) in
      let names = SolveSystem.factors + checked.content.uncertain.map { Uncertainty($0).input }
      let source = try MovableModel(checked, moving: names)
      return try SolveSystem(source, for: [target ?? SolveSystem.usualTarget(of: source.model)])
    }
    let report = SensitivityReport(
      system.oneAtATime(steps: changes.sorted()),
      system.globalSensitivity(
        sample: sample ?? Self.usualSample, seed: seed, ignoresCorrelations: independent,
        holding: scenario.settingPaths(in: checked)),
      title: checked.content.title, unit: output.unit)
    try output.send(report.document, json: report.json)
  }

  private func sendWinnerMap() throws {
    var request = WinnerRequest()
    request.variations = variations
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
    try output.send(report.document, json: report.json)
    if !report.hasAnswer { throw ExitCode(Code.noAnswer.rawValue) }
  }
}
