package import FundFormula
internal import FundModel
internal import FundNumerics

/// A break-even table (平衡点测算表): the number that solves the target in each cell, all cells solved together.
package struct BreakEvenTable: Sendable {
  package enum Cell: Sendable, Equatable {
    /// The root nearest to today's value; how many stretches of roots there are.
    case solved(Double, count: Int)
    /// Any value does: from a root to the end of the stretch.
    case interval(ClosedRange<Double>)
    /// The figure stays above the target, or below it, whatever the number within its bounds.
    case alwaysAbove, alwaysBelow
    /// It jumps over the target here.
    case jump(Double)
    /// Solved by a value outside the number's bounds; within them the figure lies above the target, or below it.
    case outside(Double, isAbove: Bool)
    /// No value anywhere.
    case missing(Reason)
  }

  package let unknown: MovableNumber
  package let target: SolveTarget
  /// Down the table.
  package let rows: Variation
  /// Across it; nil for a table of one column.
  package let columns: Variation?
  /// `[rows][columns]`
  package let cells: [[Cell]]
  /// What the number is rounded to where a cell is solved, so that it does what is asked; nil where no side is better.
  package let advised: [[Double?]]
  /// Every cell exactly, because the target is affine in the number.
  package let isExact: Bool

  /// The most cells of one table.
  package static var mostCells: Int { Variation.mostValues }
}

extension SolveSystem {
  /// Solves the target for `unknown` in every cell.
  package func table(
    _ unknown: MovableNumber, rows: Variation, columns: Variation?, target place: Int = 0
  ) -> BreakEvenTable {
    let target = targets[place]
    let grid = Grid(rows: rows.values, columns: columns?.values)
    let lanes = TargetLanes(
      self, target, of: [rows.unknown] + (columns.map { [$0.unknown] } ?? []) + [unknown])
    let isExact = isAffine(target, in: unknown) && target.goesOn == nil
    let cells =
      isExact
      ? exactCells(unknown, target, count: grid.count) { lanes.zeros(grid.points($0) + [$1]) }
      : searchedCells(unknown, target, count: grid.count) { lanes.searched(grid.points($0) + [$1]) }
    let advised = advised(cells, unknown, target) { lanes.zeros(grid.points($0) + [$1]) }
    func grids<Element>(_ all: [Element]) -> [[Element]] {
      stride(from: 0, to: all.count, by: grid.width).map { Array(all[$0..<$0 + grid.width]) }
    }
    return BreakEvenTable(
      unknown: unknown, target: target, rows: rows, columns: columns, cells: grids(cells),
      advised: grids(advised), isExact: isExact)
  }

  /// Of the two printed numbers beside each solution the one that does what is asked, all cells together. It is told by
  /// the zero formula: a quotient's is in what it divides, which is positive.
  private func advised(
    _ cells: [BreakEvenTable.Cell], _ unknown: MovableNumber, _ target: SolveTarget,
    _ zeros: ([Int], [Double]) -> [Double]
  ) -> [Double?] {
    let rounding = SafeRounding(of: unknown, amountPlaces: amountPlaces)
    let solved = cells.enumerated().compactMap { place, cell -> (place: Int, near: [Double])? in
      let near: [Double]
      switch cell {
      case .solved(let value, _): near = rounding.neighbours(of: value)
      // Of a stretch its nearer end, and from there inwards.
      case .interval(let range) where !range.contains(unknown.base):
        let isAbove = unknown.base < range.lowerBound
        near = rounding.inwards(from: isAbove ? range.lowerBound : range.upperBound, upwards: isAbove)
      default: return nil
      }
      return (place, near.filter(unknown.bounds.contains))
    }
    var advised = [Double?](repeating: nil, count: cells.count)
    guard target.better != .neither, !target.isRate else { return advised }
    let asked = solved.flatMap { one in one.near.map { (place: one.place, value: $0) } }
    let found = zeros(asked.map(\.place), asked.map(\.value))
    let room = target.unit.isAmount ? Tolerance.amount : 1e-12 * target.scale
    for (one, zero) in zip(asked, found) where advised[one.place] == nil && zero.isFinite {
      if target.better == .less ? zero <= room : zero >= -room { advised[one.place] = one.value }
    }
    return advised
  }

