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

  package private(set) var nodes: [Node]
  package let inputs: [Input]
  package private(set) var stages: [Stage]
  private let keys: [String: Int]
  private let inputsByPath: [String: Int]

  /// Compiles `formulas` and all they stand on. References are looked up among the named formulas; those that only
  /// references mention must be in `formulas` too.
  package init(_ formulas: [Formula]) throws {
    var flattening = Flattening()
    let numbers = formulas.map { flattening.collect($0) }
    for number in numbers { _ = try flattening.node(of: number) }
    try flattening.settleReferences()
    nodes = flattening.nodes
    inputs = flattening.inputs
    keys = flattening.keys
    inputsByPath = Dictionary(uniqueKeysWithValues: flattening.inputs.enumerated().map { ($1.path, $0) })
    do {
      stages = try Ordering(nodes).stages()
    } catch GraphError.ring {
      // Rows that need each other in one period may still have a closed form; what has none is named.
      var fixpoints = Fixpoints(nodes, inputs)
      nodes = fixpoints.solved()
      stages = try Ordering(nodes).stages()
    }
  }

  /// Adds an unnamed scalar that stands on nodes there are, and gives its number.
  mutating func append(_ kind: Node.Kind, _ arguments: [Int]) -> Int {
    nodes.append(Node(kind: kind, arguments: arguments, shape: .scalar, name: nil))
    stages.append(.node(nodes.count - 1))
    return nodes.count - 1
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

  /// The nodes of a stage.
  package static func members(of stage: Stage) -> [Int] {
    switch stage {
    case .node(let node): [node]
    case .ring(let ring): ring
    }
  }

  /// Computes one node for `periods`, arguments and result given as series.
  func evaluate(_ node: Int, _ series: (Int) -> Series, periods: Range<Int>, on lanes: Lanes) {
    if case .operation(let operation) = nodes[node].kind {
      let arguments = nodes[node].arguments.map(series)
      operation.evaluate(arguments.span, into: series(node), periods: periods, on: lanes)
    }
  }
}

/// Formulas → nodes: each formula once, equal unnamed formulas once, references bound at the end.
private struct Flattening {
  var nodes: [Node] = []
  var inputs: [Input] = []
  var keys: [String: Int] = [:]

  /// What makes two unnamed formulas one node: a name always has a node of its own.
  private struct Signature: Hashable {
    enum Kind {
      case constant([Double], Shape)
      case operation(any Operation)
    }
    let kind: Kind
    let arguments: [Int]

    static func == (left: Self, right: Self) -> Bool {
      guard left.arguments == right.arguments else { return false }
      switch (left.kind, right.kind) {
      case (.constant(let a, let shape), .constant(let b, let other)): return shape == other && a == b
      case (.operation(let a), .operation(let b)): return type(of: a) == type(of: b) && isSame(a, b)
      default: return false
      }
    }

    private static func isSame<Left: Operation>(_ left: Left, _ right: any Operation) -> Bool {
      left == right as? Left
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(arguments)
      switch kind {
      case .constant(let values, _): hasher.combine(values)
      case .operation(let operation):
        hasher.combine(ObjectIdentifier(type(of: operation)))
        operation.hash(into: &hasher)
      }
    }
  }

  /// Every formula once, by a number of its own; what it stands on, by theirs; its node, −1 before it has one.
  private var formulas: [Formula] = []
  private var arguments: [[Int]] = []
  private var places: [Int] = []
  private var numbers: [ObjectIdentifier: Int] = [:]

  private var bySignature: [Signature: Int] = [:]
  private var byPath: [String: Int] = [:]
  private var named: [String: Int] = [:]
  private var twice: String?
  private var pending: [String: Int] = [:]
  private var pendingKeys: [String] = []

