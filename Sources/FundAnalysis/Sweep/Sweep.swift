internal import Dispatch
package import FundFormula
internal import FundModel
internal import FundNumerics
package import FundScenario
internal import Synchronization

/// A scenario computed for many rows that differ in some of its numbers: the same numbers whatever the block, the thread
/// or the shard, and any row runs again as a scenario of its own.
package struct Sweep: Sendable {
  package let scenario: CheckedScenario
  package let design: SweepDesign
  package let results: [SweepResult]
  package let conditions: [SweepCondition]
  /// What differs from row to row: the axes, then the drawn numbers.
  package let inputs: [Column]
  /// One compiled batch for each combination of structural values.
  private let structures: [[Double]: Structure]
  private let structuralAxes: [Int]
  /// What the drawn numbers' inputs allow: a draw beyond them, one in a billion, stands at the bound.
  private let drawnBounds: [ClosedRange<Double>]

  /// A number that differs from row to row.
  package struct Column: Sendable {
    /// The path, or `scale:` and one.
    package let name: String
    package let label: Bilingual
    package let unit: ValueUnit
    package let unitText: Bilingual
    package let isStructural: Bool
  }

  private struct Structure: Sendable {
    let graph: Graph
    let function: LaneFunction
    /// The numbers that vary.
    let numbers: [MovableNumber]
  }

  /// The most combinations of structural values: each is a compilation.
  package static let mostStructures = 10_000

  // MARK: Asking

  package init(_ scenario: CheckedScenario, _ request: SweepRequest) throws(QuestionFault) {
    let uncertain = request.sample == nil ? [] : scenario.content.uncertain.map(Uncertainty.init)
    let names = request.variations.map { String($0.prefix { $0 != "=" }).trimmedSpaces }
    let source = try MovableModel(scenario, moving: names + uncertain.map(\.input))
    var axes: [SweepAxis] = []
    for text in request.variations { axes.append(try Self.axis(text, source)) }
    if let twice = axes.map(\.name).firstRepeated { throw Self.twice(twice) }
    let drawn = try Self.drawn(uncertain, beside: axes, source)
    if request.sample != nil, drawn.isEmpty { throw Self.nothingUncertain }
    if let sample = request.sample, sample < 1 { throw Self.noRows }
    let kept = drawn.map(\.uncertainty)
    design = SweepDesign(
      axes: axes, drawn: drawn.map { ($0.uncertainty, $0.distribution) },
      correlations: Uncertainty.correlations(among: kept), sample: request.sample ?? 1,
      method: request.method,
      seed: request.seed)
    guard design.combinations.multipliedReportingOverflow(by: design.sample).overflow == false,
      design.rows <= 1 << 40
    else { throw Self.tooManyRows }
    results = try SweepResult.all(request.results, in: source)
    conditions = SweepCondition.all(in: source.model)
    self.scenario = scenario
    inputs =
      axes.map { axis in
        let isStructural = if case .structural = axis.subject { true } else { false }
        let unit = isStructural ? .number : (try? source.unknown(axis.name).unit) ?? .number
        return Column(
          name: axis.name, label: axis.label, unit: unit, unitText: axis.unitText, isStructural: isStructural)
      }
      + drawn.map {
        Column(
          name: $0.number.name, label: $0.number.label, unit: $0.number.unit, unitText: $0.number.unitText,
          isStructural: false)
      }
    drawnBounds = drawn.map(\.number.bounds)
    structuralAxes = axes.indices.filter { if case .structural = axes[$0].subject { true } else { false } }
    structures = try Self.compile(
      scenario, axes, structuralAxes, drawn.map(\.uncertainty.input),
      results.map(\.key) + conditions.map(\.key), source)
  }

  private static func axis(_ text: String, _ source: MovableModel) throws(QuestionFault) -> SweepAxis {
    let name = String(text.prefix { $0 != "=" }).trimmedSpaces
    if let input = source.structuralInput(name) {
      let values = try source.wholeValues(text, of: input)
      return SweepAxis(
        subject: .structural(path: input.path), label: input.label,
        unitText: input.unit?.unit ?? Bilingual(verbatim: ""), values: values)
    }
    let variation = try source.variation(text)
    return SweepAxis(
      subject: .number(variation.unknown.name), label: variation.unknown.label,
      unitText: variation.unknown.unitText, values: variation.values)
  }

  private static func drawn(
    _ uncertain: [Uncertainty], beside axes: [SweepAxis], _ source: MovableModel
  ) throws(QuestionFault) -> [(
    uncertainty: Uncertainty, distribution: any Distribution, number: MovableNumber
  )] {
    var drawn: [(uncertainty: Uncertainty, distribution: any Distribution, number: MovableNumber)] = []
    for one in uncertain {
      // A number that is varied by hand is not drawn as well; one that a funding model took away cannot be.
      guard let number = try? source.unknown(one.input), !axes.contains(where: { $0.name == number.name })
      else {
        continue
      }
      do { drawn.append((one, try one.distribution(), number)) } catch {
        preconditionFailure("\(one.path) reached the sweep unchecked")
      }
    }
    return drawn
  }

  /// One batch for each combination of structural values.
  private static func compile(
    _ scenario: CheckedScenario, _ axes: [SweepAxis], _ structural: [Int], _ drawn: [String],
    _ keys: [String],
    _ source: MovableModel
  ) throws(QuestionFault) -> [[Double]: Structure] {
    let names = axes.indices.filter { !structural.contains($0) }.map { axes[$0].name } + drawn
    var combinations: [[Double]] = [[]]
    for place in structural {
      combinations = combinations.flatMap { before in axes[place].values.map { before + [$0] } }
      guard combinations.count <= mostStructures else { throw tooManyStructures }
    }
    var compiled: [[Double]: Structure] = [:]
    for combination in combinations {
      let settings = zip(structural, combination).map { place, value in
        LoadRequest.Setting(path: axes[place].name, value: "\(Int(value))")
      }
      let model: MovableModel
      if settings.isEmpty {
        model = source
      } else {
        switch scenario.changed(by: settings) {
        case .scenario(let changed): model = try MovableModel(changed, moving: names)
        case .refused(let findings):
          let first = findings.first { $0.severity == .error }
          let text = settings.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
          throw QuestionFault(
            Bilingual(
              en: "The scenario has an error with \(text): \(first?.message.en ?? "")",
              zh: "取 \(text) 时情景有误：\(first?.message.zh ?? "")"), first?.remedy)
        }
      }
      var numbers: [MovableNumber] = []
      for name in names { numbers.append(try model.unknown(name)) }
      let graph = model.model.graph
      let outputs = keys.map { graph.node($0) }
      guard let outputs = outputs as? [Int] else {
        throw QuestionFault(
          Bilingual(
            en: "Not every structure has all the figures asked for.", zh: "并非所有结构组合都有所求指标。"))
      }
      compiled[combination] = Structure(
        graph: graph, function: LaneFunction(graph, at: model.base, of: numbers, outputs: outputs),
        numbers: numbers)
    }
    return compiled
  }

  // MARK: Computing

  /// Rows of one block, computed.
  package struct Block: Sendable {
    package let rows: Range<Int>
    /// `[inputs][rows]`
    package let inputs: [[Double]]
    /// `[results][rows]`; a missing value is NaN with its reason.
    package let results: [[Double]]
  }

  /// What a thread works with, from round to round.
  private final class Workspace {
    let draws: Lanes
    var totals: SweepTotals

    init(_ sweep: Sweep) {
      draws = Lanes(width: Plan.blockWidth, count: max(sweep.design.drawn.count, 1) * Plan.blockWidth)
      totals = sweep.noTotals
    }
  }

  /// Handed from thread to thread through the lock, used by one at a time.
  private struct Loan: @unchecked Sendable { let workspace: Workspace }

  private var noTotals: SweepTotals {
    SweepTotals(inputs: inputs.count, results: results.count, conditions: conditions.count)
  }

  /// Computes rows block by block, on several threads, in rounds.
  ///
  /// - Parameters:
  ///   - rows: which rows of the whole.
  ///   - keepsRows: whether `visit` is handed every block.
  ///   - sumsRounds: whether `visit` is handed the totals so far; else they are summed once, at the end.
  ///   - visit: called after each round with its blocks in order, how many rows are done, and the totals; false ends the
  ///     sweep.
  /// - Returns: the totals of all rows computed.
  package func run<Failure: Error>(
    _ rows: Range<Int>, threads: Int, keepsRows: Bool, sumsRounds: Bool = false,
    _ visit: ([Block], Int, SweepTotals?) throws(Failure) -> Bool
  ) throws(Failure) -> SweepTotals {
    guard !rows.isEmpty else { return noTotals }
    let idle = Mutex([Loan]())
    func totals() -> SweepTotals {
      idle.withLock { loans in loans.reduce(into: noTotals) { $0.add($1.workspace.totals) } }
    }
    let width = Plan.blockWidth
    var open = rows.lowerBound / width..<(rows.upperBound - 1) / width + 1
    while !open.isEmpty {
      let round = open.prefix(Self.blocksOfRound)
      open = round.upperBound..<open.upperBound
      let kept = Mutex([Int: Block]())
      let next = Atomic(round.lowerBound)
      DispatchQueue.concurrentPerform(iterations: min(max(threads, 1), round.count)) { _ in
        let loan = idle.withLock { $0.popLast() } ?? Loan(workspace: Workspace(self))
        while true {
          let place = next.add(1, ordering: .relaxed).oldValue
          guard place < round.upperBound else { break }
          let block = block(place, of: rows, loan.workspace)
          if keepsRows { kept.withLock { $0[place] = block } }
        }
        idle.withLock { $0.append(loan) }
      }
      let blocks = kept.withLock { kept in round.compactMap { kept[$0] } }
      let done = min(round.upperBound * width, rows.upperBound) - rows.lowerBound
      if try !visit(blocks, done, sumsRounds ? totals() : nil) { break }
    }
    return totals()
  }

  /// The rows of part `place` (from 1) of `parts`: parts begin at multiples of a block, so that they add up to the whole
  /// bit for bit.
  package static func part(_ place: Int, of parts: Int, rows: Int) -> Range<Int> {
    let blocks = (rows + Plan.blockWidth - 1) / Plan.blockWidth
    func start(_ part: Int) -> Int {
      min(rows, Int((Double(blocks) * Double(part) / Double(parts)).rounded()) * Plan.blockWidth)
    }
    return start(place - 1)..<(place == parts ? rows : start(place))
  }

  /// Blocks between two looks at the totals: the same whatever the threads, so that stopping early is too.
  private static let blocksOfRound = 256

  private func block(_ index: Int, of rows: Range<Int>, _ workspace: Workspace) -> Block {
    let whole = index * Plan.blockWidth..<(index + 1) * Plan.blockWidth
    let own = whole.clamped(to: rows)
    let columns = values(own, on: workspace.draws)
    let outcomes = outcomes(of: columns, at: own.lowerBound - whole.lowerBound)
    let ownResults = Array(outcomes.prefix(results.count))
    workspace.totals.add(
      inputs: columns, results: ownResults, conditions: conditions,
      flags: Array(outcomes.dropFirst(results.count)))
    return Block(rows: own, inputs: columns, results: ownResults)
  }

  /// The numbers that differ, by input, for neighbouring rows.
  package func values(of rows: Range<Int>) -> [[Double]] {
    values(rows, on: Lanes(width: Plan.blockWidth, count: max(design.drawn.count, 1) * Plan.blockWidth))
  }

  /// The settings that make a row a scenario of its own, every digit of its numbers.
  package func settings(ofRow row: Int) -> [LoadRequest.Setting] {
    let values = values(of: row..<row + 1).map { $0[0] }
    let key = structuralAxes.map { values[$0] }
    let varied = values.indices.filter { !structuralAxes.contains($0) }
    guard let structure = structures[key] else { preconditionFailure("no structure \(key)") }
    let lengths = zip(structuralAxes, key).map {
      LoadRequest.Setting(path: design.axes[$0].name, value: "\(Int($1))")
    }
    return lengths
      + zip(structure.numbers, varied).flatMap { number, place in
        number.settings(for: values[place], in: structure.graph).map {
          LoadRequest.Setting(path: $0.path, value: "\($0.value)")
        }
      }
  }

  private func values(_ rows: Range<Int>, on lanes: Lanes) -> [[Double]] {
    let drawn = zip(design.draw(rows, on: lanes), drawnBounds).map { column, bounds in
      column.map { min(max($0, bounds.lowerBound), bounds.upperBound) }
    }
    guard !design.axes.isEmpty else { return drawn }
    var columns = design.axes.map { _ in [Double]() }
    for row in rows {
      for (place, value) in design.axisValues(row: row).enumerated() { columns[place].append(value) }
    }
    return columns + drawn
  }

  /// Computes the columns: rows of other structures by their own batches.
  private func outcomes(of columns: [[Double]], at offset: Int) -> [[Double]] {
    let count = columns.first?.count ?? 0
    let varied = columns.indices.filter { !structuralAxes.contains($0) }.map { columns[$0] }
    guard !structuralAxes.isEmpty else { return outcomes(of: varied, count: count, at: offset, in: []) }
    let keys = (0..<count).map { row in structuralAxes.map { columns[$0][row] } }
    let present = keys.reduce(into: [[Double]]()) { present, key in
      if !present.contains(key) { present.append(key) }
    }
    if present.count == 1 { return outcomes(of: varied, count: count, at: offset, in: present[0]) }
    // Every row in every structure that occurs: a row has the same bits whatever stands beside it.
    let all = present.map { outcomes(of: varied, count: count, at: offset, in: $0) }
    let places = keys.map { key in present.firstIndex(of: key) ?? 0 }
    return all[0].indices.map { output in (0..<count).map { all[places[$0]][output][$0] } }
  }

  private func outcomes(
    of columns: [[Double]], count: Int, at offset: Int, in key: [Double]
  ) -> [[Double]] {
    guard let structure = structures[key] else { preconditionFailure("no structure \(key)") }
    return structure.function.values(columns, count: count, firstLane: offset)
  }

  // MARK: Faults

  static func twice(_ name: String) -> QuestionFault {
    QuestionFault(Bilingual(en: "`\(name)` is varied twice.", zh: "“\(name)”重复。"))
  }
  static let nothingUncertain = QuestionFault(
    Bilingual(en: "The scenario has no uncertain numbers to draw.", zh: "情景未填写不确定参数，无从抽样。"),
    Bilingual(
      en: "List them with their distributions under `uncertain`, or use `--vary`.",
      zh: "请在“uncertain”（不确定参数）中填写分布，或改用 --vary。"))
  static let noRows = QuestionFault(
    Bilingual(en: "`--sample` needs at least one row.", zh: "--sample 至少为 1。"))
  private static let tooManyRows = QuestionFault(
    Bilingual(en: "More than 2^40 rows.", zh: "行数超过 2^40。"), Bilingual(en: "Take larger steps.", zh: "请加大步长。")
  )
  private static let tooManyStructures = QuestionFault(
    Bilingual(
      en: "More than \(mostStructures) combinations of lengths and terms: each is a calculation of its own.",
      zh: "结构性参数的组合超过 \(mostStructures) 种，每种须单独建模。"),
    Bilingual(en: "Take larger steps.", zh: "请加大步长。"))
}

extension [String] {
  var firstRepeated: String? {
    indices.first { self[..<$0].contains(self[$0]) }.map { self[$0] }
  }
}
