import ArgumentParser
import FundFormula
import FundModel
import FundReport
import FundScenario

extension Language: ExpressibleByArgument {}
extension MoneyUnit: ExpressibleByArgument {
  /// By its id, or as tables print it: 万元.
  package init?(argument: String) {
    guard let unit = Self.allCases.first(where: { [$0.rawValue, $0.name.en, $0.name.zh].contains(argument) })
    else { return nil }
    self = unit
  }
}

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
      en: "How to print the result; without it, as the name of the output file ends, else table.",
      zh: "输出格式：table 文本表格，json，csv，markdown；不写则按输出文件的后缀，没有后缀为 table。",
      name: Bilingual(en: "format", zh: "格式")))
  var askedFormat: Format?

  @Option(
    help: ArgumentHelp(
      en: "Language of the output; without it, that of the locale.", zh: "输出语言：zh 中文，en 英文；不写则随系统语言。",
      name: Bilingual(en: "language", zh: "语言")))
  /// Heard by ``SpokenLanguage`` before anything is parsed.
  var lang: Language?

  @Option(
    name: .customLong("unit"),
    help: ArgumentHelp(
      en: "Unit of amounts: wan is 10,000 yuan, yi 100 million; without it wan, in CSV yuan.",
      zh: "金额单位：yuan 元，wan 万元，yi 亿元；不写为万元，CSV 为元。", name: Bilingual(en: "unit", zh: "单位")))
  var askedUnit: MoneyUnit?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      en:
        "Write to this file instead of the terminal: whole or not at all. Its ending chooses the format: .txt, .json, .csv, .md.",
      zh: "写入文件（要么写全，要么不写），不在终端显示。后缀决定格式：.txt、.json、.csv、.md。", name: .scenarioFile))
  var output: String?

  @Flag(help: ArgumentHelp(en: "Replace the output file if it exists.", zh: "输出文件已存在时覆盖。"))
  var force = false

  @Flag(help: ArgumentHelp(en: "Draw tables with ASCII characters only.", zh: "表格线和标记只用 ASCII 字符。"))
  var ascii = false

  @Flag(help: ArgumentHelp(en: "Print errors only, no warnings and notices.", zh: "只显示错误，不显示疑点和提示。"))
  var quiet = false

  var language: Language { SpokenLanguage.language }

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

  /// Sends a reply where the user wants it, and ends the program with what it means.
  func send(_ reply: Reply) throws {
    try send(reply.document, json: reply.json)
    switch reply.meaning {
    case .answered: return
    case .noAnswer: throw ExitCode(Code.noAnswer.rawValue)
    case .notSound: throw ExitCode(Code.notBalanced.rawValue)
    }
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
    try send(
      format == .csv ? parameterSheet(of: tree, in: SpokenLanguage.asked ?? .zh) : scenarioText(of: tree))
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
      en:
        "Give a number another value; ids or labels on the path, a unit behind the value if wanted (repeatable).",
      zh: "改用另一个值，不改文件。路径用编号或名称都行，值后可带单位，如 资金来源.市级补助.每户补助额=1.8万元/户（可重复）。",
      name: .setting))
  var settings: [String] = []

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      en: "Lay an overlay over the scenario: a file, or a funding model by its name (repeatable).",
      zh: "叠加方案调整项：文件，或内置筹资模式的名称（可重复）。", name: .model))
  var overlays: [String] = []

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      en:
        "Take policy numbers as in force in this month, 2024-07, or in January of a year, 2024; without it, at the "
        + "start of construction.",
      zh: "取这个月（如 2024-07）有效的政策标准，只写年份取当年 1 月；不写取开工时有效的标准。",
      name: Bilingual(en: "date", zh: "日期")))
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
        en: "--set needs PATH=VALUE, such as funding.city-subsidy.amount=8000; got `\(text)`.",
        zh: "--set 须写成“路径=值”，如 资金来源.市级补助.每户补助额=8000；现为“\(text)”。")
    }
    return .init(path: String(parts[0]), value: String(parts[1]))
  }
}
