import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

extension SamplingMethod: ExpressibleByArgument {}

/// `fundsim sweep FILE`: a scenario computed for many values of its numbers.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract:
      "Compute a scenario a thousand or a million times: how likely does the money balance, what drives failure?",
    discussion: """
      Values come from --vary (all combinations) and from --sample (drawn from the distributions under `uncertain`, the
      same sample for each combination). The same rows give the same numbers whatever the threads.

      EXAMPLES
        fundsim sweep Scenarios/yonganli.json --sample 100000
        fundsim sweep Scenarios/yonganli.json --sample 10000 --method sobol --vary timeline.constructionMonths=18:30:6
        fundsim sweep Scenarios/yonganli.json --vary funding.homes.price=9000:10600:400 --vary costs.building.unitCost=2600:3000:100
      """)

  @Argument(help: "The scenario file.")
  var file: String

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp("Values of one number; several give all combinations.", valueName: "path=from:to:step")
  )
  var variations: [String] = []

  @Option(help: ArgumentHelp("Rows to draw from the uncertain numbers.", valueName: "rows"))
  var sample: Int?

  @Option(
    help: ArgumentHelp("How to spread them: random, lhs (Latin hypercube) or sobol.", valueName: "method"))
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

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if variations.isEmpty, sample == nil {
      throw ValidationError("Give --vary PATH=FROM:TO:STEP or --sample ROWS. 请给出 --vary 或 --sample。")
    }
    if let sample, sample < 1 {
      throw ValidationError("--sample needs at least one row. --sample 至少为 1。")
    }
    if let threads, threads < 1 { throw ValidationError("--threads needs at least one. --threads 至少为 1。") }
    if precision != nil, sample == nil {
      throw ValidationError("--precision goes with --sample. --precision 须与 --sample 同用。")
    }
  }

  func run() throws {
    let checked = try scenario.load(file, output)
    var request = SweepRequest()
    request.variations = variations
    request.sample = sample
    request.method = method
    request.seed = seed
    request.results = indicators
    let sweep = try answering(output.language) { () throws(QuestionFault) in try Sweep(checked, request) }
    let rows = try part(of: sweep.design.rows)
    let stop = try precision.map { try Precision($0, sweep) }
    let totals = sweep.run(rows, threads: threads ?? Console.cores, keepsRows: false) { _, totals in
      stop.map { !$0.isReached(totals) } ?? true
    }
    let report = SweepReport(
      sweep, totals, rows: rows.lowerBound..<rows.lowerBound + totals.rows,
      stopped: totals.rows < rows.count ? stop?.text(totals.rows) : nil, unit: output.unit)
    if shard != nil { return try output.send(report.jsonLine) }
    try output.send(report.document, json: report.json)
  }

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
    let text = [error.message, error.remedy].compactMap { $0?[language] }.joined(separator: " ")
    throw Failure(code: .usage, text: text + "\n")
  }
}
