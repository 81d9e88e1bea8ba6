package import FundFormula
internal import FundModel
import FundScenario

/// Finds the formula behind a name and what it stands on, level by level.
package struct Explainer {
  private let run: ScenarioRun
  private var graph: Graph { run.model.graph }

  package enum Answer: Sendable {
    case found([Explanation])
    case unknown([String])
  }

  package init(_ run: ScenarioRun) { self.run = run }

  /// One explanation for every named formula: a row in its first period with money.
  package var all: [Explanation] { graph.named.map { explanation(of: $0.node, in: telling($0.node)) } }

  /// The explanation of a name, then of the formulas it reads, `depth` levels down.
  ///
  /// `name` is an indicator's id, a key of the graph, a block's path, a party's id, an input's path, or what any of them
  /// is called; `@2024` asks for the periods of that year, `@2024 Q3` for that period.
  package func explanations(of name: String, depth: Int) -> Answer {
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    let word = parts.first ?? ""
    let nodes = run.nodes(called: word, asRow: parts.count > 1)
    guard !nodes.isEmpty else { return .unknown(nearestNames(word, among: run.explainedNames)) }
    let periods = parts.count > 1 ? periods(parts[1]) : nil
    if let periods, periods.isEmpty { return .unknown(run.model.timeline.periods.map(\.label)) }
    var found: [Explanation] = []
    var seen: Set<String> = []
    for node in nodes {
      for period in periods ?? [telling(node)] { collect(node, period, depth, &found, &seen) }
    }
    return .found(found)
  }

  private func collect(
    _ node: Int, _ period: Int, _ depth: Int, _ found: inout [Explanation], _ seen: inout Set<String>
  ) {
    let place = graph.nodes[node].shape.isRow ? min(period, graph.nodes[node].shape.count - 1) : 0
    guard depth > 0, seen.insert("\(node)@\(place)").inserted else { return }
    let explanation = explanation(of: node, in: place)
    found.append(explanation)
    for part in explanation.parts where part.input == nil {
      // Below a whole row it is told by the period that shows most.
      let isBelowScalar = !graph.nodes[node].shape.isRow
      collect(
        part.node, part.isRow && isBelowScalar ? telling(part.node) : part.place, depth - 1, &found, &seen)
    }
  }

  private func explanation(of node: Int, in period: Int) -> Explanation {
    graph.explanation(of: node, period: period, at: run.values)
  }

  /// The first period in which a row is not zero.
  private func telling(_ node: Int) -> Int { run.values[node].firstIndex { $0 != 0 } ?? 0 }

  private func periods(_ text: String) -> [Int] {
    run.model.timeline.periods.indices.filter { index in
      let period = run.model.timeline.periods[index]
      return period.label == text || "\(period.year)" == text
    }
  }
}
