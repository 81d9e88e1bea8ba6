// A compiled model asked for many lanes at once: what break-even, sweeps, sensitivity and programmes stand on. The head
// of ScenarioRun.swift says what this room may touch.

internal import Dispatch
package import FundFormula
package import FundModel
internal import FundNumerics
internal import Synchronization

/// A compiled model ready to be computed for many lanes that differ in some of its inputs.
///
/// Blocks lie at global multiples of `Plan.blockWidth` and are padded to it, so a lane has the same bits whatever
/// chunk, thread or shard computes it.
package struct LaneBatch: Sendable {
  package let plan: Plan
  /// The inputs that differ from lane to lane, in the order asked.
  package let inputs: [Input]
  /// What they allow, apart: to take an input out of the array copies its texts for every block.
  private let bounds: [ClosedRange<Double>]
  /// What is asked for, in the order asked: the names of those that have one.
  package let results: [FormulaName?]
  /// Storage that calls share.
  fileprivate let workspaces: Workspaces

  /// Plans a batch.
  ///
  /// - Parameters:
  ///   - paths: inputs that differ from lane to lane.
  ///   - keys: ids of indicators (`irr`), or keys of other named scalars (`parties.city.paid`).
  ///   - settings: other values for inputs that stay the same in all lanes.
  /// - Throws: everything that cannot be varied, set or asked for, at once.
  package init(
    _ model: Model, varying paths: [String], asking keys: [String], setting settings: [String: Double] = [:]
  ) throws(LaneBatchRefusal) {
    var faults = LaneBatchRefusal.inputFaults(paths, in: model)
    faults += LaneBatchRefusal.inputFaults(settings.keys.sorted(), in: model)
    faults += LaneBatchRefusal.resultFaults(keys, in: model)
    guard faults.isEmpty else { throw LaneBatchRefusal(faults: faults) }
    let graph = model.graph
    let varying = paths.compactMap(graph.input)
    let outputs = keys.compactMap { Self.node($0, in: model) }
    let fixed = settings.compactMap { path, value in graph.input(path).map { ($0, value) } }
    let base = graph.evaluate(setting: Dictionary(uniqueKeysWithValues: fixed))
    self.init(graph, at: base, varying: varying, outputs: outputs)
  }

  /// Plans a batch of a graph's own inputs and scalars, by their places in it.
  init(_ graph: Graph, at base: Evaluation, varying: [Int], outputs: [Int]) {
    plan = Plan(graph, at: base, varying: varying, outputs: outputs)
    inputs = varying.map { graph.inputs[$0] }
    bounds = inputs.map(\.bounds)
    results = outputs.map { graph.nodes[$0].name }
    workspaces = Workspaces(plan)
  }

  /// The node of an indicator's id or of a formula's key.
  static func node(_ key: String, in model: Model) -> Int? {
    model.indicators.first { $0.id == key }.flatMap { model.node(of: $0) } ?? model.graph.node(key)
  }

  /// Computes lanes given as one column for each varied input.
  ///
  /// - Parameters:
  ///   - columns: `[inputs][lanes]`, values in base units.
  ///   - firstLane: place of the first lane in the whole of which these are a part; any chunks of the whole give
  ///     the same bits.
  ///   - threads: at most so many blocks are computed at a time.
  /// - Throws: the first value that its input does not allow.
  package func evaluate(
    _ columns: [[Double]], firstLane: Int = 0, threads: Int = 1
  ) throws(LaneFault) -> LaneColumns {
    precondition(columns.count == inputs.count, "\(columns.count) columns for \(inputs.count) inputs")
    let count = columns.first?.count ?? 0
    precondition(columns.allSatisfy { $0.count == count }, "columns of \(columns.map(\.count)) lanes")
    let lanes = firstLane..<firstLane + count
    let index = firstLane / Plan.blockWidth
    if count > 0, lanes.upperBound <= (index + 1) * Plan.blockWidth {
      let block = try workspaces.use { (storage: Lanes) throws(LaneFault) -> LaneBlock in
        try self.block(index, of: lanes, drawing: { _ in columns }, on: storage)
      }
      return LaneColumns(firstLane: firstLane, columns: block.outcomes)
    }
    var stream = LaneStream(
      self, lanes, threads: threads,
      drawing: { lanes in
        columns.map { Array($0[lanes.lowerBound - firstLane..<lanes.upperBound - firstLane]) }
      },
      summarising: { $0.outcomes })
    var outcomes = results.map { _ in [Double]() }
    for place in outcomes.indices { outcomes[place].reserveCapacity(count) }
    while let block = try stream.next() {
      for (place, numbers) in block.enumerated() { outcomes[place] += numbers }
    }
    return LaneColumns(firstLane: firstLane, columns: outcomes)
  }

  /// Computes lanes block by block in flat memory.
  ///
  /// - Parameters:
  ///   - lanes: which lanes of the whole; need not begin or end with a block.
  ///   - draw: gives the values of neighbouring lanes, one column for each varied input. Called in several threads
  ///     and in any order: a lane's values may depend on nothing but its place.
  ///   - summarise: what is kept of a block; called in the thread that computed it.
  package func stream<Summary: Sendable>(
    _ lanes: Range<Int>, threads: Int = 1, drawing draw: @escaping @Sendable (Range<Int>) -> [[Double]],
    summarising summarise: @escaping @Sendable (LaneBlock) -> Summary
  ) -> LaneStream<Summary> {
    LaneStream(self, lanes, threads: threads, drawing: draw, summarising: summarise)
  }

  /// Computes one block: the lanes of `lanes` in block `index`, at their places in it.
  fileprivate func block(
    _ index: Int, of lanes: Range<Int>, drawing draw: (Range<Int>) -> [[Double]], on storage: Lanes
  ) throws(LaneFault) -> LaneBlock {
    let whole = index * Plan.blockWidth..<(index + 1) * Plan.blockWidth
    let own = whole.clamped(to: lanes)
    let drawn = draw(own)
    try check(drawn, own)
    guard own.count < whole.count else {
      return LaneBlock(lanes: own, inputs: drawn, outcomes: plan.evaluate(drawn, on: storage))
    }
    let (before, after) = (own.lowerBound - whole.lowerBound, whole.upperBound - own.upperBound)
    let padded = drawn.map { column in
      Array(repeating: column[0], count: before) + column
        + Array(repeating: column[own.count - 1], count: after)
    }
    let outcomes = plan.evaluate(padded, on: storage).map { Array($0[before..<before + own.count]) }
    return LaneBlock(lanes: own, inputs: drawn, outcomes: outcomes)
  }

  private func check(_ columns: [[Double]], _ lanes: Range<Int>) throws(LaneFault) {
    precondition(columns.count == inputs.count, "\(columns.count) columns drawn for \(inputs.count) inputs")
    for place in columns.indices {
      precondition(
        columns[place].count == lanes.count, "\(columns[place].count) values for \(lanes.count) lanes")
      if !areWithin(columns[place], bounds[place]) {
        throw fault(in: columns[place], of: inputs[place], lanes)
      }
    }
  }

  /// The first value that its input does not allow; NaN lies in no range.
  private func fault(in column: [Double], of input: Input, _ lanes: Range<Int>) -> LaneFault {
    guard let place = column.firstIndex(where: { !input.bounds.contains($0) }) else {
      preconditionFailure("a column within bounds was refused")
    }
    return LaneFault(
      path: input.path, lane: lanes.lowerBound + place, value: column[place], bounds: input.bounds)
  }
}

