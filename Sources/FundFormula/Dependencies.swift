extension Graph {
  /// The places in `inputs` of all inputs a node stands on, in their order.
  package func inputs(below node: Int) -> [Int] {
    var (seen, open, found): (Set<Int>, [Int], Set<Int>) = ([node], [node], [])
    while let next = open.popLast() {
      if case .input(let input) = nodes[next].kind { found.insert(input) }
      for argument in nodes[next].arguments where seen.insert(argument).inserted { open.append(argument) }
    }
    return found.sorted()
  }
}
