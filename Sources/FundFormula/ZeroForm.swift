extension Graph {
  /// A graph with one more formula: what is zero exactly where a scalar has a value, in a form that bends as little as
  /// can be.
  ///
  /// A rate of return r is asked as the present value at r (of which r is then one root, perhaps among several); a
  /// quotient a ÷ b = c as a − c · b; anything else as the scalar less the value.
  ///
  /// - Returns: the graph, and the node in it. Node numbers of this graph stay what they are.
  package func zeroForm(of node: Int, equals value: Double) -> (graph: Graph, node: Int) {
    precondition(nodes[node].shape == .scalar, "zero form of a row")
    var graph = self
    let origin = origin(of: node)
    let arguments = nodes[origin].arguments
    let constant = graph.append(.constant([value]), [])
    guard case .operation(let operation) = nodes[origin].kind else {
      let zero = graph.appendDifference(node, constant)
      return (graph, zero)
    }
    switch operation {
    case is RateOfReturn:
      let zero = graph.append(.operation(PresentValue()), [arguments[0], constant, arguments[1]])
      return (graph, zero)
    case is Divide:
      let share = graph.append(.operation(Multiply()), [constant, arguments[1]])
      let zero = graph.appendDifference(arguments[0], share)
      return (graph, zero)
    default:
      let zero = graph.appendDifference(node, constant)
      return (graph, zero)
    }
  }

  /// Whether a scalar is a rate of return, or one under another name.
  package func isRateOfReturn(_ node: Int) -> Bool {
    if case .operation(let operation) = nodes[origin(of: node)].kind {
      operation is RateOfReturn
    } else {
      false
    }
  }

  /// The row of flows that a rate of return is the rate of; nil for any other scalar.
  package func flows(ofRate node: Int) -> Int? {
    isRateOfReturn(node) ? nodes[origin(of: node)].arguments[0] : nil
  }

  /// Whether a scalar is a quotient, or one under another name: its zero form is measured in what it divides.
  package func isQuotient(_ node: Int) -> Bool {
    if case .operation(let operation) = nodes[origin(of: node)].kind { operation is Divide } else { false }
  }

  /// What a name speaks of: through sums of one.
  private func origin(of node: Int) -> Int {
    var node = node
    while case .operation(let operation) = nodes[node].kind, operation is Add,
      nodes[node].arguments.count == 1
    {
      node = nodes[node].arguments[0]
    }
    return node
  }

  private mutating func appendDifference(_ left: Int, _ right: Int) -> Int {
    append(.operation(Subtract()), [left, right])
  }
}
