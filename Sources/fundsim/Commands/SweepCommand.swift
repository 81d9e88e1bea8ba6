import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

extension SamplingMethod: ExpressibleByArgument {}

/// `fundsim sweep FILE`: a scenario computed for many values of its numbers.
struct SweepCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract:
      "Compute a scenario a thousand or a million times: how likely does the money balance, what drives failure?",
    discussion: """
      Values come from --vary (all combinations) and from --sample (drawn from
      the distributions under `uncertain`, the same sample for each
      combination). The same rows give the same numbers on any threads.

      EXAMPLES
        fundsim sweep plan.json --sample 100000
        fundsim sweep plan.json --sample 10000 --method sobol \\
          --vary timeline.constructionMonths=18:30:6
        fundsim sweep plan.json --sample 1000000 --out rows.parquet
        fundsim sweep plan.json --sample 1000000 --row 812 -o row-812.json
        fundsim sweep plan.json --vary funding.homes.price=9000:10600:400 \\
          --vary costs.building.unitCost=2600:3000:100

      A PROGRAMME
      --over computes the scenario as a template for many communities: a table
      (CSV as Excel and WPS save it) whose first row names the columns. One is
      the community's name (name, 名称), others may group (district, 区县) or
      hold remarks (#…); each further title is the path or label of a number,
      with its unit in brackets or in a second row 单位. An empty cell takes
      the template's value. The draws of --sample are common to all.

        fundsim sweep template.json --over communities.csv --sample 1000
        fundsim sweep template.json --over communities.csv --out rows.csv
      """)

  @Argument(help: "The scenario file.")
  var file: String

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp("Values of one number; several give all combinations.", valueName: "path=from:to:step")
  )
  var variations: [String] = []

  @Option(
    name: .customLong("over"),
    help: ArgumentHelp("A table of communities to compute the scenario for.", valueName: "file"))
  var table: String?

  @Option(help: ArgumentHelp("Rows to draw from the uncertain numbers.", valueName: "rows"))
  var sample: Int?

  @Option(
    help: ArgumentHelp(
      "How to spread them: random, lhs (Latin hypercube) or sobol.", valueName: "random|lhs|sobol"))
  var method: SamplingMethod = .random

  @Option(help: ArgumentHelp("The seed of the draws.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The figures to compute; the usual ones when left out.", valueName: "indicator"))
  var indicators: [String] = []

  @Option(help: ArgumentHelp("Threads; all cores when left out.", valueName: "number"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("Only part i of n of the rows: 2/8; one line of JSON at the end.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Stop when the 95 % interval of this figure's mean is no wider to each side.",
      valueName: "indicator=width"))
  var precision: String?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "Write every row to this file, .csv or .parquet: whole or not at all.", valueName: "file"))
  var rowFile: String?

  @Option(
    help: ArgumentHelp(
      "Write this row, by its number in the file of rows, as a scenario.", valueName: "number"))
  var row: Int?

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  /// A row is written as a scenario, a part of the rows as one line of JSON.
  var formats: [Format] { row != nil ? [.json, .csv] : shard != nil ? [.json] : Format.allCases }

  func validate() throws {
    if variations.isEmpty, sample == nil, table == nil {
      throw ValidationError("Give --vary PATH=FROM:TO:STEP or --sample ROWS. 请给出 --vary 或 --sample。")
    }
    if table != nil, !variations.isEmpty {
      throw ValidationError(
        "--over takes its values from the table: it goes without --vary. --over 的取值来自表格，不能与 --vary 同用。")
    }
    if table != nil, shard != nil || precision != nil {
      throw ValidationError(
        "--over sums all communities of every draw: it goes without --shard and --precision. --over 须对每次抽样合计全部小区，不能与 --shard、--precision 同用。"
      )
    }
    if let sample, sample < 1 {
      throw ValidationError("--sample needs at least one row. --sample 至少为 1。")
    }
    if let threads, threads < 1 { throw ValidationError("--threads needs at least one. --threads 至少为 1。") }
    if precision != nil, !variations.isEmpty {
      throw ValidationError(
        "--precision looks at one sample: it does not go with --vary, whose combinations follow one another. --precision 不能与 --vary 同用。"
      )
    }
    if row != nil, rowFile != nil || shard != nil || precision != nil {
      throw ValidationError(
        "--row writes one row: it goes without --out, --shard and --precision. --row 不能与 --out、--shard、--precision 同用。"
      )
    }
    if let rowFile, rowFile == output.output {
      throw ValidationError("--out and -o name the same file. --out 与 -o 不能是同一文件。")
    }
    if precision != nil, sample == nil {
      throw ValidationError("--precision goes with --sample. --precision 须与 --sample 同用。")
    }
  }

  func run() throws {
    let checked = try scenario.load(file, output)
    if let table { return try ProgrammeSweep(self, checked, over: table).run() }
    var request = SweepRequest()
    request.variations = variations
    request.sample = sample
    request.method = method
    request.seed = seed
    request.results = indicators
    request.held = scenario.settingPaths(in: checked)
    let sweep = try answering(output.language) { () throws(QuestionFault) in try Sweep(checked, request) }
    if let row { return try send(row: row, of: sweep) }
    let rows = try part(of: sweep.design.rows)
    let stop = try precision.map { try Precision($0, sweep) }
    let form = SweepRows(sweep)
    let file = try rowFile.map {
      try RowFile($0, form.schema(seed: seed, method: method, version: Fundsim.version), self)
    }
    var few = rows.count <= FewRows.most ? FewRows(sweep) : nil
    let progress = Progress(rows.count, isShown: !output.quiet)
    defer { progress.clear() }
    let totals = try sweep.run(
      rows, threads: threads ?? Console.cores, keepsRows: file != nil || few != nil, sumsRounds: stop != nil
    ) {
      blocks, done, totals in
      for block in blocks { try file?.write(form.block(block)) }
      few?.add(blocks)
      progress.show(done)
      guard let stop, let totals else { return true }
      return !stop.isReached(totals)
    }
    try file?.finish()
    progress.clear()
    let report = SweepReport(
      sweep, totals, rows: rows.lowerBound..<rows.lowerBound + totals.rows, few: few,
      stopped: totals.rows < rows.count ? stop?.text(totals.rows) : nil,
      note: stop.flatMap { $0.isReached(totals) ? nil : $0.unreached(totals) }, unit: output.unit)
    if shard != nil {
      try output.send(report.jsonLine)
    } else {
      try output.send(report.document, json: report.json)
    }
    tellWritten()
  }

  /// One row as a scenario of its own: `run` gives the same numbers.
  private func send(row: Int, of sweep: Sweep) throws {
    try check(row: row, of: sweep.design.rows)
    try send(sweep.settings(ofRow: row))
  }

  func check(row: Int, of rows: Int) throws {
    guard !(0..<rows).contains(row) else { return }
    throw Failure(
      code: .usage,
      text: Bilingual(
        en: "There is no row \(row): rows go from 0 to \(rows - 1).\n",
        zh: "没有第 \(row) 组：序号为 0 至 \(rows - 1)。\n")[output.language])
  }

  /// The file of rows, where one was asked for.
  func tellWritten() {
    guard let rowFile else { return }
    Console.error(Bilingual(en: "Written: \(rowFile)\n", zh: "已写入：\(rowFile)\n")[output.language])
  }

  /// The scenario with settings, as a file of its own.
  func send(_ settings: [LoadRequest.Setting]) throws {
    var request = try scenario.request(file, output.language)
    request.settings += settings
    let (tree, findings) = scenarioTree(request)
    guard let tree else {
      throw Failure(code: .badScenario, text: FindingsText.lines(findings, in: output.language))
    }
    // What the site does not allow a sweep computes all the same; a run refuses it.
    if case .refused(let faults) = loadScenario(request) {
      throw Failure(
        code: .badScenario,
        text: Bilingual(
          en: "A run refuses this row with the numbers drawn for it:\n", zh: "按该组抽取的参数，单独测算（run）不予通过：\n")[
            output.language]
          + FindingsText.lines(faults.filter { $0.severity == .error }, in: output.language))
    }
    try output.send(scenario: tree)
  }

  var isFirstShard: Bool { shard?.split(separator: "/").first.map { $0 == "1" } ?? true }

  /// The rows of the asked part: parts begin at multiples of a block.
  private func part(of rows: Int) throws -> Range<Int> {
    guard let shard else { return 0..<rows }
    let numbers = shard.split(separator: "/").compactMap { Int($0) }
    guard numbers.count == 2, numbers[1] >= 1, (1...numbers[1]).contains(numbers[0]) else {
      throw ValidationError("--shard needs I/N, such as 2/8; got `\(shard)`. --shard 须写成 i/n。")
    }
    return Sweep.part(numbers[0], of: numbers[1], rows: rows)
  }
}

