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

  /// Remembers every named formula below `formula`, so that references find it.
  mutating func collect(_ formula: Formula) {
    guard seen.insert(ObjectIdentifier(formula)).inserted else { return }
    if let key = formula.name?.key {
      if named[key] != nil { twice = key }
      named[key] = formula
    }
    for argument in formula.arguments { collect(argument) }
  }

  mutating func node(of formula: Formula) throws -> Int {
    if let twice { throw GraphError.definedTwice(twice) }
    if let known = byIdentity[ObjectIdentifier(formula)] { return known }
    let index: Int
    switch formula.kind {
    case .reference(let key):
      index = try node(ofReference: key, shape: formula.shape)
    case .input(let input):
      index = append(
        Signature(operation: "input \(input.path)", arguments: [], key: nil), formula, [],
        .input(inputs.count))
      if index == nodes.count - 1, case .input(inputs.count) = nodes[index].kind { inputs.append(input) }
    case .constant(let values):
      index = append(
        Signature(operation: [formula.shape.isRow ? 1 : 0] + values, arguments: [], key: formula.name?.key),
        formula,
        [], .constant(values))
    case .operation(let operation):
      let arguments = try formula.arguments.map { try node(of: $0) }
      index = append(
        Signature(operation: AnyHashable(operation), arguments: arguments, key: formula.name?.key), formula,
        arguments, .operation(operation))
    }
    byIdentity[ObjectIdentifier(formula)] = index
    return index
  }

  private mutating func append(
    _ signature: Signature, _ formula: Formula, _ arguments: [Int], _ kind: Node.Kind
  ) -> Int {
    if let known = bySignature[signature] { return known }
    nodes.append(Node(kind: kind, arguments: arguments, shape: formula.shape, name: formula.name))
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
