internal import Dispatch
internal import FundFormula
internal import FundNumerics
package import FundScenario
internal import Synchronization

/// The rows of a sweep, computed block by block on several threads.
extension Sweep {
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
      draws = sweep.design.workspace
      totals = sweep.noTotals
    }
  }

  /// Handed from thread to thread through the lock, used by one at a time.
  private struct Loan: @unchecked Sendable { let workspace: Workspace }

  var noTotals: SweepTotals {
    SweepTotals(design, inputs: inputs.count, results: results.count, conditions: conditions.count)
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
    let outcomes = structures.outcomes(of: columns, at: own.lowerBound - whole.lowerBound)
    let ownResults = Array(outcomes.prefix(results.count))
    workspace.totals.add(
      inputs: columns, results: ownResults, conditions: conditions,
      flags: Array(outcomes.dropFirst(results.count)), firstRow: own.lowerBound)
    return Block(rows: own, inputs: columns, results: ownResults)
  }

  /// The numbers that differ, by input, for neighbouring rows.
  package func values(of rows: Range<Int>) -> [[Double]] {
    values(rows, on: design.workspace)
  }

  private func values(_ rows: Range<Int>, on lanes: Lanes) -> [[Double]] {
    var drawn = design.draw(rows, on: lanes)
    for place in drawn.indices { clamp(&drawn[place], to: drawnBounds[place]) }
    guard !design.axes.isEmpty else { return drawn }
    var columns = design.axes.map { _ in [Double]() }
    for row in rows {
      for (place, value) in design.axisValues(row: row).enumerated() { columns[place].append(value) }
    }
    return columns + drawn
  }

  /// The settings that make a row a scenario of its own, every digit of its numbers.
  package func settings(ofRow row: Int) -> [LoadRequest.Setting] {
    structures.settings(for: values(of: row..<row + 1).map { $0[0] })
  }
}
