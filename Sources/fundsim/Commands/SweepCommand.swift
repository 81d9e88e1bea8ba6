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
    abstract: Bilingual(
      en:
        "Compute a scenario a thousand or a million times: how likely does the money balance, what drives failure?",
      zh: "批量试算：测算千百万组，给出资金平衡的概率和失败的原因；--over 按小区表格测算整个改造计划。"),
    discussion: Bilingual(
      en: """
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
        the community's name (name), others may group (district) or
        hold remarks (#…); each further title is the path or label of a number,
        with its unit in brackets or in a second row (unit). An empty cell takes
        the template's value. The draws of --sample are common to all.

          fundsim sweep template.json --over communities.csv --sample 1000
          fundsim sweep template.json --over communities.csv --out rows.csv
        """,
      zh: """
        取值来自 --vary（全部组合）和 --sample（按 uncertain 中的概率分布抽样，各组合使用同一批样本）。同样的组，无论用几个线程，所得数字相同。

        示例
          fundsim sweep 方案.json --sample 100000
          fundsim sweep 方案.json --sample 10000 --method sobol \\
            --vary timeline.constructionMonths=18:30:6
          fundsim sweep 方案.json --sample 1000000 --out 明细.parquet
          fundsim sweep 方案.json --sample 1000000 --row 812 -o 第812组.json
          fundsim sweep 方案.json --vary funding.homes.price=9000:10600:400 \\
            --vary costs.building.unitCost=2600:3000:100

        改造计划
          加 --over 时，以情景为模板，对表格中的每个小区各测算一遍。表格为 Excel、WPS 另存的 CSV，首行是列名：一列为小区名称（名称），可另有分组列（区县）和备注列（以 # 开头）；其余各列写参数路径或名称，单位写在括号里，或另起一行“单位”。单元格留空则沿用模板取值。--sample 抽取的样本各小区共用。

          fundsim sweep 模板.json --over 小区.csv --sample 1000
          fundsim sweep 模板.json --over 小区.csv --out 明细.csv
        """))

  @Argument(help: ArgumentHelp(en: "The scenario file.", zh: "情景文件。", name: .scenarioFile))
  var file: String

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp(
      en: "Values of one number; several give all combinations.", zh: "某个参数的取值；写几个则测算全部组合。", name: .variation)
  )
  var variations: [String] = []

  @Option(
    name: .customLong("over"),
    help: ArgumentHelp(
      en: "A table of communities to compute the scenario for.", zh: "小区表格：对每个小区各测算一遍。", name: .scenarioFile))
  var table: String?

  @Option(
    help: ArgumentHelp(en: "Rows to draw from the uncertain numbers.", zh: "按不确定参数抽样的组数。", name: .rows))
  var sample: Int?

  @Option(
    help: ArgumentHelp(
      en: "How to spread them: random, lhs (Latin hypercube) or sobol.",
      zh: "抽样方法：random 随机，lhs 拉丁超立方，sobol 序列。", name: Bilingual(verbatim: "random|lhs|sobol")))
  var method: SamplingMethod = .random

  @Option(help: ArgumentHelp(en: "The seed of the draws.", zh: "抽样的随机种子。", name: .number))
  var seed: UInt64 = 1

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      en: "The figures to compute; the usual ones when left out.", zh: "要测算的指标，可连写多个；不写为常用指标。",
      name: .indicator))
  var indicators: [String] = []

  @Option(help: ArgumentHelp(en: "Threads; all cores when left out.", zh: "线程数；不写为全部核心。", name: .number))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      en:
        "Only part i of n of the rows (with --over: of the communities), such as 2/8; writes one line of JSON for --merge.",
      zh: "只算 n 片中的第 i 片（与 --over 同用时按小区分片），如 2/8；输出一行 JSON，供 --merge 合并。",
      name: Bilingual(verbatim: "i/n")))
  var shard: String?

  @Option(
    name: .customLong("merge"), parsing: .upToNextOption,
    help: ArgumentHelp(
      en:
        "Add up all parts that --shard wrote, in any order, instead of computing: the same to the last digit.",
      zh: "不再计算，将 --shard 写出的全部分片合并（顺序不限），结果与一次算完逐位相同。", name: .scenarioFile))
  var parts: [String] = []

  @Option(
    help: ArgumentHelp(
      en: "Stop when the 95 % interval of this figure's mean is no wider to each side.",
      zh: "该指标均值的 95% 置信区间单侧不超过此宽度时停止。", name: Bilingual(en: "indicator=width", zh: "指标=宽度")))
  var precision: String?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      en: "Write every row to this file, .csv or .parquet: whole or not at all.",
      zh: "将每组明细写入文件（.csv 或 .parquet），要么写全，要么不写。", name: .scenarioFile))
  var rowFile: String?

  @Option(
    help: ArgumentHelp(
      en: "Write this row, by its number in the file of rows, as a scenario.",
      zh: "将这一组（明细文件中的序号）写成情景文件。", name: .number))
  var row: Int?

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  /// A row is written as a scenario, a part of the rows as one line of JSON.
  var formats: [Format] { row != nil ? [.json, .csv] : shard != nil ? [.json] : Format.allCases }

  func validate() throws {
    if variations.isEmpty, sample == nil, table == nil {
      throw ValidationError(
        en: "Give --vary PATH=FROM:TO:STEP or --sample ROWS.", zh: "请写“--vary 路径=起:止:步长”或“--sample 组数”。")
    }
    if table != nil, !variations.isEmpty {
      throw ValidationError(
        en: "--over takes its values from the table: it goes without --vary.",
        zh: "--over 的取值来自表格，不能与 --vary 同用。")
    }
    if table != nil, precision != nil {
      throw ValidationError(
        en: "--over sums all communities of every draw: it goes without --precision.",
        zh: "--over 须对每次抽样合计全部小区，不能与 --precision 同用。")
    }
    if !parts.isEmpty, shard != nil || precision != nil || row != nil || rowFile != nil {
      throw ValidationError(
        en: "--merge adds what is computed: it goes without --shard, --precision, --row and --out.",
        zh: "--merge 只合并已算好的分片，不能与 --shard、--precision、--row、--out 同用。")
    }
    if let sample, sample < 1 {
      throw ValidationError(en: "--sample needs at least one row.", zh: "--sample 至少为 1。")
    }
    if let threads, threads < 1 {
      throw ValidationError(en: "--threads needs at least one.", zh: "--threads 至少为 1。")
    }
    if precision != nil, !variations.isEmpty {
      throw ValidationError(
        en:
          "--precision looks at one sample: it does not go with --vary, whose combinations follow one another.",
        zh: "--precision 只看一份样本，不能与 --vary 同用。")
    }
    if row != nil, rowFile != nil || shard != nil || precision != nil {
      throw ValidationError(
        en: "--row writes one row: it goes without --out, --shard and --precision.",
        zh: "--row 只写一组，不能与 --out、--shard、--precision 同用。")
    }
    if let rowFile, rowFile == output.output {
      throw ValidationError(en: "--out and -o name the same file.", zh: "--out 与 -o 不能是同一文件。")
    }
    if precision != nil, sample == nil {
      throw ValidationError(en: "--precision goes with --sample.", zh: "--precision 须与 --sample 同用。")
    }
  }

  func run() throws {
    let checked = try scenario.load(file, output)
    if let table { return try ProgrammeSweep(self, checked, over: table).run() }
    var request = SweepRequest()
    request.variations = try variations.map { try VariedNumber(option: $0, output.language) }
    request.sample = sample
    request.method = method
    request.seed = seed
    request.results = indicators
    request.held = scenario.settingPaths(in: checked)
    let sweep = try answering(output.language) { () throws(QuestionFault) in try Sweep(checked, request) }
    if let row { return try send(row: row, of: sweep) }
    if !parts.isEmpty { return try sendMerged(sweep) }
    let rows =
      try share().map { Sweep.part($0.place, of: $0.parts, rows: sweep.design.rows) } ?? 0..<sweep.design.rows
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
      part: shard.map { _ in sweep.part(rows, totals, few: few) },
      stopped: totals.rows < rows.count ? stop?.text(totals.rows) : nil,
      note: stop.flatMap { $0.isReached(totals) ? nil : $0.unreached(totals) }, unit: output.unit)
    if shard != nil {
      try output.send(report.jsonLine)
    } else {
      try output.send(report.document, json: report.json)
    }
    tellWritten()
  }

  /// The parts that were named, read.
  func readParts<Part: Decodable & Sendable>() throws -> [NamedPart<Part>] {
    try parts.map { name in
      let bytes = try Files.read(name, output.language, most: Self.largestPart)
      return try answering(output.language) { () throws(QuestionFault) in try readPart(bytes, file: name) }
    }
  }

  private static let largestPart = 4 << 30

  private func sendMerged(_ sweep: Sweep) throws {
    let parts: [NamedPart<SweepPart>] = try readParts()
    let (totals, few) = try answering(output.language) { () throws(QuestionFault) in try sweep.merged(parts) }
    let report = SweepReport(sweep, totals, rows: 0..<totals.rows, few: few, unit: output.unit)
    try output.send(report.document, json: report.json)
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

  /// Which part of how many is asked for; nil for all.
  func share() throws -> (place: Int, parts: Int)? {
    guard let shard else { return nil }
    let numbers = shard.split(separator: "/").compactMap { Int($0) }
    guard numbers.count == 2, numbers[1] >= 1, (1...numbers[1]).contains(numbers[0]) else {
      throw ValidationError(
        en: "--shard needs I/N, such as 2/8; got `\(shard)`.", zh: "--shard 须写成 i/n，如 2/8；现为“\(shard)”。")
    }
    return (numbers[0], numbers[1])
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
    guard parts.count == 2,
      let place = sweep.results.firstIndex(where: { [$0.id, $0.label.zh, $0.label.en].contains(parts[0]) }),
      let kind = UnitKind(sweep.results[place].unit),
      case .success(let width) = kind.number(writtenAs: parts[1]),
      width > 0
    else {
      let ids = sweep.results.map(\.id).joined(separator: ", ")
      throw ValidationError(
        en: "--precision needs INDICATOR=WIDTH with one of \(ids); got `\(text)`.",
        zh: "--precision 须写成“指标=宽度”，指标可为 \(ids)；现为“\(text)”。")
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
  let text = [fault.message, fault.remedy].compactMap { $0?[language] }.joined(
    separator: language == .en ? " " : "")
  return Failure(code: .usage, text: text + "\n")
}
