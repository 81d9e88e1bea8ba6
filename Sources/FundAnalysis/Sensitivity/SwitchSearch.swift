internal import Foundation
internal import FundFormula
internal import FundModel
internal import FundNumerics

/// Finds the switches on all lines of a map at once.
///
/// A switch can lie only where the difference of two figures is zero or jumps, where a gap or what is asked for beyond a
/// limit is zero or jumps, or where one of them begins or ceases to have a value. All such places on the whole line are found first (`ZeroSearch`), then what
/// is best between them is asked: two switches inside one step of the grid are two, and places that change nothing drop
/// out. Where grid points differ although no such place lies between them (a gap that creeps below half a fen without
/// reaching zero) the change is closed in on by halving.
struct SwitchSearch {
  private enum Function {
    /// Figure of the first less that of the second.
    case difference(Int, Int)
    case gap(Int)
    /// What the model asks for beyond one of its limits, by its place.
    case beyond(Int, limit: Int)

    var models: [Int] {
      switch self {
      case .difference(let first, let second): [first, second]
      case .gap(let model), .beyond(let model, _): [model]
      }
    }
  }

  private struct Line {
    let axis: Int
    let fixed: Double?
  }

  /// A function on a line.
  private struct Question {
    let line: Int
    let function: Function
    let isStraight: Bool
  }

  private struct Probe {
    let line: Int
    let place: Double
  }

  private let choice: ModelChoice
  private let lanes: ModelLanes
  private let axes: [Variation]
  /// `[axes][models]`
  private let numbers: [[MovableNumber?]]
  /// By which the rounding of a difference of figures is measured.
  private let figureScale: Double
  private let lines: [Line]

  /// - Parameter largest: the largest figure of all cells.
  init(
    _ choice: ModelChoice, _ lanes: ModelLanes, axes: [Variation], numbers: [[MovableNumber?]],
    largest: Double
  ) {
    self.choice = choice
    self.lanes = lanes
    self.axes = axes
    self.numbers = numbers
    let amounts = choice.models.map { $0.source.base.largestAmount(in: $0.source.model.graph) }
    let scale = max(largest, choice.figure.unit == .yuan ? amounts.max() ?? 0 : 0)
    figureScale = scale > 0 ? scale : 1
    lines = axes.indices.flatMap { axis -> [Line] in
      guard Set(axes[axis].values).count > 1 else { return [] }
      guard axes.count > 1 else { return [Line(axis: axis, fixed: nil)] }
      return axes[1 - axis].values.map { Line(axis: axis, fixed: $0) }
    }
  }

  func switchLines() -> [SwitchLine] {
    let questions = questions
    let candidates = candidates(questions)
    let asked = lines.indices.flatMap { stretches($0, candidates[$0]) }
    var standings = self.standings(
      asked.flatMap { stretch in stretch.places.map { Probe(line: stretch.line, place: $0) } })[...]
    var found = lines.map { _ in (start: [Int](), switches: [SwitchLine.Switch]()) }
    var open: [Change] = []
    var last: (line: Int, place: Double, standings: [ModelStanding])?
    for stretch in asked {
      let own = Array(standings.prefix(stretch.places.count))
      standings = standings.dropFirst(own.count)
      let usual = choice.best(of: own[stretch.middle])
      for (place, standing) in zip(stretch.places, own) {
        let best = choice.best(of: standing)
        // Beside a crossing figures tie by tolerance: no stretch of ties, which would have been found as one.
        if best.count > usual.count, usual.allSatisfy(best.contains), !usual.isEmpty { continue }
        if let last, last.line == stretch.line {
          if choice.best(of: last.standings) != best {
            if last.place < stretch.start {
              found[stretch.line].switches.append(self.switch(at: stretch.start, last.standings, standing))
            } else {
              open.append(
                Change(
                  line: stretch.line, low: last.place, high: place, below: last.standings, above: standing))
            }
          }
        } else {
          found[stretch.line].start = best
        }
        last = (stretch.line, place, standing)
      }
    }
    for (line, one) in halved(open) { found[line].switches.append(one) }
    return lines.indices.map { line in
      SwitchLine(
        axis: lines[line].axis, fixed: lines[line].fixed, start: found[line].start,
        switches: found[line].switches.sorted { $0.value < $1.value },
        isExact: questions.allSatisfy { $0.line != line || $0.isStraight })
    }
  }

  // MARK: What is asked

