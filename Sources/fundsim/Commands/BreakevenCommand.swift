import ArgumentParser
import FundAnalysis
import FundFormula
import FundModel
import FundReport
import FundScenario

/// `fundsim breakeven FILE`: at what price, area, subsidy, rate a target just holds.
struct BreakevenCommand: ResultCommand {
  static let configuration = CommandConfiguration(
    commandName: "breakeven",
    abstract: Bilingual(
      en: "At what price, area, subsidy or rate does it just balance? One number, tables, several at once.",
      zh: "平衡点测算：价格、面积、补助、利率取何值时刚好打平；可单个求解、列表求解、多参数联立。"),
    discussion: Bilingual(
      en: """
        Numbers are named by their paths (fundsim list inputs FILE) or labels;
        scale:PATH is the common factor of a block or a section, as scale:costs.
        Targets are indicators (fundsim list indicators) or any named amount.

        EXAMPLES
          fundsim breakeven plan.json --solve funding.homes.price
          fundsim breakeven plan.json --solve scale:costs --for npv=0
          fundsim breakeven plan.json --solve funding.residents.extraPrice \\
            --for irr=6% --vary funding.homes.price=9000:10600:400 \\
            --vary costs.building.unitCost=2600:3000:100
          fundsim breakeven plan.json \\
            --solve funding.homes.price,funding.residents.extraPrice
          fundsim breakeven plan.json --all
        """,
      zh: """
        参数用路径（见 fundsim list inputs 文件）或名称指明；scale:路径 表示某一栏目或条目整体按比例调整，如 scale:costs。
        目标可以是任一指标（见 fundsim list indicators）或任一有名称的金额。

        示例
          fundsim breakeven 方案.json --solve funding.homes.price
          fundsim breakeven 方案.json --solve scale:costs --for npv=0
          fundsim breakeven 方案.json --solve funding.residents.extraPrice \\
            --for irr=6% --vary funding.homes.price=9000:10600:400 \\
            --vary costs.building.unitCost=2600:3000:100
          fundsim breakeven 方案.json \\
            --solve funding.homes.price,funding.residents.extraPrice
          fundsim breakeven 方案.json --all
        """))

  @Argument(help: ArgumentHelp(en: "The scenario file.", zh: "情景文件。", name: .scenarioFile))
  var file: String

  @Option(
    name: .customLong("solve"),
    help: ArgumentHelp(
      en: "The number to solve for, or several with commas between.", zh: "要求解的参数，多个之间用逗号隔开。", name: .path))
  var solved: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      en:
        "What must hold, such as fundingGap=0, irr=6% or coverage=1.2 (repeatable); fundingGap=0 when left out, with debt that the whole plan holds.",
      zh: "目标，如 fundingGap=0、irr=6%、coverage=1.2（可重复）；不写即资金缺口为零，有债务时为方案整体成立。", name: .target))
  var targets: [String] = []

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp(
      en: "Solve for each of these values: once for a column, twice for a table.",
      zh: "对这些取值逐一求解：写一个列成一列，写两个列成一张表。", name: .variation)
  )
  var variations: [String] = []

  @Flag(
    help: ArgumentHelp(
      en:
        "Every number that matters: how little of a change brings the target about, and how a gap could be closed.",
      zh: "列出每个有影响的参数变动多少即达到目标（临界点），以及缺口怎么补。")
  )
  var all = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  private var numbers: [String] {
    (solved ?? "").split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
  }

  func validate() throws {
    if all == (solved != nil) {
      throw ValidationError(
        en: "Give either --solve PATH or --all.", zh: "请写“--solve 路径”，或用 --all；两者择一。")
    }
    if all, targets.count > 1 || !variations.isEmpty {
      throw ValidationError(
        en: "--all takes one --for and no --vary.", zh: "--all 只能配一个 --for，不能与 --vary 同用。")
    }
    if solved != nil, numbers.isEmpty {
      throw ValidationError(en: "--solve needs a path.", zh: "--solve 须写参数路径或名称。")
    }
    if variations.count > 2 {
      throw ValidationError(en: "At most two --vary make a table.", zh: "列表求解的 --vary 最多两个。")
    }
    if !variations.isEmpty, numbers.count > 1 || targets.count > 1 {
      throw ValidationError(
        en: "A table solves for one number and one target.", zh: "列表求解只能有一个参数和一个目标。")
    }
    if numbers.count < max(targets.count, 1), !all {
      throw ValidationError(
        en:
          "\(targets.count) targets need \(targets.count) numbers or more to solve for; \(numbers.count) given.",
        zh: "\(targets.count) 个目标至少要有 \(targets.count) 个求解参数，现有 \(numbers.count) 个。")
    }
  }

  func run() throws {
    let scenario = try scenario.load(file, output)
    var question = BreakEvenQuestion()
    question.unknowns = numbers
    question.targets = try targets.map { try AskedTarget(option: $0, output.language) }
    question.variations = try variations.map { try VariedNumber(option: $0, output.language) }
    question.amountPlaces = output.unit.places
    let answer = try answering(output.language) { () throws(QuestionFault) in try question.answer(scenario) }
    try output.send(answer.reply(title: scenario.content.title, unit: output.unit))
  }
}
