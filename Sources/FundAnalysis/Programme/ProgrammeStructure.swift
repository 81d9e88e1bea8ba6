internal import FundFormula
internal import FundModel
internal import FundScenario

/// The template as some of the communities have it: one compilation for all that share their lengths, terms and dates.
struct ProgrammeStructure: Sendable {
  let scenario: CheckedScenario
  let source: MovableModel
  /// By column; nil for those that shape the calculation.
  let columns: [MovableNumber?]
  /// The numbers drawn.
  let drawn: [MovableNumber]
  let outputs: ProgrammeOutputs
  /// The outputs as functions of the columns that move numbers, then of the numbers drawn: one plan for all communities.
  private let function: LaneFunction

  init(
    _ scenario: CheckedScenario, _ source: MovableModel, columns: [MovableNumber?], drawn: [MovableNumber],
    outputs: ProgrammeOutputs
  ) {
    self.scenario = scenario
    self.source = source
    self.columns = columns
    self.drawn = drawn
    self.outputs = outputs
    function = LaneFunction(
      source.model.graph, at: source.base, of: columns.compactMap { $0 } + drawn, outputs: outputs.nodes)
  }

  /// From so many draws on a community has a plan of its own, in which its numbers are folded; before, planning takes
  /// longer than the folding saves.
  private static let foldingDraws = 4096

  /// The outputs of a community in all draws.
  func values(of community: Community, draws: [[Double]], count: Int) -> [[Double]] {
    guard !drawn.isEmpty, count < Self.foldingDraws else { return folded(community, draws, count) }
    let own = zip(columns, community.numbers).compactMap { number, value in
      number.map { Array(repeating: value ?? $0.base, count: count) }
    }
    return function.values(own + draws, count: count, firstLane: 0)
  }

  private func folded(_ community: Community, _ draws: [[Double]], _ count: Int) -> [[Double]] {
    let point = point(of: community)
    let base = graph.evaluate(setting: point.settings)
    let function = LaneFunction(graph, at: base, of: point.drawn, outputs: outputs.nodes)
    return function.values(draws, count: count, firstLane: 0)
  }

  var graph: Graph { source.model.graph }

  /// A community in this structure: what the graph's inputs are, and how the drawn numbers move them.
  struct Point {
    var settings: [Int: Double] = [:]
    var drawn: [MovableNumber] = []
  }

  /// A community's own numbers by input, and the factors by which it scales inputs.
  private func numbers(of community: Community) -> (own: [Int: Double], factors: [Int: Double]) {
    var own: [Int: Double] = [:]
    var factors: [Int: Double] = [:]
    for (number, value) in zip(columns, community.numbers) {
      guard let number, let value else { continue }
      for part in number.parts {
        // A factor counts from the community's own number, whichever column comes first.
        if number.isScale {
          factors[part.input, default: 1] *= value
        } else {
          own[part.input] = part.factor * value
        }
      }
    }
    return (own, factors)
  }

  /// A number that the factors of a community bring beyond what its input allows.
  struct Excess {
    let input: Input
    /// Before the factor.
    let own: Double
    let factor: Double
    /// The last column that scales it.
    let column: Int
  }

  /// Beyond rounding, in the order of the inputs.
  func excesses(of community: Community) -> [Excess] {
    let (own, factors) = numbers(of: community)
    return factors.keys.sorted().compactMap { place in
      let input = graph.inputs[place]
      let (own, factor) = (own[place] ?? input.value, factors[place] ?? 1)
      let product = own * factor
      let room = 1e-12 * max(1, abs(product))
      guard product < input.bounds.lowerBound - room || product > input.bounds.upperBound + room else {
        return nil
      }
      let column = columns.indices.last { column in
        guard let number = columns[column], number.isScale, community.numbers[column] != nil else {
          return false
        }
        return number.parts.contains { $0.input == place }
      }
      return column.map { Excess(input: input, own: own, factor: factor, column: $0) }
    }
  }