  /// Differences of figures and gaps on every line, but for those that do not move along it.
  private var questions: [Question] {
    let models = choice.models.indices
    let functions =
      models.flatMap { first in models.filter { $0 > first }.map { Function.difference(first, $0) } }
      + models.map(Function.gap)
      + models.flatMap { model in
        choice.models[model].limits.indices.map { Function.beyond(model, limit: $0) }
      }
    let byAxis = axes.indices.map { axis in
      functions.compactMap { function -> (function: Function, isStraight: Bool)? in
        let nodes = function.models.map { node(function, of: $0) }
        guard let nodes = nodes as? [Int] else { return nil }
        let pairs = zip(function.models, nodes)
        guard pairs.contains(where: { moves($1, of: $0, along: axis) }) else { return nil }
        return (function, pairs.allSatisfy { isStraight($1, of: $0, along: axis) })
      }
    }
    return lines.indices.flatMap { line in
      byAxis[lines[line].axis].map { Question(line: line, function: $0.function, isStraight: $0.isStraight) }
    }
  }

  private func node(_ function: Function, of model: Int) -> Int? {
    switch function {
    case .difference: choice.models[model].figure
    case .gap: choice.models[model].balance.flatMap { choice.models[model].source.model.graph.node($0.key) }
    case .beyond(_, let limit):
      choice.models[model].source.model.graph.node(choice.models[model].limits[limit].key)
    }
  }

  private func moves(_ node: Int, of model: Int, along axis: Int) -> Bool {
    guard let number = numbers[axis][model] else { return false }
    let below = choice.models[model].source.model.graph.inputs(below: node)
    return number.parts.contains { below.contains($0.input) }
  }

  private func isStraight(_ node: Int, of model: Int, along axis: Int) -> Bool {
    guard let number = numbers[axis][model] else { return true }
    let source = choice.models[model].source
    let form = source.model.graph.linearForm(of: node, in: number.parts.map(\.input), at: source.base)
    return if case .affine = form { true } else { false }
  }

  // MARK: Where a switch can lie

  /// By line, ascending, the ends of the line among them where a switch could lie there.
  private func candidates(_ questions: [Question]) -> [[Double]] {
    let bent = questions.count { !$0.isStraight }
    let count = min(1400, max(64, 600_000 / max(bent, 1)))
    let dense = axes.map { self.samples($0, count) }
    let samples = questions.map { question -> [Double] in
      let all = dense[lines[question.line].axis]
      // A straight line is known by its ends.
      return question.isStraight ? [all[0], all[all.count - 1]] : all
    }
    let scales = questions.map { question in
      switch question.function {
      case .difference: figureScale
      case .gap(let model):
        max(choice.models[model].source.base.largestAmount(in: choice.models[model].source.model.graph), 1)
      case .beyond(let model, _): scaleOfLimit(question.function, of: model)
      }
    }
    let search = ZeroSearch(scales: scales) { values(questions, $0, $1) }
    var places = lines.map { _ in [Double]() }
    for (question, zeros) in zip(questions, search.zeros(samples: samples)) {
      places[question.line] += zeros.places.flatMap { place -> [Double] in
        switch place {
        case .root(let root): [root]
        case .interval(let range): [range.lowerBound, range.upperBound]
        case .jump(at: let place, _, _): [place]
        }
      }
      places[question.line] += zeros.gaps.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
    }
    return lines.indices.map { line in
      let (low, high) = ends(of: lines[line].axis)
      return places[line].filter { low <= $0 && $0 <= high }.sorted().reduce(into: [Double]()) {
        kept, place in
        if kept.last.map({ !areOne($0, place) }) ?? true { kept.append(place) }
      }
    }
  }

  /// The larger of what is asked for and what is allowed today: what rounding in their difference is measured by.
  private func scaleOfLimit(_ function: Function, of model: Int) -> Double {
    let source = choice.models[model].source
    guard let node = node(function, of: model) else { return 1 }
    return source.model.graph.nodes[node].arguments.map { abs(source.base[$0][0]) }.reduce(1, max)
  }