/// The file of rows of a sweep.
final class RowFile {
  private let sink: FileSink
  private var writer: any RowWriter

  init(_ path: String, _ schema: RowSchema, _ command: SweepCommand) throws {
    guard let ending = Files.ending(of: path), let format = RowFormat(rawValue: ending) else {
      throw Failure(
        code: .usage,
        text: Bilingual(
          en: "--out takes a file whose name ends in .csv or .parquet; got `\(path)`.\n",
          zh: "--out 的文件名须以 .csv 或 .parquet 结尾，而得到“\(path)”。\n")[command.output.language])
    }
    writer = format.writer(schema)
    sink = try FileSink(path, force: command.output.force, command.output.language)
    // Parts of a CSV file follow one another: the names stand at the head of the first.
    let head = writer.head()
    if format != .csv || command.isFirstShard { try sink.write(head) }
  }

  func write(_ block: RowBlock) throws { try sink.write(writer.append(block)) }

  func finish() throws {
    try sink.write(writer.end())
    try sink.finish()
  }
}

/// How far a long sweep is, on a terminal only.
final class Progress {
  private let rows: Int
  private let isShown: Bool
  private let start = Console.seconds
  private var last = 0.0
  private var hasShown = false

  init(_ rows: Int, isShown: Bool) {
    self.rows = rows
    self.isShown = isShown && Console.showsProgress
  }

