/// Finds an order in which nodes can be computed, and the rings among them.
struct Ordering {
  private let nodes: [Node]

  init(_ nodes: [Node]) { self.nodes = nodes }

  /// The stages in computing order. Complexity: linear in nodes and arguments.
  func stages() throws -> [Graph.Stage] {
    var result: [Graph.Stage] = []
    for component in strongComponents(nodes.map(\.arguments)) {
      if component.count == 1, !nodes[component[0]].arguments.contains(component[0]) {
        result.append(.node(component[0]))
      } else {
        result.append(.ring(try walkingOrder(of: component)))
      }
    }
    return result
  }

  /// The order of a ring's rows inside one period: links to earlier periods do not count. What is left must be free
  /// of rings, or the rows would need each other at once.
  private func walkingOrder(of ring: [Int]) throws -> [Int] {
    let members = Set(ring)
    var needs: [Int: [Int]] = [:]
    for node in ring {
      guard case .operation(let operation) = nodes[node].kind else { continue }
      needs[node] = nodes[node].arguments.enumerated().compactMap { position, argument in
        guard members.contains(argument) else { return nil }
        return operation.reach(of: position) == .earlier ? nil : argument
      }
      for (position, argument) in nodes[node].arguments.enumerated()
      where members.contains(argument) && operation.reach(of: position) == .whole {
        throw GraphError.ring(titles(ring))
      }
    }
    var (order, done): ([Int], Set<Int>) = ([], [])
    while order.count < ring.count {
      let ready = ring.filter { node in
        !done.contains(node) && (needs[node] ?? []).allSatisfy(done.contains)
      }
      guard !ready.isEmpty else { throw GraphError.ring(titles(ring.filter { !done.contains($0) })) }
      order += ready
      done.formUnion(ready)
    }
    return order
  }

  private func titles(_ ring: [Int]) -> [String] {
    let named = ring.compactMap { nodes[$0].name?.key }
    return named.isEmpty ? ring.map { "#\($0)" } : named
  }
}
