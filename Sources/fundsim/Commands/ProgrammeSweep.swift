import FundAnalysis
import FundFormula
import FundReport
import FundScenario

/// `fundsim sweep TEMPLATE --over TABLE`: a template for many communities.
struct ProgrammeSweep {
  private let command: SweepCommand
  private let table: String
  private let request: SweepRequest
  private let programme: Programme

  private var output: OutputOptions { command.output }
  private var threads: Int { command.threads ?? Console.cores }

  init(_ command: SweepCommand, _ template: CheckedScenario, over table: String) throws {
    self.command = command
    self.table = table
    var request = SweepRequest()
    request.sample = command.sample
    request.method = command.method
    request.seed = command.seed
    request.results = command.indicators
    request.held = command.scenario.settingPaths(in: template)
    self.request = request
    let language = command.output.language
    let (sheet, found) = readCommunities(try Files.read(table, language), file: table)
    guard let sheet else { throw Self.refusal(found, command) }
    do throws(ProgrammeRefusal) {
      programme = try Programme(
        template, sheet, found: found, request, threads: command.threads ?? Console.cores)
    } catch {
      switch error {
      case .findings(let findings): throw Self.refusal(findings, command)
      case .question(let fault): throw questionFailure(fault, language)
      }
    }
    // Notices stand in the report.
    let warnings = programme.findings.filter { $0.severity == .warning }
    if !command.output.quiet { Console.error(FindingsText.lines(warnings, in: language)) }
  }

  func run() throws {
    if let row = command.row { return try send(row: row) }
    if !command.parts.isEmpty {
      let parts: [NamedPart<ProgrammePart>] = try command.readParts()
      return try send(
        try answering(output.language) { () throws(QuestionFault) in try programme.merged(parts) })
    }
    let places = try command.share().map { programme.part($0.place, of: $0.parts) }
    let form = ProgrammeRows(programme)
    let file = try command.rowFile.map {
      try RowFile($0, form.schema(request, table: table, version: Fundsim.version), command)
    }
    let draws = file == nil ? [] : programme.allDraws()
    let (first, count) = (places?.lowerBound ?? 0, places?.count ?? programme.communities.count)
    let progress = Progress(count * programme.draws, isShown: !output.quiet)
    let totals = try programme.run(places, threads: threads) { outcomes in
      for outcome in outcomes { try file?.write(form.block(outcome, draws: draws)) }
      progress.show(((outcomes.last?.community ?? first) + 1 - first) * programme.draws)
    }
    try file?.finish()
    progress.clear()
    if let places {
      try output.send(ProgrammeReport.jsonLine(programme.part(places, totals), of: programme))
    } else {
      try send(totals)
    }
    command.tellWritten()
  }

  private func send(_ totals: ProgrammeTotals) throws {
    let report = ProgrammeReport(programme, totals, unit: output.unit)
    try output.send(report.document(listsCommunities: output.format == .csv), json: report.json)
  }

  /// One community in one draw as a scenario of its own: `run` gives the same numbers.
  private func send(row: Int) throws {
    try command.check(row: row, of: programme.rows)
    try command.send(programme.settings(ofRow: row))
  }

  private static func refusal(_ findings: [Finding], _ command: SweepCommand) -> Failure {
    let shown = command.output.quiet ? findings.filter { $0.severity == .error } : findings
    return Failure(code: .badScenario, text: FindingsText.lines(shown, in: command.output.language))
  }
}