  /// At most five times a second, from the first second on.
  func show(_ done: Int) {
    guard isShown, done < rows else { return }
    let now = Console.seconds - start
    guard now >= 1, now - last >= 0.2 else { return }
    last = now
    hasShown = true
    let rate = Double(done) / now
    let left = Double(rows - done) / rate
    Console.progress("\(done) / \(rows)  \(Int(rate / 1000)) k/s  \(Int(left.rounded(.up))) s")
  }

  func clear() {
    if hasShown { Console.progress("") }
    hasShown = false
  }
}

/// When a sample is large enough.
private struct Precision {
  private let place: Int
  private let width: Double
  private let label: Bilingual

  init(_ text: String, _ sweep: Sweep) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let place = sweep.results.firstIndex(where: { $0.id == parts[0] }),
      let kind = UnitKind(sweep.results[place].unit),
      case .success(let width) = kind.number(writtenAs: parts[1]),
      width > 0
    else {
      let ids = sweep.results.map(\.id).joined(separator: ", ")
      throw ValidationError(
        "--precision needs INDICATOR=WIDTH with one of \(ids); got `\(text)`. --precision 须写成“指标=宽度”。")
    }
    self.place = place
    self.width = width
    label = sweep.results[place].label
  }

  func isReached(_ totals: SweepTotals) -> Bool { totals.meanIsWithin(width, of: place) }

  func unreached(_ totals: SweepTotals) -> Bilingual {
    guard let rows = totals.rowsForMean(within: width, of: place) else {
      if totals.rows < 2 {
        return Bilingual(en: "One row does not tell how well a mean is known.", zh: "仅抽样 1 组，无法判断均值的精度。")
      }
      return Bilingual(
        en: "“\(label.en)” has a value in hardly any row: more rows do not tell its mean.",
        zh: "\(label.zh)几乎在各组均无数值，增加抽样组数也无法得到其均值。")
    }
    let needed = NumberText.about(rows)
    return Bilingual(
      en:
        "The mean of “\(label.en)” is not yet known to the precision asked for: that takes about \(needed) rows.",
      zh: "\(label.zh)的均值尚未达到要求的精度，约需抽样 \(needed) 组。")
  }

  func text(_ rows: Int) -> Bilingual {
    Bilingual(
      en: "Stopped after \(rows) rows: the mean of “\(label.en)” is known to the precision asked for.",
      zh: "抽样 \(rows) 组后停止：\(label.zh)的均值已达到要求的精度。")
  }
}

/// Runs a question, its fault told in the user's language.
func answering<Answer>(_ language: Language, _ body: () throws(QuestionFault) -> Answer) throws -> Answer {
  do {
    return try body()
  } catch {
    throw questionFailure(error, language)
  }
}

/// What is wrong with a question, for the user.
func questionFailure(_ fault: QuestionFault, _ language: Language) -> Failure {
  let text = [fault.message, fault.remedy].compactMap { $0?[language] }.joined(separator: " ")
  return Failure(code: .usage, text: text + "\n")
}
