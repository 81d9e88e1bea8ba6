internal import FundFormula
internal import FundModel

/// Why a batch cannot be planned: every path and key that stands in the way.
package struct LaneBatchRefusal: Error, Sendable, Equatable {
  package enum Fault: Sendable, Equatable {
    /// The scenario has no such input.
    case unknownInput(String)
    /// A date, a length, a term, a choice: it shapes the graph. Each of its values is a model of its own.
    case structuralInput(String)
    /// A number no formula of this scenario reads: it would change nothing.
    case unreadInput(String)
    /// Given more than once.
    case repeatedInput(String)
    /// No indicator and no named formula of this scenario.
    case unknownResult(String)
    /// A row: many numbers. Ask for a scalar.
    case rowResult(String)
  }

  package let faults: [Fault]

  static func inputFaults(_ paths: [String], in model: Model) -> [Fault] {
    let unread = paths.filter { model.graph.input($0) == nil }
    let repeated = Dictionary(grouping: paths.indices) { paths[$0] }.values.compactMap {
      $0.dropFirst().first
    }
    var faults = repeated.sorted().map { Fault.repeatedInput(paths[$0]) }
    guard !unread.isEmpty else { return faults }
    let declared = DeclaredInput.all(in: model.content)
    for path in unread {
      let matches = declared.filter { $0.path == path || $0.path.hasPrefix("\(path).") }
      if matches.contains(where: \.isStructural) || isShape(path, in: model.content) {
        faults.append(.structuralInput(path))
      } else {
        faults.append(matches.isEmpty ? .unknownInput(path) : .unreadInput(path))
      }
    }
    return faults
  }

  static func resultFaults(_ keys: [String], in model: Model) -> [Fault] {
    keys.compactMap { key in
      guard let node = LaneBatch.node(key, in: model) else { return .unknownResult(key) }
      return model.graph.nodes[node].shape.isRow ? .rowResult(key) : nil
    }
  }

  /// Whether a path names a block, a section, or a block's kind.
  private static func isShape(_ path: String, in content: ScenarioContent) -> Bool {
    let records = DeclaredInput.records(of: content).map(\.record.path)
    return records.contains { $0 == path || $0.hasPrefix("\(path).") || "\($0).kind" == path }
  }
}