  /// Two places that rounding alone keeps apart.
  private func areOne(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) <= 1e-12 * max(abs(first), abs(second))
  }

  private func ends(of axis: Int) -> (low: Double, high: Double) {
    (axes[axis].values.min() ?? 0, axes[axis].values.max() ?? 0)
  }

  /// The values of the grid with as many between them, and what holds today.
  private func samples(_ variation: Variation, _ count: Int) -> [Double] {
    let values = variation.values.sorted()
    guard values.count > 1 else { return values }
    let parts = max(1, (count + values.count - 2) / (values.count - 1))
    var samples = zip(values, values.dropFirst()).flatMap { low, high in
      (0..<parts).map { low + (high - low) * Double($0) / Double(parts) }
    }
    samples.append(values[values.count - 1])
    let base = variation.unknown.base
    if values[0] < base, base < values[values.count - 1] { samples.append(base) }
    return samples.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private func values(_ questions: [Question], _ asked: [Int], _ places: [Double]) -> [Double] {
    var needed = choice.models.map { _ in [Int]() }
    for (lane, question) in asked.enumerated() {
      for model in questions[question].function.models { needed[model].append(lane) }
    }
    var values = [Double](repeating: 0, count: asked.count)
    for (model, own) in needed.enumerated() where !own.isEmpty {
      let points = points(own.map { Probe(line: questions[asked[$0]].line, place: places[$0]) })
      let columns = lanes.values(of: model, points, count: own.count)
      for (place, lane) in own.enumerated() {
        switch questions[asked[lane]].function {
        case .difference(let first, _):
          let figure = columns.figures?[place] ?? .nan
          values[lane] += model == first ? figure : -figure
        case .gap: values[lane] = columns.gaps?[place] ?? .nan
        case .beyond(_, let limit): values[lane] = columns.beyond[limit][place]
        }
      }
    }
    return values
  }

  private func points(_ probes: [Probe]) -> [[Double]] {
    axes.indices.map { axis in
      probes.map { lines[$0.line].axis == axis ? $0.place : lines[$0.line].fixed ?? $0.place }
    }
  }

  // MARK: What is best between

  /// Between two candidates, where the same models should be best: its middle and the values of the grid inside.
  private struct Stretch {
    let line: Int
    let start: Double
    /// Ascending.
    let places: [Double]
    /// Which of them is the middle.
    let middle: Int
  }

  private func stretches(_ line: Int, _ candidates: [Double]) -> [Stretch] {
    let (low, high) = ends(of: lines[line].axis)
    let marks = [low] + candidates.filter { low < $0 && $0 < high } + [high]
    let grid = axes[lines[line].axis].values.sorted().filter { value in
      !candidates.contains { areOne($0, value) }
    }
    var open = grid[...]
    return zip(marks, marks.dropFirst()).map { start, end in
      let inside = Array(open.prefix { $0 < end || end == high })
      open = open.dropFirst(inside.count)
      let middle = start + (end - start) / 2
      let below = inside.filter { $0 < middle }
      return Stretch(
        line: line, start: start, places: below + [middle] + inside.filter { $0 > middle },
        middle: below.count)
    }
  }

  private func standings(_ probes: [Probe]) -> [[ModelStanding]] {
    lanes.standings(points(probes), count: probes.count)
  }

  /// Two places at which different models are best, with nothing between that tells where it changes.
  private struct Change {
    let line: Int
    var low: Double
    var high: Double
    var below: [ModelStanding]
    var above: [ModelStanding]
    /// How many changes were found in it before.
    var depth = 0
  }

  /// Changes closed in on until two neighbouring numbers remain.
  private func halved(_ changes: [Change]) -> [(line: Int, one: SwitchLine.Switch)] {
    var found: [(line: Int, one: SwitchLine.Switch)] = []
    // The high end as it came in: what is best there may differ from what is best right behind the change.
    var open = changes.map { (now: $0, end: $0) }
    while !open.isEmpty {
      let middles = open.map { $0.now.low + ($0.now.high - $0.now.low) / 2 }
      let standings = self.standings(zip(open, middles).map { Probe(line: $0.now.line, place: $1) })
      open = open.indices.flatMap { index -> [(now: Change, end: Change)] in
        var (now, end) = open[index]
        let middle = middles[index]
        if middle > now.low, middle < now.high {
          if choice.best(of: standings[index]) == choice.best(of: now.below) {
            now.low = middle
            now.below = standings[index]
          } else {
            now.high = middle
            now.above = standings[index]
          }
          return [(now, end)]
        }
        found.append((now.line, self.switch(at: now.high, now.below, now.above)))
        guard choice.best(of: now.above) != choice.best(of: end.above), now.depth < 16 else { return [] }
        end.low = now.high
        end.below = now.above
        end.depth = now.depth + 1
        return [(end, end)]
      }
    }
    return found
  }

  private func `switch`(
    at value: Double, _ below: [ModelStanding], _ above: [ModelStanding]
  ) -> SwitchLine.Switch {
    let (before, after) = (choice.best(of: below), choice.best(of: above))
    let lost = before.filter { !after.contains($0) && above[$0].eligible == nil }.map {
      model -> SwitchLine.Cause in
      if let reason = above[model].figure?.reason { return SwitchLine.Cause.hasNoAnswer(model, reason) }
      return below[model].isBuildable && !above[model].isBuildable
        ? .goesBeyondLimits(model) : .failsToBalance(model)
    }
    let won = after.filter { !before.contains($0) && below[$0].eligible == nil }.map {
      model -> SwitchLine.Cause in
      if let reason = below[model].figure?.reason { return SwitchLine.Cause.answers(model, reason) }
      return above[model].isBuildable && !below[model].isBuildable
        ? .comesWithinLimits(model) : .balances(model)
    }
    let causes = lost + won
    return SwitchLine.Switch(
      value: value == 0 ? 0 : value, before: before, after: after,
      causes: causes.isEmpty ? [.overtakes] : causes)
  }
}
