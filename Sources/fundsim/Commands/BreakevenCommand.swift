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
    abstract:
      "At what price, area, subsidy or rate does it just balance? One number, tables, several at once.",
    discussion: """
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
      """)

  @Argument(help: "The scenario file.")
  var file: String

  @Option(
    name: .customLong("solve"),
    help: ArgumentHelp("The number to solve for, or several with commas between.", valueName: "path"))
  var solved: String?

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "What must hold, such as fundingGap=0, irr=6% or coverage=1.2 (repeatable); fundingGap=0 when left out, with debt that the whole plan holds.",
      valueName: "indicator=value"))
  var targets: [String] = []

  @Option(
    name: .customLong("vary"),
    help: ArgumentHelp(
      "Solve for each of these values: once for a column, twice for a table.", valueName: "path=from:to:step")
  )
  var variations: [String] = []

  @Flag(
    help:
      "Every number that matters: how little of a change brings the target about, and how a gap could be closed."
  )
  var all = false

  @OptionGroup var scenario: ScenarioOptions
  @OptionGroup var output: OutputOptions

  private func asked(of scenario: CheckedScenario) -> [String] {
    targets.isEmpty ? [SolveSystem.breakEvenTarget(of: scenario.model)] : targets
  }
  private var numbers: [String] {
    (solved ?? "").split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
  }

  func validate() throws {
    if all == (solved != nil) {
      throw ValidationError(
        "Give either --solve PATH or --all. 请给出 --solve 路径，或用 --all。")
    }
    if all, targets.count > 1 || !variations.isEmpty {
      throw ValidationError("--all takes one --for and no --vary. --all 只能配一个 --for，不能与 --vary 同用。")
    }
    if solved != nil, numbers.isEmpty { throw ValidationError("--solve needs a path. --solve 须给出参数路径。") }
    if variations.count > 2 {
      throw ValidationError("At most two --vary make a table. --vary 最多两个。")
    }
    if !variations.isEmpty, numbers.count > 1 || targets.count > 1 {
      throw ValidationError(
        "A table solves for one number and one target. 列表求解只能有一个参数和一个目标。")
    }
    if numbers.count < max(targets.count, 1), !all {
      throw ValidationError(
        "\(targets.count) targets need \(targets.count) numbers or more to solve for; \(numbers.count) given. 目标数不能多于求解参数数。"
      )
    }
  }

  /// What a question came to, ready to be sent.
  private struct Answer {
    let document: Document
    let json: () -> String
    var exists = true
  }

  func run() throws {
    let scenario = try scenario.load(file, output)
    let answer = try answer(scenario)
    try output.send(answer.document, json: answer.json())
    if !answer.exists { throw ExitCode(Code.noAnswer.rawValue) }
  }

  private func answer(_ scenario: CheckedScenario) throws -> Answer {
    if all { return try everything(scenario) }
    let varied = variations.map { String($0.prefix { $0 != "=" }) }
    let (source, system) = try answering(output.language) { () throws(QuestionFault) in
      let source = try MovableModel(scenario, moving: numbers + varied)
      return (source, try SolveSystem(source, for: asked(of: scenario), amountPlaces: output.unit.places))
    }
    let title = scenario.content.title
    if numbers.count == 1, variations.isEmpty, let input = source.structuralInput(numbers[0]) {
      return try structural(input, system, title)
    }
    let unknowns = try numbers.map { name in
      try answering(output.language) { () throws(QuestionFault) in try source.unknown(name) }
    }
    if !variations.isEmpty { return try table(unknowns[0], source, system, title) }
    guard unknowns.count == 1 else {
      try refuseRepeated(unknowns)
      let found = system.jointBreakEven(unknowns)
      let report = JointBreakEvenReport(found, title: title, unit: output.unit)
      return Answer(document: report.document, json: { report.json }, exists: found.failure == nil)
    }
    if targets.isEmpty, PlanQuestion.isUsual(for: source.model),
      let question = PlanQuestion(source, amountPlaces: output.unit.places)
    {
      let found = question.breakEven(unknowns[0])
      let report = PlanBreakEvenReport(found, title: title, unit: output.unit)
      return Answer(document: report.document, json: { report.json }, exists: found.advised != nil)
    }
    let found = system.breakEven(unknowns[0])
    let report = BreakEvenReport(
      found, title: title, stoppedBy: system.stoppedBy.map(\.label), unit: output.unit)
    return Answer(document: report.document, json: { report.json }, exists: found.solved != nil)
  }

  private func structural(
    _ input: DeclaredInput, _ system: SolveSystem, _ title: Bilingual
  ) throws -> Answer {
    guard let found = system.structuralBreakEven(input) else {
      throw Failure(code: .usage, text: "`\(input.path)` is no number. “\(input.path)”不是数值。\n")
    }
    let report = StructuralBreakEvenReport(found, title: title, unit: output.unit)
    return Answer(document: report.document, json: { report.json }, exists: found.solved != nil)
  }

  private func table(
    _ unknown: MovableNumber, _ source: MovableModel, _ system: SolveSystem, _ title: Bilingual
  ) throws -> Answer {
    let axes = try variations.map { text in
      try answering(output.language) { () throws(QuestionFault) in try source.variation(text) }
    }
    try refuseRepeated([unknown] + axes.map(\.unknown))
    let cells = axes.map(\.values.count).reduce(1, *)
    guard cells <= BreakEvenTable.mostCells else {
      throw Failure(
        code: .usage,
        text: "The table would have \(cells) cells; at most \(BreakEvenTable.mostCells). 表格单元超过上限，请加大步长。\n")
    }
    let table = system.table(unknown, rows: axes[0], columns: axes.count > 1 ? axes[1] : nil)
    let report = BreakEvenTableReport(table, title: title, unit: output.unit)
    return Answer(document: report.document, json: { report.json }, exists: report.hasAnswer)
  }

  private func refuseRepeated(_ unknowns: [MovableNumber]) throws {
    let names = unknowns.map(\.name)
    if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
      throw Failure(code: .usage, text: "`\(twice)` is given twice. “\(twice)”重复。\n")
    }
  }

  private func everything(_ scenario: CheckedScenario) throws -> Answer {
    let (source, system) = try answering(output.language) { () throws(QuestionFault) in
      let source = try MovableModel(scenario, moving: SolveSystem.leverNames(of: scenario.content))
      return (source, try SolveSystem(source, for: asked(of: scenario), amountPlaces: output.unit.places))
    }
    let critical = system.criticalPoints()
    let report = CriticalPointsReport(
      critical, closing: system.gapClosing(critical), capacity: CapacityBreakEven(source),
      of: ScenarioRun(scenario), unit: output.unit)
    return Answer(document: report.document, json: { report.json }, exists: report.hasAnswer)
  }
}
