import ArgumentParser
import FundAnalysis
import FundReport

/// `fundsim compare FILE…` and `fundsim compare FILE --model A B C`: funding models side by side.
struct CompareCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Lay funding models side by side: what they cost, who pays, which is best in what.",
    discussion: """
      Several scenario files, or one project and funding models that are laid over it (files with
      "replaces": ["funding", "debt", "gates"]). The first column is the base that the others are held against; a model
      that does not fit the project is left out with a note.

      EXAMPLES
        fundsim compare plan-a.json plan-b.json plan-c.json --sort fundingGapBeforeTopUp
        fundsim compare Scenarios/yonganli.json --model bond.json owners.json --difference
      """)

  @Argument(help: "The scenario files; with --model one, the project.")
  var files: [String] = []

  @Option(
    name: .customLong("model"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Funding models to lay over the project, up to the next option: files, or names of the program's own (`list models`).",
      valueName: "file|name"))
  var models: [String] = []

  @Option(
    help: ArgumentHelp(
      "The scenario that the others are held against: its number, file or title; the first when left out.",
      valueName: "which"))
  var base: String?

  @Option(
    help: ArgumentHelp(
      "Sort the others by an indicator, best first; those without a value come last.", valueName: "indicator")
  )
  var sort: String?

  @Flag(
    help:
      "Lay only the models' funding, debt and conditions over the project, not what they build: the same product, paid otherwise."
  )
  var sameProduct = false

  @Flag(help: "Also show each value less that of the base.")
  var difference = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let tooFew = models.isEmpty ? files.count < 2 : files.isEmpty
    if tooFew {
      throw ValidationError(
        "Give two scenario files or more, or one before --model and its funding models. 请给出两个以上情景文件，或在 --model 之前写一个项目文件。"
      )
    }
    if sameProduct, models.isEmpty {
      throw ValidationError(
        "--same-product needs --model: it lays a model's funding over the project. --same-product 须与 --model 同用。"
      )
    }
    if !models.isEmpty, files.count > 1 {
      throw ValidationError(
        "--model lays funding models over one project; \(files.count) files were given. --model 只能用于一个项目文件。")
    }
  }

  func run() throws {
    let sorting = try sort.map { try indicator(named: $0, output.language) }
    let entries = try scenario.entries(files, models: models, sameProduct: sameProduct, output.language)
    let comparison: Comparison
    do {
      comparison = try Comparison(entries, base: base, sortedBy: sorting, isSameProduct: sameProduct)
    } catch {
      throw output.ending(of: error)
    }
    output.tellFindings(of: entries, leftOut: comparison.leftOut)
    let report = ComparisonReport(comparison, showsDifferences: difference, unit: output.unit)
    try output.send(report.document, json: report.json)
  }
}
