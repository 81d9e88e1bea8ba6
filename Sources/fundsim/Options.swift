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

  /// The endings of names of files that hold it, the usual one first.
  var endings: [String] {
    switch self {
    case .table: ["txt"]
    case .json: ["json"]
    case .csv: ["csv"]
    case .markdown: ["md", "markdown"]
    }
  }

  var label: Bilingual {
    switch self {
    case .table: Bilingual(en: "tables as text", zh: "文本表格")
    case .json: Bilingual(en: "JSON", zh: "JSON")
    case .csv: Bilingual(en: "CSV for Excel and WPS", zh: "CSV 表格（Excel、WPS 可打开）")
    case .markdown: Bilingual(en: "Markdown", zh: "Markdown")
    }
  }
}

/// A command with a result that can be sent somewhere.
protocol ResultCommand: ParsableCommand {
  var output: OutputOptions { get }
  /// What its result can be written as.
  var formats: [Format] { get }
}

extension ResultCommand {
  var formats: [Format] { Format.allCases }
}

extension YearMonth: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// How a result is shown, for every command that has one.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "How to print the result; without it, as the name of the output file ends, else table.",
      valueName: "format"))
  var askedFormat: Format?

  @Option(
    help: ArgumentHelp("Language of the output; without it, that of the locale.", valueName: "language"))
  var lang: Language?

  @Option(
    name: .customLong("unit"),
    help: ArgumentHelp(
      "Unit of amounts: wan is 10,000 yuan, yi 100 million; without it wan, in CSV yuan.", valueName: "unit"))
  var askedUnit: MoneyUnit?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write to this file instead of the terminal: whole or not at all. Its ending chooses the format: .txt, .json, .csv, .md.",
      valueName: "file"))
  var output: String?

  @Flag(help: "Replace the output file if it exists.")
  var force = false

  @Flag(help: "Draw tables with ASCII characters only.")
  var ascii = false

  @Flag(help: "Print errors only, no warnings and notices.")
  var quiet = false

  var language: Language { lang ?? Console.language }

  /// As asked for, else as the name of the output file says.
  var format: Format { askedFormat ?? namedFormat(among: Format.allCases) ?? .table }

  /// As asked for; data for a spreadsheet are in yuan, reports in 万元.
  var unit: MoneyUnit { askedUnit ?? (format == .csv ? .yuan : .wan) }

  private func namedFormat(among formats: [Format]) -> Format? {
    output.flatMap(Files.ending(of:)).flatMap { ending in formats.first { $0.endings.contains(ending) } }
  }

  /// Whether the result can be written as and where it is asked for: told before anything is computed.
  func check(_ formats: [Format]) throws {
    if let askedFormat, !formats.contains(askedFormat) {
      throw Failure(code: .usage, text: FormatFault.notWritten(askedFormat, formats)[language])
    }
    guard let output else { return }
    if let ending = Files.ending(of: output) {
      guard let named = namedFormat(among: formats) else {
        throw Failure(code: .usage, text: FormatFault.unknownEnding(ending, output, formats)[language])
      }
      if let askedFormat, askedFormat != named {
        throw Failure(code: .usage, text: FormatFault.contradiction(askedFormat, output)[language])
      }
    }
    try OutputPlace(output, force: force, language).checkFolder(language)
  }

  /// Sends a document, or the JSON text, where the user wants it.
  func send(_ document: @autoclosure () -> Document, json: @autoclosure () -> String) throws {
    let text: String
    if let writer = OutputFormat(rawValue: format.rawValue) {
      text = writer.writer(
        WriterOptions(
          language: language, moneyUnit: unit, width: Console.width,
          colour: Console.usesColour && output == nil,
          ascii: ascii)
      ).text(of: document())
    } else {
      text = json()
    }
    try send(text)
  }

  /// Sends a scenario: a parameter sheet where CSV is asked for, else JSON. A sheet is for planners: in Chinese, unless
  /// another language is asked for.
  func send(scenario tree: SourceNode) throws {
    try send(format == .csv ? parameterSheet(of: tree, in: lang ?? .zh) : scenarioText(of: tree))
  }

  func send(_ text: String) throws {
    guard let output else {
      guard Console.output(text) else { throw Files.noRoom(language) }
      return
    }
    try Files.write(text, to: output, force: force, language)
    Console.error(Bilingual(en: "Written: \(output)\n", zh: "已写入：\(output)\n")[language])
  }
}

/// Which scenario, and what is changed in it.
struct ScenarioOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a number another value; ids or labels on the path, a unit behind the value if wanted (repeatable).",
      valueName: "path=value"))
  var settings: [String] = []

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Lay an overlay over the scenario: a file, or a funding model by its name (repeatable).",
      valueName: "file"))
  var overlays: [String] = []

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Take policy numbers as in force in this month, 2024-07, or in January of a year, 2024; without it, at the "
        + "start of construction.",
      valueName: "date"))
  var asOf: YearMonth?

  /// Loads a scenario; what is wrong goes to stderr and ends the program. Notices wait for `check` and for the report of
  /// `run`: what a reviewer would ask is no trouble with the file.
  func load(_ file: String, _ output: OutputOptions) throws -> CheckedScenario {
    let result = loadScenario(try request(file, output.language))
    let shown = output.quiet ? result.findings.filter { $0.severity == .error } : result.findings
    switch result {
    case .scenario(let scenario):
      let troubles = shown.filter { $0.severity != .notice }
      Console.error(FindingsText.lines(troubles, in: output.language))
      return scenario
    case .refused:
      throw Failure(code: .badScenario, text: FindingsText.lines(shown, in: output.language))
    }
  }

  func request(_ file: String, _ language: Language) throws -> LoadRequest {
    LoadRequest(
      .init(name: file, bytes: try Files.read(file, language)),
      overlays: try overlays.map { try Files.overlay($0, language) },
      settings: try settings.map(setting), asOf: asOf, fileNamed: Files.file(named:from:))
  }

  /// The paths that `--set` names, ids in place of labels.
  func settingPaths(in checked: CheckedScenario) -> [String] {
    settings.compactMap { text in
      try? checked.path(named: String(text.prefix { $0 != "=" })).get()
    }
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
