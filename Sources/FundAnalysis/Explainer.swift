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
    let asked = nodes.map { node in
      (node, places: parts.count > 1 ? places(parts[1], of: node) : [telling(node)])
    }
    guard asked.contains(where: { !$0.places.isEmpty }) else {
      return .unknown(run.model.timeline.periods.map(\.label))
    }
    var found: [Explanation] = []
    var seen: Set<String> = []
    for (node, places) in asked {
      for place in places { collect(node, place, depth, &found, &seen) }
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

  /// The places of a row that a date names: `2024` all of that year, `2024 Q3` or `2024-07` that one. A scalar has one.
  private func places(_ text: String, of node: Int) -> [Int] {
    guard let axis = graph.nodes[node].shape.axis else { return [0] }
    let labels = run.model.placeLabels(on: axis)
    return labels.indices.filter { labels[$0] == text || labels[$0].prefix(4) == text }
  }
}
