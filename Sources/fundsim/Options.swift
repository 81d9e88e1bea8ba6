import ArgumentParser
import FundFormula
import FundModel
import FundReport
import FundScenario

extension Language: ExpressibleByArgument {}
extension MoneyUnit: ExpressibleByArgument {}

/// A format on the command line: one of the writers', or JSON.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv, markdown
}

extension YearMonth: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// How a result is shown, for every command that has one.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to print: table, json, csv or markdown.")
  var format: Format = .table

  @Option(help: "Language of the output: zh or en (default: from the locale).")
  var lang: Language?

  @Option(help: "Unit of amounts: yuan, wan (10,000) or yi (100 million).")
  var unit: MoneyUnit = .wan

  @Option(name: [.customShort("o"), .long], help: "Write to this file instead of the terminal.")
  var output: String?

  @Flag(help: "Replace the output file if it exists.")
  var force = false

  @Flag(help: "Rules of ASCII characters only.")
  var ascii = false

  @Flag(help: "Print no warnings and notices.")
  var quiet = false

  var language: Language { lang ?? Console.language }

  /// Sends a document, or the JSON text, where the user wants it.
  func send(_ document: Document, json: @autoclosure () -> String) throws {
    let text: String
    if let writer = OutputFormat(rawValue: format.rawValue) {
      text = writer.writer(
        WriterOptions(
          language: language, moneyUnit: unit, width: Console.width,
          colour: Console.usesColour && output == nil,
          ascii: ascii)
      ).text(of: document)
    } else {
      text = json()
    }
    try send(text)
  }

  func send(_ text: String) throws {
    guard let output else { return Console.output(text) }
    try Files.write(text, to: output, force: force, language)
    Console.error(Bilingual(en: "Written: \(output)\n", zh: "已写入：\(output)\n")[language])
  }
}

/// Which scenario, and what is changed in it.
struct ScenarioOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), help: "Change a number: PATH=VALUE, ids or labels on the path (repeatable).")
  var settings: [String] = []

  @Option(name: .customLong("with"), help: "Lay this overlay file over the scenario (repeatable).")
  var overlays: [String] = []

  @Option(name: .customLong("as-of"), help: "Take policy numbers in force on this date, 2024 or 2024-07.")
  var asOf: YearMonth?

  /// Loads a scenario; what is wrong goes to stderr and ends the program.
  func load(_ file: String, _ output: OutputOptions) throws -> CheckedScenario {
    let result = loadScenario(try request(file, output.language))
    let shown = output.quiet ? result.findings.filter { $0.severity == .error } : result.findings
    switch result {
    case .scenario(let scenario):
      Console.error(FindingsText.lines(shown, in: output.language))
      return scenario
    case .refused:
      throw Failure(code: .badScenario, text: FindingsText.lines(shown, in: output.language))
    }
  }

  func request(_ file: String, _ language: Language) throws -> LoadRequest {
    LoadRequest(
      .init(name: file, bytes: try Files.read(file, language)),
      overlays: try overlays.map { .init(name: $0, bytes: try Files.read($0, language)) },
      settings: try settings.map(setting), asOf: asOf, fileNamed: Files.file(named:from:))
  }

  private func setting(_ text: String) throws -> LoadRequest.Setting {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ValidationError(
        "--set needs PATH=VALUE, such as funding.city-subsidy.amount=8000; got `\(text)`.")
    }
    return .init(path: String(parts[0]), value: String(parts[1]))
  }
}
