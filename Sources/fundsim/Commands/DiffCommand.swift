import ArgumentParser
import FundAnalysis
import FundFormula
import FundReport

/// `fundsim diff A B`: which inputs and which results differ, by payer.
struct DiffCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: Bilingual(
      en: "Show what differs between two scenarios: inputs, results, who pays.",
      zh: "对照两个情景：哪些参数、哪些结果不同，谁多出谁少出。"),
    discussion: Bilingual(
      en: """
        With one file, --set and --with make the second scenario.

        EXAMPLES
          fundsim diff plan-a.json plan-b.json
          fundsim diff Scenarios/changsha-programme.json \\
            --set funding.district-subsidy.amount=8000
        """,
      zh: """
        只写一个文件时，由 --set、--with 改出第二个情景。

        示例
          fundsim diff 方案甲.json 方案乙.json
          fundsim diff Scenarios/changsha-programme.json \\
            --set funding.district-subsidy.amount=8000
        """))

  @Argument(
    help: ArgumentHelp(
      en: "The first scenario file (A).", zh: "第一个情景文件（甲）。", name: Bilingual(en: "first", zh: "甲")))
  var first: String
  @Argument(
    help: ArgumentHelp(
      en: "The second (B); the first with the changes asked for, when left out.",
      zh: "第二个情景文件（乙）；不写即甲按 --set、--with 改动后的情景。",
      name: Bilingual(en: "second", zh: "乙")))
  var second: String?
  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard second == nil, scenario.settings.isEmpty, scenario.overlays.isEmpty else { return }
    throw ValidationError(
      en: "Give a second file, or --set or --with to change the first.", zh: "请写第二个文件，或用 --set、--with 指定改动。")
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