  /// Numbers `root` and every formula below it, and remembers the named ones, so that references find them. Iterative,
  /// like `node(of:)`: a long chain of formulas must not exhaust the stack.
  mutating func collect(_ root: Formula) -> Int {
    var open: [Int] = []
    let result = number(of: root, &open)
    while let number = open.popLast() {
      if let key = formulas[number].name?.key {
        if named[key] != nil { twice = key }
        named[key] = number
      }
      arguments[number] = formulas[number].arguments.map { self.number(of: $0, &open) }
    }
    return result
  }

  private mutating func number(of formula: Formula, _ open: inout [Int]) -> Int {
    if let known = numbers[ObjectIdentifier(formula)] { return known }
    let number = formulas.count
    numbers[ObjectIdentifier(formula)] = number
    formulas.append(formula)
    arguments.append([])
    places.append(-1)
    open.append(number)
    return number
  }

  /// The node of a formula by its number. A reference to what has no node yet gives a placeholder below −1.
  mutating func node(of root: Int) throws -> Int {
    if let twice { throw GraphError.definedTwice(twice) }
    var open = [root]
    while let number = open.last {
      if places[number] == -1 {
        let before = open.count
        for argument in arguments[number].reversed() where places[argument] == -1 { open.append(argument) }
        if open.count > before { continue }
        places[number] = try place(formulas[number], arguments[number].map { places[$0] })
      }
      open.removeLast()
    }
    return places[root]
  }

  /// The node of a formula whose arguments have theirs. A name always owns a node: a named reference or input is a
  /// sum of one.
  private mutating func place(_ formula: Formula, _ arguments: [Int]) throws -> Int {
    switch formula.kind {
    case .reference(let key):
      let target = try node(ofReference: key, shape: formula.shape)
      return formula.name == nil ? target : append(.operation(Add()), [target], formula)
    case .input(let input):
      let node = byPath[input.path] ?? nodes.count
      if node == nodes.count {
        nodes.append(Node(kind: .input(inputs.count), arguments: [], shape: formula.shape, name: nil))
        byPath[input.path] = node
        inputs.append(input)
      }
      return formula.name == nil ? node : append(.operation(Add()), [node], formula)
    case .constant(let values): return append(.constant(values, formula.shape), [], formula)
    case .operation(let operation): return append(.operation(operation), arguments, formula)
    }
  }

  private mutating func append(_ kind: Signature.Kind, _ arguments: [Int], _ formula: Formula) -> Int {
    let node = nodes.count
    if let key = formula.name?.key {
      keys[key] = node
    } else {
      let signature = Signature(kind: kind, arguments: arguments)
      if let known = bySignature[signature] { return known }
      bySignature[signature] = node
    }
    let content: Node.Kind =
      switch kind {
      case .constant(let values, _): .constant(values)
      case .operation(let operation): .operation(operation)
      }
    nodes.append(Node(kind: content, arguments: arguments, shape: formula.shape, name: formula.name))
    return node
  }

  /// A reference met before its formula is computed gets a place of its own, below −1 until it is bound.
  private mutating func node(ofReference key: String, shape: Shape) throws -> Int {
    guard let target = named[key] else { throw GraphError.undefined(key) }
    precondition(
      formulas[target].shape == shape, "\(key) has shape \(formulas[target].shape), spoken of as \(shape)")
    if places[target] != -1 { return places[target] }
    if let placeholder = pending[key] { return placeholder }
    let placeholder = -2 - pending.count
    pending[key] = placeholder
    pendingKeys.append(key)
    return placeholder
  }

  /// Computes what only references mention and puts nodes in the place of placeholders.
  mutating func settleReferences() throws {
    var bound: [Int] = []
    while bound.count < pendingKeys.count {
      let key = pendingKeys[bound.count]
      guard let target = named[key] else { throw GraphError.undefined(key) }
      bound.append(try node(of: target))
    }
    nodes = nodes.map { node in
      Node(
        kind: node.kind, arguments: node.arguments.map { $0 < 0 ? bound[-2 - $0] : $0 }, shape: node.shape,
        name: node.name)
    }
  }
}
