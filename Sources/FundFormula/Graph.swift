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
  package fileprivate(set) var arguments: [Int]
  package let shape: Shape
  package let name: FormulaName?

  init(kind: Kind, arguments: [Int], shape: Shape, name: FormulaName?) {
    self.kind = kind
    self.arguments = arguments
    self.shape = shape
    self.name = name
  }
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
    keys = flattening.nodesByKey
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
}

/// Formulas → nodes: each formula once, equal unnamed formulas once, references bound at the end.
private struct Flattening {
  var nodes: [Node] = []
  var inputs: [Input] = []

  /// Every formula once, by a number of its own; the numbers of what it stands on, from its place in `links` on; its node,
  /// −1 before it has one.
  private var formulas: [Formula] = []
  private var links: [Int] = []
  private var firstLinks: [Int] = []
  private var places: [Int] = []
  private var numbers = NumberTable()

  private var unnamed = NumberTable()
  /// The nodes that `unnamed` numbers.
  private var unnamedNodes: [Int] = []
  private var byPath: [String: Int] = [:]
  private var named: [String: Int] = [:]
  private var twice: String?
  private var pending: [String: Int] = [:]
  private var pendingKeys: [String] = []
  /// Nodes with placeholders among their arguments.
  private var unbound: [Int] = []

  /// The node of every named formula.
  var nodesByKey: [String: Int] { named.mapValues { places[$0] } }

  /// Numbers `root` and every formula below it, and remembers the named ones, so that references find them. Iterative,
  /// like `node(of:)`: a long chain of formulas must not exhaust the stack.
  mutating func collect(_ root: Formula) -> Int {
    var open: [Int] = []
    let result = number(of: root, &open)
    while let number = open.popLast() {
      let formula = formulas[number]
      if let key = formula.name?.key, named.updateValue(number, forKey: key) != nil { twice = key }
      firstLinks[number] = links.count
      for argument in formula.arguments { links.append(self.number(of: argument, &open)) }
    }
    return result
  }

  private mutating func number(of formula: Formula, _ open: inout [Int]) -> Int {
    let identity = UInt(bitPattern: ObjectIdentifier(formula))
    // Two formulas are one only where they are the same object, and that is all there is to compare.
    let (number, isNew) = numbers.number(of: identity) { _ in true }
    if isNew {
      formulas.append(formula)
      firstLinks.append(0)
      places.append(-1)
      open.append(number)
    }
    return number
  }

  private func arguments(of number: Int) -> ArraySlice<Int> {
    links[firstLinks[number]..<firstLinks[number] + formulas[number].arguments.count]
  }

  /// The node of a formula by its number. A reference to what has no node yet gives a placeholder below −1.
  mutating func node(of root: Int) throws -> Int {
    if let twice { throw GraphError.definedTwice(twice) }
    var open = [root]
    while let number = open.last {
      if places[number] == -1 {
        let before = open.count
        for argument in arguments(of: number).reversed() where places[argument] == -1 {
          open.append(argument)
        }
        if open.count > before { continue }
        places[number] = try place(number)
      }
      open.removeLast()
    }
    return places[root]
  }

  /// The node of a formula whose arguments have theirs. A name always owns a node: a named reference or input is a
  /// sum of one.
  private mutating func place(_ number: Int) throws -> Int {
    let formula = formulas[number]
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
    case .constant(let values): return shared(.constant(values), [], formula)
    case .operation(let operation):
      return shared(.operation(operation), arguments(of: number).map { places[$0] }, formula)
    }
  }

  /// The node of a formula: an equal unnamed one's where there is one.
  private mutating func shared(_ kind: Node.Kind, _ arguments: [Int], _ formula: Formula) -> Int {
    guard formula.name == nil else { return append(kind, arguments, formula) }
    let (number, isNew) = unnamed.number(of: Self.hash(kind, arguments)) { [nodes, unnamedNodes] in
      let node = nodes[unnamedNodes[$0]]
      return node.arguments == arguments && node.shape == formula.shape && Self.isSame(node.kind, kind)
    }
    if isNew { unnamedNodes.append(append(kind, arguments, formula)) }
    return unnamedNodes[number]
  }

  private mutating func append(_ kind: Node.Kind, _ arguments: [Int], _ formula: Formula) -> Int {
    if arguments.contains(where: { $0 < 0 }) { unbound.append(nodes.count) }
    nodes.append(Node(kind: kind, arguments: arguments, shape: formula.shape, name: formula.name))
    return nodes.count - 1
  }

  /// The same for what is the same; numbers of an operation's own, which few formulas on the same arguments differ in, are
  /// left to the comparison.
  private static func hash(_ kind: Node.Kind, _ arguments: [Int]) -> UInt {
    switch kind {
    case .input(let input): return UInt(bitPattern: input)
    case .constant(let values):
      // −0 is 0.
      return values.reduce(into: UInt(values.count)) { NumberTable.mix(&$0, UInt(($1 + 0).bitPattern)) }
    case .operation(let operation):
      let start = UInt(bitPattern: ObjectIdentifier(type(of: operation)))
      return arguments.reduce(into: start) { NumberTable.mix(&$0, UInt(bitPattern: $1)) }
    }
  }

  private static func isSame(_ left: Node.Kind, _ right: Node.Kind) -> Bool {
    switch (left, right) {
    case (.constant(let a), .constant(let b)): a == b
    case (.operation(let a), .operation(let b)): type(of: a) == type(of: b) && isEqual(a, b)
    default: false
    }
  }

  private static func isEqual<Left: Operation>(_ left: Left, _ right: any Operation) -> Bool {
    left == right as? Left
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
    for node in unbound {
      for (position, argument) in nodes[node].arguments.enumerated() where argument < 0 {
        nodes[node].arguments[position] = bound[-2 - argument]
      }
    }
  }
}

/// Numbers from 0 for things in the order of their first sight: open addressing by hashes that are handed in. What a
/// dictionary costs for its keys is most of the time of flattening.
struct NumberTable {
  private var hashes: [UInt] = []
  /// Numbers, −1 where free; a power of two.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// The number of a thing of this hash: that of one before it which `isSame` says it is, else the next.
  mutating func number(of hash: UInt, _ isSame: (Int) -> Bool) -> (number: Int, isNew: Bool) {
    if 2 * hashes.count >= slots.count { grow() }
    var slot = home(of: hash)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash && isSame(number) { return (number, false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(hashes.count)
    hashes.append(hash)
    return (hashes.count - 1, true)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 4 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = home(of: hash)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// By the upper bits of a product (Knuth, The Art of Computer Programming 3, 6.4): addresses and small numbers differ in
  /// their lower ones.
  private func home(of hash: UInt) -> Int {
    let product = UInt64(truncatingIfNeeded: hash) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32) & (slots.count - 1)
  }

  /// Adds one number to a hash.
  static func mix(_ hash: inout UInt, _ number: UInt) {
    let folded = UInt64(truncatingIfNeeded: hash ^ number) &* 0xFF51_AFD7_ED55_8CCD
    hash = UInt(truncatingIfNeeded: folded ^ (folded >> 32))
  }
}
