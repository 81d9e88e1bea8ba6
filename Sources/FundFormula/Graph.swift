internal import FundNumerics

/// A node of the graph: what a formula became.
package struct Node: Sendable {
  package enum Kind: Sendable {
    /// An input, by its place in `Graph.inputs`.
    case input(Int)
    case constant([Double])
    case operation(any Operation)
  }

  package let kind: Kind
  package let arguments: [Int]
  package let shape: Shape
  package let name: FormulaName?
}

/// What stands in the way of a graph.
package enum GraphError: Error, Equatable {
  /// A formula speaks of a key that nobody defines.
  case undefined(String)
  /// Two formulas have this key.
  case definedTwice(String)
  /// These formulas need each other within one period.
  case ring([String])
}

/// The formulas of one scenario, in an order in which they can be computed. A value; never changes.
package struct Graph: Sendable {
  /// What is computed together: one node, or the rows of a ring, which walk the periods side by side.
  package enum Stage: Sendable, Hashable {
    case node(Int)
    case ring([Int])
  }

  package let nodes: [Node]
  package let inputs: [Input]
  package let stages: [Stage]
  private let keys: [String: Int]
  private let inputsByPath: [String: Int]

  /// Compiles `formulas` and all they stand on. References are looked up among the named formulas; those that only
  /// references mention must be in `formulas` too.
  package init(_ formulas: [Formula]) throws {
    var flattening = Flattening()
    for formula in formulas { flattening.collect(formula) }
    for formula in formulas { _ = try flattening.node(of: formula) }
    try flattening.settleReferences()
    nodes = flattening.nodes
    inputs = flattening.inputs
    keys = flattening.keys
    inputsByPath = Dictionary(uniqueKeysWithValues: flattening.inputs.enumerated().map { ($1.path, $0) })
    stages = try Ordering(nodes).stages()
  }

  /// The node named `key`.
  package func node(_ key: String) -> Int? { keys[key] }

  /// The place in `inputs` of the input at `path`.
  package func input(_ path: String) -> Int? { inputsByPath[path] }

  /// The named nodes in the order their mechanisms wrote them.
  package var named: [(node: Int, name: FormulaName)] {
    nodes.indices.compactMap { index in nodes[index].name.map { (index, $0) } }
  }

  /// A short account of a node for error texts.
  package func title(of node: Int) -> String { nodes[node].name?.key ?? "#\(node)" }

  /// Computes one node for `periods`, arguments and result given as series.
  func evaluate(_ node: Int, _ series: (Int) -> Series, periods: Range<Int>, on lanes: Lanes) {
    if case .operation(let operation) = nodes[node].kind {
      operation.evaluate(nodes[node].arguments.map(series), into: series(node), periods: periods, on: lanes)
    }
  }
}

/// Formulas → nodes: each formula once, equal unnamed formulas once, references bound at the end.
private struct Flattening {
  var nodes: [Node] = []
  var inputs: [Input] = []
  var keys: [String: Int] = [:]

  private struct Signature: Hashable {
    var operation: AnyHashable
    var arguments: [Int]
    var key: String?
  }
  private var byIdentity: [ObjectIdentifier: Int] = [:]
  private var bySignature: [Signature: Int] = [:]
  private var named: [String: Formula] = [:]
  private var twice: String?
  private var seen: Set<ObjectIdentifier> = []
  private var pending: [String: Int] = [:]
  private var pendingKeys: [String] = []

  /// Remembers every named formula below `root`, so that references find it. Iterative, like `node(of:)`: a long
  /// chain of formulas must not exhaust the stack.
  mutating func collect(_ root: Formula) {
    var open = [root]
    while let formula = open.popLast() {
      guard seen.insert(ObjectIdentifier(formula)).inserted else { continue }
      if let key = formula.name?.key {
        if named[key] != nil { twice = key }
        named[key] = formula
      }
      open += formula.arguments.reversed()
    }
  }

  mutating func node(of root: Formula) throws -> Int {
    if let twice { throw GraphError.definedTwice(twice) }
    var open = [root]
    while let formula = open.last {
      if byIdentity[ObjectIdentifier(formula)] == nil {
        let waiting = formula.arguments.filter { byIdentity[ObjectIdentifier($0)] == nil }
        guard waiting.isEmpty else {
          open += waiting.reversed()
          continue
        }
        byIdentity[ObjectIdentifier(formula)] = try place(formula)
      }
      open.removeLast()
    }
    return byIdentity[ObjectIdentifier(root)]!
  }

  /// The node of a formula whose arguments have theirs. A name always owns a node: a named reference or input is a
  /// sum of one.
  private mutating func place(_ formula: Formula) throws -> Int {
    let arguments = formula.arguments.map { byIdentity[ObjectIdentifier($0)]! }
    switch formula.kind {
    case .reference(let key):
      let target = try node(ofReference: key, shape: formula.shape)
      return formula.name == nil ? target : append(Add(), [target], formula)
    case .input(let input):
      let signature = Signature(operation: "input \(input.path)", arguments: [], key: nil)
      if bySignature[signature] == nil {
        nodes.append(Node(kind: .input(inputs.count), arguments: [], shape: formula.shape, name: nil))
        bySignature[signature] = nodes.count - 1
        inputs.append(input)
      }
      return formula.name == nil ? bySignature[signature]! : append(Add(), [bySignature[signature]!], formula)
    case .constant(let values):
      return append(
        Signature(operation: [formula.shape.isRow ? 1 : 0] + values, arguments: [], key: formula.name?.key),
        formula,
        .constant(values))
    case .operation(let operation): return append(operation, arguments, formula)
    }
  }

  private mutating func append(_ operation: any Operation, _ arguments: [Int], _ formula: Formula) -> Int {
    append(
      Signature(operation: AnyHashable(operation), arguments: arguments, key: formula.name?.key), formula,
      .operation(operation))
  }

  private mutating func append(
    _ signature: Signature, _ formula: Formula, _ kind: Node.Kind
  ) -> Int {
    if let known = bySignature[signature] { return known }
    nodes.append(Node(kind: kind, arguments: signature.arguments, shape: formula.shape, name: formula.name))
    bySignature[signature] = nodes.count - 1
    if let key = formula.name?.key { keys[key] = nodes.count - 1 }
    return nodes.count - 1
  }

  /// A reference met before its formula is computed gets a place of its own, negative until it is bound.
  private mutating func node(ofReference key: String, shape: Shape) throws -> Int {
    guard let target = named[key] else { throw GraphError.undefined(key) }
    precondition(target.shape == shape, "\(key) has shape \(target.shape), spoken of as \(shape)")
    if let known = byIdentity[ObjectIdentifier(target)] { return known }
    if let placeholder = pending[key] { return placeholder }
    let placeholder = -1 - pending.count
    pending[key] = placeholder
    pendingKeys.append(key)
    return placeholder
  }

  /// Computes what only references mention and puts nodes in the place of placeholders.
  mutating func settleReferences() throws {
    var bound: [Int: Int] = [:]
    while bound.count < pendingKeys.count {
      let key = pendingKeys[bound.count]
      guard let target = named[key] else { throw GraphError.undefined(key) }
      bound[-1 - bound.count] = try node(of: target)
    }
    nodes = nodes.map { node in
      Node(
        kind: node.kind, arguments: node.arguments.map { $0 < 0 ? bound[$0] ?? $0 : $0 }, shape: node.shape,
        name: node.name)
    }
  }
}