  func point(of community: Community) -> Point {
    var point = Point()
    let (own, factors) = numbers(of: community)
    point.settings = own
    for (input, factor) in factors {
      point.settings[input] = (own[input] ?? graph.inputs[input].value) * factor
    }
    point.settings = point.settings.reduce(into: [:]) { settings, entry in
      settings[entry.key] = entry.value.clamped(to: graph.inputs[entry.key].bounds)
    }
    point.drawn = drawn.map { number in
      number.with(
        parts: number.parts.map { part in
          let input = part.input
          // A drawn factor acts on the community's number, a drawn number is scaled as the community says.
          let own = point.settings[input] ?? graph.inputs[input].value
          return (input, number.isScale ? own : part.factor * (factors[input] ?? 1))
        })
    }
    return point
  }

  /// Before draws, which move those of all communities alike.
  func discountRate(of community: Community) -> Double? {
    graph.input("finance.discountRate").map { point(of: community).settings[$0] ?? graph.inputs[$0].value }
  }

  /// What makes a community's draw a scenario of its own, every digit of its numbers.
  ///
  /// - Parameter draw: by drawn number.
  func settings(of community: Community, columns names: [Sweep.Column], draw: [Double]) -> [LoadRequest
    .Setting]
  {
    let point = point(of: community)
    var values = point.settings
    var moved: Set<Int> = []
    let order = point.drawn.indices.sorted { !point.drawn[$0].isScale && point.drawn[$1].isScale }
    for place in order {
      for part in point.drawn[place].parts {
        // The first number that moves an input stands for it; further ones are factors.
        let isFirst = moved.insert(part.input).inserted
        let before = isFirst ? part.factor : values[part.input] ?? graph.inputs[part.input].value
        values[part.input] = before * draw[place]
      }
    }
    let shaped = names.filter(\.isStructural).map(\.name)
    return zip(shaped, community.structure).filter { !$1.isEmpty }.map { .init(path: $0, value: $1) }
      + values.sorted { $0.key < $1.key }.map { input, value in
        .init(path: graph.inputs[input].path, value: "\(value.clamped(to: graph.inputs[input].bounds))")
      }
  }
}

/// Which nodes of a graph a programme asks for, and in which order.
struct ProgrammeOutputs: Sendable {
  /// The figures, the two parts of each ratio, the conditions, and whether the project goes on where that is a question.
  let nodes: [Int]
  let ratios: [(figure: Int, numerator: Int, denominator: Int, orElse: Reason)]
  let conditions: Range<Int>
  let goesOn: Int?

  /// Nil where the graph lacks a figure or condition that the template has.
  init?(_ figures: [ProgrammeFigure], _ conditions: [SweepCondition], in model: Model) {
    var nodes: [Int] = []
    for figure in figures {
      guard let node = model.graph.node(figure.key) else { return nil }
      nodes.append(node)
    }
    var ratios: [(figure: Int, numerator: Int, denominator: Int, orElse: Reason)] = []
    for (place, figure) in figures.enumerated() where figure.kind == .ratio {
      guard let parts = model.parts(ofRatio: nodes[place]) else { return nil }
      ratios.append((place, nodes.count, nodes.count + 1, parts.orElse))
      nodes += [parts.numerator, parts.denominator]
    }
    let first = nodes.count
    for condition in conditions {
      guard let node = model.graph.node(condition.key) else { return nil }
      nodes.append(node)
    }
    self.conditions = first..<nodes.count
    goesOn = model.goesOn.map { node in
      nodes.append(node)
      return nodes.count - 1
    }
    self.nodes = nodes
    self.ratios = ratios
  }
}

extension MovableNumber {
  /// The same number, moving its inputs by other factors.
  func with(parts: [(input: Int, factor: Double)]) -> MovableNumber {
    MovableNumber(
      name: name, label: label, base: base, bounds: bounds, unit: unit, unitText: unitText, isWhole: isWhole,
      isScale: isScale, isAssumed: isAssumed, parts: parts)
  }
}

extension Double {
  func clamped(to bounds: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, bounds.lowerBound), bounds.upperBound)
  }
}
