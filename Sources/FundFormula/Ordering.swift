/// Finds an order in which nodes can be computed, and the rings among them (Tarjan's strongly connected components).
struct Ordering {
  private let nodes: [Node]

  init(_ nodes: [Node]) { self.nodes = nodes }

  /// The stages in computing order. Complexity: linear in nodes and arguments.
  func stages() throws -> [Graph.Stage] {
    var result: [Graph.Stage] = []
    for component in components() {
      if component.count == 1, !nodes[component[0]].arguments.contains(component[0]) {
        result.append(.node(component[0]))
      } else {
        result.append(.ring(try walkingOrder(of: component)))
      }
    }
    return result
  }

  /// The strongly connected components, arguments before what needs them. Iterative: a long chain of formulas must
  /// not exhaust the stack.
  private func components() -> [[Int]] {
    var (index, low) = ([Int](repeating: -1, count: nodes.count), [Int](repeating: 0, count: nodes.count))
    var onStack = [Bool](repeating: false, count: nodes.count)
    var (stack, result, counter): ([Int], [[Int]], Int) = ([], [], 0)
    var work: [(node: Int, next: Int)] = []
    for root in nodes.indices where index[root] < 0 {
      work.append((root, 0))
      while let (node, next) = work.last {
        if next == 0 {
          index[node] = counter
          low[node] = counter
          counter += 1
          stack.append(node)
          onStack[node] = true
        }
        if next < nodes[node].arguments.count {
          work[work.count - 1].next = next + 1
          let argument = nodes[node].arguments[next]
          if index[argument] < 0 {
            work.append((argument, 0))
          } else if onStack[argument] {
            low[node] = min(low[node], index[argument])
          }
          continue
        }
        work.removeLast()
        if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
        if low[node] == index[node] {
          var component: [Int] = []
          while let member = stack.popLast() {
            onStack[member] = false
            component.append(member)
            if member == node { break }
          }
          result.append(component.sorted())
        }
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
