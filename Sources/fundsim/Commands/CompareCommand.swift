import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

/// `fundsim compare FILE…` and `fundsim compare FILE --model A B C`: funding models side by side.
struct CompareCommand: ParsableCommand {
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
    help: ArgumentHelp("Funding models to lay over the project, up to the next option.", valueName: "file"))
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
    if !models.isEmpty, files.count > 1 {
      throw ValidationError(
        "--model lays funding models over one project; \(files.count) files were given. --model 只能用于一个项目文件。")
    }
  }

  func run() throws {
    let sorting = try sort.map(indicator)
    let entries = try entries()
    let comparison: Comparison
    do {
      comparison = try Comparison(entries, base: base, sortedBy: sorting)
    } catch {
      throw ending(of: error)
    }
    tellFindings(of: entries, comparison)
    let report = ComparisonReport(comparison, showsDifferences: difference)
    try output.send(report.document, json: report.json)
  }

  private func entries() throws -> [ComparisonEntry] {
    let projects = try files.enumerated().map { index, file in
      ComparisonEntry(
        number: index + 1, file: file, isOverlay: false,
        result: loadScenario(try scenario.request(file, output.language)))
    }
    return try projects
      + models.enumerated().map { index, model in
        var laid = scenario
        laid.overlays.append(model)
        return ComparisonEntry(
          number: index + 2, file: model, isOverlay: true,
          result: loadScenario(try laid.request(files[0], output.language)))
      }
  }

  private func indicator(_ name: String) throws -> any Indicator.Type {
    switch Comparison.indicator(named: name) {
    case .success(let indicator): return indicator
    case .failure(let unknown):
      let near = unknown.near.joined(separator: ", ")
      throw ValidationError(
        "There is no indicator `\(name)`." + (near.isEmpty ? "" : " Did you mean \(near)?")
          + " `fundsim list indicators` names all.")
    }
  }

  /// Findings on stderr: the base's, of the others what the base does not say too, and what is left out.
  private func tellFindings(of entries: [ComparisonEntry], _ comparison: Comparison) {
    var told: Set<Finding> = []
    for entry in entries {
      let new = entry.result.findings.filter { told.insert($0).inserted }
      if let leftOut = comparison.leftOut.first(where: { $0.number == entry.number }) {
        Console.error(ComparisonReport.leftOut(leftOut)[output.language] + "\n")
      }
      // Notices are a row of the table.
      let shown = new.filter { output.quiet ? $0.severity == .error : $0.severity != .notice }
      Console.error(FindingsText.lines(shown, in: output.language))
    }
  }

  private func ending(of fault: ComparisonFault) -> any Error {
    switch fault {
    case .noSuchBase(let name):
      return ValidationError(
        "--base names none of the scenarios: `\(name)`. Give a number from 1, a file or a title. --base 须为序号、文件名或标题。"
      )
    case .baseRefused(_, let findings):
      let shown = output.quiet ? findings.filter { $0.severity == .error } : findings
      return Failure(code: .badScenario, text: FindingsText.lines(shown, in: output.language))
    case .noModelLeft(let models):
      let none = Bilingual(en: "No model is left to compare.\n", zh: "没有可供比选的模式。\n")[output.language]
      let reasons = models.map { model in
        ComparisonReport.leftOut(model)[output.language] + "\n"
          + FindingsText.lines(model.findings.filter { $0.severity == .error }, in: output.language)
      }
      return Failure(code: .badScenario, text: reasons.joined() + none)
    }
  }
}
