import ArgumentParser
import FundAnalysis
import FundReport

/// `fundsim diff A B`: which inputs and which results differ, by payer.
struct DiffCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what differs between two scenarios: inputs, results, who pays.",
    discussion: """
      With one file, --set and --with make the second scenario.

      EXAMPLES
        fundsim diff plan-a.json plan-b.json
        fundsim diff Scenarios/changsha-programme.json --set funding.district-subsidy.amount=8000
      """)

  @Argument(help: "The first scenario file (A).") var first: String
  @Argument(help: "The second (B); the first with the changes asked for, when left out.") var second: String?
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard second == nil, scenario.settings.isEmpty, scenario.overlays.isEmpty else { return }
    throw ValidationError(
      "Give a second file, or --set or --with to change the first. 请给出第二个文件，或用 --set、--with 指定改动。")
  }

  func run() throws {
    let unchanged = scenario.unchanged
    let a = try (second == nil ? unchanged : scenario).load(first, output)
    let b = try scenario.load(second ?? first, output)
    let report = DifferenceReport(ScenarioDifference(a, b), a, b)
    try output.send(report.document, json: report.json)
  }
}

extension ScenarioOptions {
  /// The same date, without settings and overlays.
  var unchanged: ScenarioOptions {
    var options = self
    options.settings = []
    options.overlays = []
    return options
  }
}