/// Lanes of one block, computed.
package struct LaneBlock: Sendable {
  /// Their places in the whole.
  package let lanes: Range<Int>
  /// `[inputs][lanes]`
  package let inputs: [[Double]]
  /// `[results][lanes]`; a missing value is NaN with its reason, as `Outcome` reads it.
  package let outcomes: [[Double]]
}

/// What many lanes came to, one column for each result asked for.
package struct LaneColumns: Sendable {
  package let firstLane: Int
  /// `[results][lanes]`; a missing value is NaN with its reason, as `Outcome` reads it.
  package let columns: [[Double]]

  package init(firstLane: Int, columns: [[Double]]) {
    self.firstLane = firstLane
    self.columns = columns
  }

  /// The value of a result in the lane of this place in the whole.
  package func outcome(_ result: Int, lane: Int) -> Outcome { Outcome(columns[result][lane - firstLane]) }
}

/// A value that a varied input does not allow: a run with it would be refused too.
package struct LaneFault: Error, Sendable, Equatable {
  package let path: String
  /// Place of the lane in the whole.
  package let lane: Int
  package let value: Double
  package let bounds: ClosedRange<Double>
}

/// Blocks of lanes one after the other, computed a few ahead on several threads. Memory does not grow with lanes.
package struct LaneStream<Summary: Sendable>: Sendable {
  /// Blocks a thread takes at a time, and rounds computed ahead of `next`.
  private static var share: Int { 8 }
  private static var ahead: Int { 4 }

  private let batch: LaneBatch
  private let lanes: Range<Int>
  private let threads: Int
  private let draw: @Sendable (Range<Int>) -> [[Double]]
  private let summarise: @Sendable (LaneBlock) -> Summary
  private let workspaces: Workspaces
  private var open: Range<Int>
  private var ready: ArraySlice<Result<Summary, LaneFault>> = []

  fileprivate init(
    _ batch: LaneBatch, _ lanes: Range<Int>, threads: Int,
    drawing draw: @escaping @Sendable (Range<Int>) -> [[Double]],
    summarising summarise: @escaping @Sendable (LaneBlock) -> Summary
  ) {
    precondition(lanes.lowerBound >= 0, "lanes from \(lanes.lowerBound)")
    self.batch = batch
    self.lanes = lanes
    self.draw = draw
    self.summarise = summarise
    let width = Plan.blockWidth
    open = lanes.isEmpty ? 0..<0 : lanes.lowerBound / width..<(lanes.upperBound - 1) / width + 1
    self.threads = Swift.min(Swift.max(threads, 1), Swift.max(open.count, 1))
    workspaces = batch.workspaces
  }

  /// The next block's summary in the order of lanes, nil after the last.
  ///
  /// - Throws: the first value, in the order of lanes, that an input does not allow.
  package mutating func next() throws(LaneFault) -> Summary? {
    if ready.isEmpty {
      let round = open.prefix(threads * Self.share * Self.ahead)
      open = round.upperBound..<open.upperBound
      ready = computed(round)[...]
    }
    return try ready.popFirst()?.get()
  }

  /// The blocks of a round, in order.
  private func computed(_ round: Range<Int>) -> [Result<Summary, LaneFault>] {
    if threads == 1 || round.count == 1 {
      return workspaces.use { storage in round.map { summary($0, on: storage) } }
    }
    // Threads take shares in any order; which thread computes a block changes nothing in it.
    let shares = stride(from: round.lowerBound, to: round.upperBound, by: Self.share).map {
      $0..<Swift.min($0 + Self.share, round.upperBound)
    }
    let taken = Atomic(0)
    let done = Mutex([[Result<Summary, LaneFault>]](repeating: [], count: shares.count))
    DispatchQueue.concurrentPerform(iterations: Swift.min(threads, shares.count)) { _ in
      workspaces.use { storage in
        while true {
          let place = taken.add(1, ordering: .relaxed).oldValue
          guard place < shares.count else { return }
          let summaries = shares[place].map { summary($0, on: storage) }
          done.withLock { $0[place] = summaries }
        }
      }
    }
    return done.withLock { $0 }.flatMap { $0 }
  }

  private func summary(_ block: Int, on storage: Lanes) -> Result<Summary, LaneFault> {
    do throws(LaneFault) {
      return .success(summarise(try batch.block(block, of: lanes, drawing: draw, on: storage)))
    } catch { return .failure(error) }
  }
}

/// Storage for blocks, one for each thread at work; what stands in it does not matter to the next block.
private final class Workspaces: Sendable {
  private let plan: Plan
  private let idle: Mutex<[Loan]> = Mutex([])

  /// Handed from thread to thread through the lock, used by one at a time.
  private struct Loan: @unchecked Sendable {
    let lanes: Lanes
    /// The thread that used it last: its numbers lie near that thread's core, and cost a third more to fetch for another.
    let thread: Int
  }

  init(_ plan: Plan) { self.plan = plan }

  func use<Result, Failure: Error>(_ body: (Lanes) throws(Failure) -> Result) throws(Failure) -> Result {
    let thread = currentThread()
    let lanes = idle.withLock { loans in
      (loans.firstIndex { $0.thread == thread }.map { loans.remove(at: $0) } ?? loans.popLast())?.lanes
    }
    let loan = Loan(lanes: lanes ?? plan.makeLanes(), thread: thread)
    defer { idle.withLock { $0.append(loan) } }
    return try body(loan.lanes)
  }
}