  /// The cells of a table, row after row.
  private struct Grid {
    let rows: [Double]
    let columns: [Double]?
    var width: Int { columns?.count ?? 1 }
    var count: Int { rows.count * width }

    func points(_ cells: [Int]) -> [[Double]] {
      let down = cells.map { rows[$0 / width] }
      guard let columns else { return [down] }
      return [down, cells.map { columns[$0 % width] }]
    }
  }

  /// Where the target is affine in the unknown two lanes a cell know the line, and a third takes the rounding out.
  private func exactCells(
    _ unknown: MovableNumber, _ target: SolveTarget, count: Int, _ zeros: ([Int], [Double]) -> [Double]
  ) -> [BreakEvenTable.Cell] {
    let all = Array(0..<count)
    let (first, second) = probes(unknown)
    let low = zeros(all, Array(repeating: first, count: count))
    let high = zeros(all, Array(repeating: second, count: count))
    let slopes = zip(low, high).map { ($1 - $0) / (second - first) }
    var roots = all.map { first - low[$0] / slopes[$0] }
    let isFlat = slopes.map { target.isFlat($0, in: unknown) }
    let inside = all.filter { cell in
      guard !isFlat[cell], let root = unknown.withinBounds(roots[cell]) else { return false }
      roots[cell] = root
      return true
    }
    let residuals = zeros(inside, inside.map { roots[$0] })
    for (cell, residual) in zip(inside, residuals) where residual.isFinite {
      let polished = roots[cell] - residual / slopes[cell]
      if unknown.bounds.contains(polished) { roots[cell] = polished }
    }
    return all.map { cell in
      guard low[cell].isFinite, high[cell].isFinite else {
        return .missing(Outcome(low[cell].isFinite ? high[cell] : low[cell]).reason ?? .outOfRange)
      }
      if isFlat[cell] {
        if abs(low[cell]) <= 1e-12 * target.scale { return .interval(unknown.bounds) }
        return low[cell] > 0 ? .alwaysAbove : .alwaysBelow
      }
      return unknown.bounds.contains(roots[cell])
        ? .solved(roots[cell], count: 1) : .outside(roots[cell], isAbove: low[cell] > 0)
    }
  }

  /// Two values of the unknown, as far apart as it is large.
  private func probes(_ unknown: MovableNumber) -> (Double, Double) {
    let (low, high) = (unknown.bounds.lowerBound, unknown.bounds.upperBound)
    let size = unknown.base == 0 ? min(1, (high - low) / 2) : abs(unknown.base) / 2
    return unknown.base + size <= high
      ? (unknown.base, unknown.base + size) : (unknown.base - size, unknown.base)
  }

  /// Where it bends every cell is searched over all bounds, less finely the more cells there are.
  private func searchedCells(
    _ unknown: MovableNumber, _ target: SolveTarget, count: Int,
    _ zeros: @escaping ([Int], [Double]) -> [Double]
  ) -> [BreakEvenTable.Cell] {
    let samples = SearchRange(base: unknown.base, bounds: unknown.bounds).samples(
      min(1400, max(64, 600_000 / count)))
    let search = ZeroSearch(scales: Array(repeating: target.scale, count: count), evaluate: zeros)
    return search.zeros(samples: Array(repeating: samples, count: count)).map { found in
      let roots = found.places.compactMap { $0.zero(nearest: unknown.base) }
      if let nearest = unknown.nearest(roots) {
        if case .interval(let range)? = found.places.first, found.places.count == 1 {
          return .interval(range)
        }
        return .solved(nearest, count: roots.count)
      }
      if case .jump(at: let place, _, _)? = found.places.first { return .jump(place) }
      guard let ends = found.ends else {
        return .missing(found.gaps.first.flatMap { Outcome($0.number).reason } ?? .outOfRange)
      }
      return ends.low.value > 0 ? .alwaysAbove : .alwaysBelow
    }
  }
}
