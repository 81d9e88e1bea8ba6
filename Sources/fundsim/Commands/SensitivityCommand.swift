import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

/// `fundsim sensitivity FILE`: which numbers move a figure most.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract:
      "Which numbers move a figure most: the table of a feasibility study, a tornado, Morris and Sobol' indices.",
    discussion: """
      Every number is changed alone by ±10 and ±20 %; over the distributions
      under `uncertain` the numbers are ranked by what share of the figure's
      variance they explain.

      EXAMPLES
        fundsim sensitivity plan.json
        fundsim sensitivity plan.json --for npv=0 --independent
        fundsim sensitivity plan.json --for coverage=1.2 --steps 5,10,15
      """)

  @Argument(help: "The scenario file.")
  var file: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "The figure, and the value whose critical points are told; fundingGap=0 when left out.",
      valueName: "indicator=value"))
  var target: String?

  @Option(help: ArgumentHelp("Changes in per cent, made upwards and downwards.", valueName: "percent,…"))
  var steps = "10,20"

  @Option(help: ArgumentHelp("Rows of each of the two samples behind the indices.", valueName: "rows"))
  var sample = 8192

  @Option(help: ArgumentHelp("The seed of the draws.", valueName: "number"))
  var seed: UInt64 = 1

  @Flag(help: "Rank correlated numbers as if they moved apart.")
  var independent = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  private var changes: [Double] { steps.split(separator: ",").compactMap { Double($0) }.map { $0 / 100 } }

  func validate() throws {
    guard !changes.isEmpty, changes.count == steps.split(separator: ",").count,
      changes.allSatisfy({ $0 > 0 && $0 <= 1 }),
      Set(changes).count == changes.count
    else {
      throw ValidationError(
        "--steps needs per cents from 0 to 100, such as 5,10,20; got `\(steps)`. --steps 须为 0 到 100 的百分数。")
    }
    guard (2...1 << 22).contains(sample) else {
      throw ValidationError("--sample goes from 2 to \(1 << 22). --sample 须在 2 与 \(1 << 22) 之间。")
    }
  }

  func run() throws {
    let checked = try scenario.load(file, output)
    let system = try answering(output.language) { () throws(QuestionFault) in
      let names = SolveSystem.factors + checked.content.uncertain.map { Uncertainty($0).input }
      let source = try MovableModel(checked, moving: names)
      return try SolveSystem(source, for: [target ?? SolveSystem.usualTarget(of: source.model)])
    }
    let report = SensitivityReport(
      system.oneAtATime(steps: changes.sorted()),
      system.globalSensitivity(
        sample: sample, seed: seed, ignoresCorrelations: independent,
        holding: scenario.settingPaths(in: checked)),
      title: checked.content.title, unit: output.unit)
    try output.send(report.document, json: report.json)
  }
}
