extension Graph {
  /// The places in `inputs` of all inputs a node stands on, in their order.
  package func inputs(below node: Int) -> [Int] {
    var isSeen = [Bool](repeating: false, count: nodes.count)
    var (open, found): ([Int], [Int]) = ([node], [])
    isSeen[node] = true
    while let next = open.popLast() {
      if case .input(let input) = nodes[next].kind { found.append(input) }
      for argument in nodes[next].arguments where !isSeen[argument] {
        isSeen[argument] = true
        open.append(argument)
      }
    }
    return found.sorted()
  }

  /// True for the nodes that stand on an input of some kind, in one pass over the graph.
  package func nodes(above isMeant: (Input) -> Bool) -> [Bool] {
    var isAbove = nodes.map { node in
      if case .input(let input) = node.kind { isMeant(inputs[input]) } else { false }
    }
    for stage in stages {
      let members = Self.members(of: stage)
      let isReached = members.contains { nodes[$0].arguments.contains { isAbove[$0] } }
      if isReached { for member in members { isAbove[member] = true } }
    }
    return isAbove
  }
}
